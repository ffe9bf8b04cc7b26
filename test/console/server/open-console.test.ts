import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { TOPICS } from "../../../src/bus/topics.ts";
import { LaserScan } from "../../../src/bus/messages/sensor-msgs.gen.ts";
import { Odometry } from "../../../src/bus/messages/nav-msgs.gen.ts";
import { StopOrder } from "../../../src/console/server/stop-order.ts";
import { openRig, pause, type Rig, Socket, until } from "../rig.ts";

let rig: Rig | undefined;

async function open(options: Parameters<typeof openRig>[0] = {}): Promise<Rig> {
  rig = await openRig(options);
  return rig;
}

afterEach(async () => {
  await rig?.close();
  rig = undefined;
});

const FORWARD = { kind: "drive", forward: 1, left: 0, turn: 0 } as const;

describe("stop", () => {
  it("reaches the veto topic and the service, and is confirmed only by the supervisor's own state", async () => {
    const { origin, latch } = await open();
    const page = await new Socket(origin).opened();

    latch.mute = true;
    page.send({ kind: "stop", press: 7 });
    await until(() => latch.vetoes > 0 && latch.calls > 0, "veto and service are reached", 500);
    await pause(100);
    expect(page.last("stopped"), "no confirmation before the state says so").toBeUndefined();
    latch.mute = false;

    await until(() => page.last("stopped") !== undefined, "the stop is answered");
    expect(page.last("stopped")).toMatchObject({ press: 7, outcome: "confirmed" });
  });

  it("says loudly that it was not confirmed when the supervisor does not answer", async () => {
    const { origin, latch } = await open({ supervisor: "deaf" });
    const page = await new Socket(origin).opened();

    page.send({ kind: "stop", press: 1 });
    await until(() => page.last("stopped") !== undefined, "the stop is answered", 2000);

    const stopped = page.last("stopped");
    expect(stopped?.outcome).toBe("unconfirmed");
    expect(stopped?.sentence).toContain("NOT confirmed");
    expect(stopped?.sentence).toContain("nobody serves /safety_supervisor/stop");
    expect(stopped?.after).toBeLessThan(1.5);
    expect(latch.vetoes, "the veto is repeated while it is not confirmed").toBeGreaterThan(5);
  });

  it("is confirmed once more when the robot is latched already", async () => {
    const { origin } = await open();
    const page = await new Socket(origin).opened();

    page.send({ kind: "stop", press: 1 });
    await until(() => page.last("stopped")?.press === 1, "first");
    page.send({ kind: "stop", press: 2 });
    await until(() => page.last("stopped")?.press === 2, "second");

    expect(page.last("stopped")?.outcome).toBe("confirmed");
  });

  it("works without a page by POST /stop, but not from a foreign page and not by GET", async () => {
    const { origin, latch } = await open();

    const foreign = await fetch(`${origin}/stop`, {
      method: "POST",
      headers: { origin: "http://evil.example" },
    });
    const got = await fetch(`${origin}/stop`);
    expect([foreign.status, got.status, latch.vetoes]).toEqual([403, 405, 0]);

    const posted = await fetch(`${origin}/stop`, { method: "POST" });
    expect([posted.status, latch.latched]).toEqual([200, true]);
  });

  it("joins orders that come while one is under way, and answers each", async () => {
    const { origin, latch, loopback } = await open();
    const bus = loopback.bus("desk");
    const stop = new StopOrder(bus, () => performance.now() / 1000);
    bus.subscribe(TOPICS.supervisorState, ({ latched }) =>
      stop.learn(latched ? "latched" : "free"),
    );

    const outcomes = await Promise.all(Array.from({ length: 100 }, async () => await stop.order()));
    const answers = await Promise.all(
      Array.from({ length: 100 }, async () => await fetch(`${origin}/stop`, { method: "POST" })),
    );
    stop.close();

    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(100).fill("confirmed"));
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
    expect(latch.calls).toBeLessThan(200);
  });

  it("ends a hold of any page at once", async () => {
    const { origin, commands } = await open();
    const driver = await new Socket(origin).opened();
    const watcher = await new Socket(origin).opened();

    const beat = setInterval(() => driver.send({ ...FORWARD, hold: 1 }), 50);
    await until(() => commands.length > 3, "it drives");
    watcher.send({ kind: "stop", press: 1 });
    await until(() => driver.last("driving")?.outcome === "ended", "the driver is told");
    await pause(200);
    clearInterval(beat);

    expect(commands.findIndex(({ x }) => x === 0)).toBe(commands.length - 1);
    expect(driver.last("driving"), "the held key does not bring it back").toMatchObject({
      outcome: "refused",
    });
  });
});

describe("hold to run", () => {
  it("commands at 20 Hz while held, then one zero and silence", async () => {
    const { origin, commands } = await open();
    const page = await new Socket(origin).opened();

    const beat = setInterval(() => page.send({ ...FORWARD, turn: -0.5, hold: 1 }), 50);
    await pause(1000);
    clearInterval(beat);
    page.send({ kind: "release", hold: 1 });
    await pause(300);

    const moving = commands.filter(({ x }) => x !== 0);
    expect(moving[0]).toMatchObject({ x: 0.6, turn: -0.6 });
    expect(moving.length).toBeGreaterThanOrEqual(14);
    expect(moving.length).toBeLessThanOrEqual(26);
    expect(commands.filter(({ x, turn }) => x === 0 && turn === 0)).toHaveLength(1);
    expect(commands.at(-1)).toMatchObject({ x: 0, turn: 0 });
  });

  it("ends when the page falls silent, and a hold that ended never comes back", async () => {
    const { origin, commands } = await open();
    const page = await new Socket(origin).opened();

    page.send({ ...FORWARD, hold: 5 });
    await until(() => commands.length > 0, "it drives");
    const begun = commands[0]?.at ?? 0;
    await until(() => commands.at(-1)?.x === 0, "zero comes", 1000);
    const lasted = (commands.at(-1)?.at ?? Infinity) - begun;
    page.send({ ...FORWARD, hold: 5 });
    page.send({ ...FORWARD, hold: 4 });
    await until(() => page.last("driving")?.outcome === "refused", "the stale hold is refused");
    await pause(100);

    expect(lasted).toBeGreaterThan(0.14);
    expect(lasted).toBeLessThan(1);
    expect(commands.at(-1)?.x).toBe(0);
    page.send({ ...FORWARD, hold: 6 });
    await until(() => commands.at(-1)?.x === 0.6, "a new press drives again");
  });

  it("ends with a zero when the socket closes, however it closes", async () => {
    const { origin, commands } = await open();
    for (const how of ["close", "terminate"] as const) {
      const page = await new Socket(origin).opened();
      commands.length = 0;
      page.send({ ...FORWARD, hold: 1 });
      await until(() => commands.length > 0, "it drives");
      page.socket[how]();
      await until(() => commands.at(-1)?.x === 0, `zero after ${how}`, 180);
    }
  });

  it("has one driver at a time", async () => {
    const { origin, commands } = await open();
    const first = await new Socket(origin).opened();
    const second = await new Socket(origin).opened();

    const beat = setInterval(() => first.send({ ...FORWARD, hold: 1 }), 50);
    await until(() => commands.length > 0, "the first drives");
    second.send({ ...FORWARD, forward: -1, hold: 1 });
    await until(() => second.last("driving") !== undefined, "the second is answered");
    await until(() => second.last("state")?.driving !== null, "everyone sees who drives");
    clearInterval(beat);

    expect(second.last("driving")).toMatchObject({
      outcome: "refused",
      sentence: "another page is driving",
    });
    expect(second.last("state")?.driving).toBe(first.last("hello")?.page);
    expect(commands.some(({ x }) => x < 0)).toBe(false);
  });
});

describe("who may talk", () => {
  it.each([
    ["a foreign origin", "http://evil.example"],
    ["the same host by another scheme", "https"],
    ["no origin", ""],
    ["a null origin", "null"],
  ])("refuses %s", async (_, said) => {
    const { origin } = await open();

    const page = await new Socket(
      origin,
      said === "https" ? origin.replace("http", "https") : said,
    ).opened();

    expect(page.refused).toContain("403");
    expect(page.frames).toEqual([]);
  });

  it("refuses a host name that somebody else's DNS points here", async () => {
    const { origin } = await open();
    const port = Number(new URL(origin).port);

    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(`GET / HTTP/1.1\r\nhost: evil.example:${port}\r\nconnection: close\r\n\r\n`);
      });
      let text = "";
      socket.on("data", (data) => (text += data.toString()));
      socket.on("close", () => resolve(text));
    });

    expect(answer).toContain("403");
    expect(answer).toContain("does not answer to the name 'evil.example'");
  });

  it.each([
    ["no JSON", "stop!", "must be JSON"],
    ["an unknown kind", `{"kind":"resume-now"}`, "'kind'"],
    [
      "an absurd deflection",
      `{"kind":"drive","hold":1,"forward":1e9,"left":0,"turn":0}`,
      "'forward'",
    ],
    [
      "a number that is none",
      `{"kind":"drive","hold":1,"forward":null,"left":0,"turn":0}`,
      "'forward'",
    ],
    ["a field too many", `{"kind":"stop","press":1,"quiet":true}`, "form"],
  ])("closes on %s with one sentence", async (_, text, sentence) => {
    const { origin, commands } = await open();
    const page = await new Socket(origin).opened();

    page.socket.send(text);
    await until(() => page.closed !== undefined, "the socket is closed");

    expect(page.closed?.code).toBe(1008);
    expect(page.closed?.reason).toContain(sentence);
    expect(commands).toEqual([]);
  });

  it("closes on a frame larger than 4 kB", async () => {
    const { origin } = await open();
    const page = await new Socket(origin).opened();

    page.socket.send(JSON.stringify({ kind: "ping", sent: 1, filler: "x".repeat(5000) }));
    await until(() => page.closed !== undefined, "the socket is closed");

    expect(page.closed?.code).toBe(1009);
  });

  it("closes on a flood and goes on serving others", async () => {
    const { origin, latch } = await open();
    const flooder = await new Socket(origin).opened();
    const other = await new Socket(origin).opened();

    for (let i = 0; i < 5000; i++) {
      flooder.send({ kind: "ping", sent: i });
    }
    await until(() => flooder.closed !== undefined, "the flooder is closed");
    const pongs = flooder.frames.filter((frame) => frame.kind === "pong");
    other.send({ kind: "stop", press: 1 });
    await until(() => other.last("stopped") !== undefined, "the other stops", 1000);

    expect(pongs.length).toBeLessThanOrEqual(130);
    expect(latch.latched).toBe(true);
  });

  it("hands on few acts a second, as they are", async () => {
    const { origin, latch } = await open();
    const page = await new Socket(origin).opened();
    const act = {
      kind: "act",
      act: "reset",
      robot: "robot",
      boot: "first",
      operator: "ada",
      reason: "looked",
      sec: 5,
      nanosec: 6,
      nonce: "0123456789abcdef",
      signature: Buffer.from([1, 2, 3]).toString("base64"),
    } as const;

    for (let i = 0; i < 20; i++) {
      page.send(act);
    }
    await until(() => page.frames.filter(({ kind }) => kind === "acted").length === 20, "answers");

    expect(latch.acts.length).toBeLessThanOrEqual(5);
    expect(latch.acts[0]).toEqual({
      act: "reset",
      robot: "robot",
      boot: "first",
      operator_name: "ada",
      reason: "looked",
      stamp: { sec: 5, nanosec: 6 },
      nonce: "0123456789abcdef",
      waiver: { line: "", x: 0, y: 0, radius: 0, duration: 0, speed: 0 },
      limit: { speed: 0, spin: 0 },
      signature: new Uint8Array([1, 2, 3]),
    });
    expect(page.last("acted")).toMatchObject({ outcome: "refused" });
  });
});

describe("the page's files", () => {
  it("are served with a policy that lets nothing in from elsewhere", async () => {
    const { origin } = await open();

    const page = await fetch(`${origin}/?x=1`);

    expect(page.status).toBe(200);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).toContain("<title>page</title>");
  });

  it.each([
    "/nothing.js",
    "/../secret.js",
    "/..%2fsecret.js",
    "/%2e%2e/secret.js",
    "/inner/../../secret.js",
    "/inner/secret.js",
    "/.secret.js",
    "/secret.pem",
    "//etc/hosts.js",
    "/index.html%00.js",
    "/..\\..\\x.js",
  ])("are the only ones: %s is not found", async (path) => {
    const { origin } = await open();
    const port = Number(new URL(origin).port);

    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(
          `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\n\r\n`,
        );
      });
      let text = "";
      socket.on("data", (data) => (text += data.toString()));
      socket.on("close", () => resolve(text));
    });

    expect(answer).toMatch(/^HTTP\/1\.1 40[04]/u);
  });

  it("move to the next free port when theirs is taken, and refuse a host that is not ours", async () => {
    const first = await open();
    const port = Number(new URL(first.origin).port);
    const second = await openRig({ port });

    expect(Number(new URL(second.origin).port)).toBeGreaterThan(port);
    expect((await fetch(second.opened.address)).status).toBe(200);
    await second.close();
  });
});

describe("what a page sees", () => {
  it("is sent 20 times a second at most, the scan where it was taken", async () => {
    const { origin, loopback } = await open();
    const world = loopback.bus("world");
    const odometry = world.advertise(TOPICS.odom);
    const scans = world.advertise(TOPICS.scan);
    world.every(0.01, "steady", () => {
      const stamp = { sec: 0, nanosec: 0 };
      const odom = Odometry.create();
      odometry.publish({
        ...odom,
        pose: { ...odom.pose, pose: { ...odom.pose.pose, position: { x: 2, y: 1, z: 0 } } },
      });
      scans.publish(
        LaserScan.create({
          header: { stamp, frame_id: "laser" },
          angle_min: 0,
          angle_increment: Math.PI / 2,
          range_max: 10,
          ranges: new Float32Array([1, Infinity, NaN, 11]),
        }),
      );
    });
    const page = await new Socket(origin).opened();
    await until(() => page.last("scan") !== undefined, "a scan comes");
    page.frames.length = 0;
    await pause(1000);

    const states = page.frames.filter(({ kind }) => kind === "state").length;
    expect(states).toBeLessThanOrEqual(22);
    expect(states).toBeGreaterThan(8);
    expect(page.frames.filter(({ kind }) => kind === "scan").length).toBeLessThanOrEqual(22);
    const scan = page.last("scan");
    expect(scan?.points).toEqual([3, 1]);
    expect(scan?.blind).toHaveLength(1);
    expect(page.last("state")?.body).toMatchObject({ x: 2, y: 1, yaw: 0 });
  });

  it("does not pile up for a page that does not read", async () => {
    const { origin, loopback } = await open();
    const texts = loopback.bus("world").advertise(TOPICS.robotDescription);
    const slow = await new Socket(origin).opened();
    slow.socket.pause();
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    for (let i = 0; i < 60; i++) {
      texts.publish({ data: String(i).padEnd(1_000_000, "x") });
      await pause(30);
    }
    const after = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;

    expect((after - before) / 1e6, "megabytes kept for it").toBeLessThan(40);
    slow.socket.resume();
    const numbers = (): number[] =>
      slow.frames.flatMap((frame) => (frame.kind === "description" ? [parseInt(frame.urdf)] : []));
    await until(() => numbers().includes(59), "it gets the newest when it reads again");
    expect(numbers().length, "and few of those between").toBeLessThan(30);
    expect(slow.closed).toBeUndefined();
  });
});
