import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { canonicalBytes } from "../../src/authority/act.ts";
import {
  HumanAct_Request,
  LimitTerms,
  WaiverTerms,
} from "../../src/bus/messages/coalign-msgs.gen.ts";
import { commandTopic, lockTopic, SERVICES, TOPICS } from "../../src/bus/topics.ts";
import { stampOf } from "../../src/quantity/time.ts";
import { SupervisedRobot } from "../support/supervised-robot.ts";

const folder = mkdtempSync(join(tmpdir(), "coalign-"));
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const operators_file = join(folder, "operators.json");
const key = publicKey.export({ format: "der", type: "spki" }).toString("base64");
writeFileSync(operators_file, JSON.stringify({ ada: { publicKey: key, role: "safety-engineer" } }));

const zones_file = join(folder, "zones.yaml");
writeFileSync(
  zones_file,
  `robot:
  footprint: [[0.25, 0.0], [0.18, 0.18], [0.0, 0.25], [-0.18, 0.18], [-0.25, 0.0], [-0.18, -0.18], [0.0, -0.25], [0.18, -0.18]]
  braking: 2.0
  reaction: 0.5
sources:
  scan:
    topic: /scan
    timeout: 0.3
zones:
  dock-front:
    action: stop
    polygon: [[-0.3, 0.4], [2.5, 0.4], [2.5, -0.4], [-0.3, -0.4]]
    sources: [scan]
    min_points: 2
    waiver: allowed
`,
);

const signed = (
  { boot }: SupervisedRobot,
  act: string,
  more: Partial<HumanAct_Request>,
): HumanAct_Request => {
  const unsigned = HumanAct_Request.create({
    act,
    boot,
    robot: "r1",
    operator_name: "ada",
    reason: "the dock is made for it",
    stamp: stampOf(Date.now() / 1000),
    nonce: randomUUID(),
    ...more,
  });
  return {
    ...unsigned,
    signature: new Uint8Array(sign(null, canonicalBytes(unsigned), privateKey)),
  };
};

const ids = ({ state }: SupervisedRobot): string[] => state.reasons.map(({ id }) => id);

describe("zones of a file", () => {
  const wall = [
    { x: 2, y: -0.6 },
    { x: 2, y: 0.6 },
  ] as const;
  const walled = (): SupervisedRobot => {
    const robot = new SupervisedRobot({ robot: "r1", operators_file, zones_file });
    robot.land = { discs: [], walls: [[...wall], ...robot.land.walls] };
    return robot.run(3);
  };

  it("stop what protective separation alone would not, and name the zone", () => {
    const without = new SupervisedRobot();
    without.land = { discs: [], walls: [[...wall], ...without.land.walls] };
    const robot = walled();

    expect(without.run(3).speed).toBe(0.5);
    expect(robot.speed).toBeCloseTo(0, 4);
    expect(ids(robot)).toContain("zone-stop");
    expect(robot.state.sentence).toContain("dock-front");
  });

  it("are waived by a signed act alone, at a crawl, and come back by themselves", async () => {
    const robot = walled();
    const terms = { line: "dock-front", x: 0, y: 0, radius: 1, duration: 10, speed: 0.1 };
    const waiver = WaiverTerms.create(terms);
    const request = signed(robot, "waive", { waiver });
    const forged = { ...request, signature: new Uint8Array(64) };

    expect((await robot.bus.call(SERVICES.waive, forged, 1)).success).toBe(false);
    expect(await robot.bus.call(SERVICES.waive, request, 1)).toMatchObject({ success: true });
    expect(robot.run(1).speed).toBeCloseTo(0.1, 6);
    expect(ids(robot)).toContain("waiver-cap");
    expect(robot.run(11).speed).toBeCloseTo(0, 4);
    expect(ids(robot)).toContain("zone-stop");
  });

  it("are not waived elsewhere, nor is a red line anywhere", async () => {
    const robot = walled();
    const far = { line: "dock-front", x: 9, y: 0, radius: 1, duration: 10, speed: 0.1 };
    const red = { ...far, x: 0, line: "protective-separation" };
    const ask = async (terms: typeof far) =>
      await robot.bus.call(
        SERVICES.waive,
        signed(robot, "waive", { waiver: WaiverTerms.create(terms) }),
        1,
      );

    expect((await ask(far)).success).toBe(true);
    expect(robot.run(1).speed).toBeCloseTo(0, 4);
    expect((await ask(red)).message).toContain("red line");
  });

  it("that cannot be read refuse the start with a sentence", () => {
    const broken = join(folder, "broken.yaml");
    writeFileSync(broken, readFileSync(zones_file, "utf8").replace("2.5, 0.4", "0.3, 0.4"));

    expect(() => new SupervisedRobot({ zones_file: broken })).toThrow(/broken\.yaml line \d+/);
    expect(() => new SupervisedRobot({ zones_file: "/nowhere.yaml" })).toThrow(/cannot be read/);
  });
});

describe("an operator's limit", () => {
  it("lowers the ceiling by a signed act, and gives it back", async () => {
    const robot = new SupervisedRobot({ robot: "r1", operators_file }).run(3);
    const limit = async (speed: number) =>
      await robot.bus.call(
        SERVICES.limit,
        signed(robot, "limit", { limit: LimitTerms.create({ speed, spin: 2.5 }) }),
        1,
      );

    expect((await limit(0.2)).success).toBe(true);
    expect(robot.run(1).speed).toBeCloseTo(0.2, 6);
    expect(ids(robot)).toContain("operator-limit");
    expect((await limit(9)).message).toContain("ceiling");
    expect((await limit(1.2)).success).toBe(true);
    expect(robot.run(1).speed).toBe(0.5);
  });
});

describe("rules of a file", () => {
  it("that nobody signed refuse the start", () => {
    const rules_file = join(folder, "rules.yaml");
    writeFileSync(rules_file, "hold: 0.5 s\nrules: []\n");

    expect(() => new SupervisedRobot({ operators_file, rules_file })).toThrow(/rules\.yaml\.sig/);
  });

  it("slow the robot for a while after somebody was very near", () => {
    const robot = new SupervisedRobot().run(3);
    robot.land = { ...robot.land, discs: [{ x: -0.55, y: 0, radius: 0.1 }] };
    robot.run(2);

    expect(ids(robot)).toContain("rule-limit");
  });
});

describe("locks and further sources", () => {
  it("hold zero while a lock is held or silent, for whom it locks", () => {
    const robot = new SupervisedRobot({ locks: ["/pause 0.5 autonomy"] }).run(3);
    expect(ids(robot)).toEqual(["lock-silent"]);

    const lock = robot.bus.advertise(lockTopic("/pause"));
    const held = { data: false };
    robot.bus.every(0.1, "steady", () => lock.publish({ ...held }));
    expect(robot.run(2).speed).toBe(0.5);
    held.data = true;
    expect(robot.run(0.2).speed).toBe(0);
    expect(ids(robot)).toEqual(["lock-held"]);
  });

  it("let a further driver outrank autonomy, and not the teleoperator", () => {
    const robot = new SupervisedRobot({
      more_sources: ["docking cmd_vel_docking program 0.2 0.4"],
    });
    robot.run(3);
    const docking = robot.bus.advertise(commandTopic("cmd_vel_docking"));
    const timer = robot.bus.every(0.05, "steady", () => docking.publish(robot.commandOf(0.1)));

    expect(robot.run(1).state.driver).toBe("docking");
    expect(robot.speed).toBeCloseTo(0.1, 6);
    timer.cancel();
    expect(robot.run(1).state.driver).toBe("autonomy");
  });

  it.each([
    { more_sources: ["docking"] },
    { more_sources: ["teleop x program 0.2 1"] },
    { more_sources: ["a x program 0 1"] },
    { locks: ["/pause 0 autonomy"] },
    { locks: ["/pause 0.5 nobody"] },
  ])("are refused when they make no sense: %o", (overrides) => {
    expect(() => new SupervisedRobot(overrides)).toThrow(/more_sources|locks/);
  });
});

describe("the hardware stop", () => {
  it("latches when it is pressed, and is asked for when the base moves unasked", () => {
    const robot = new SupervisedRobot().run(3);
    const cut: boolean[] = [];
    robot.bus.subscribe(TOPICS.hardwareStop, ({ data }) => cut.push(data));
    robot.sources.command = () => robot.commandOf(0);
    robot.run(1);
    expect(cut.at(-1)).toBe(false);

    const still = robot.sources.body;
    robot.sources.body = () => {
      const body = still();
      return body && { ...body, twist: { ...body.twist, linear: { x: 0.4, y: 0, z: 0 } } };
    };
    robot.run(0.4);
    expect(robot.state).toMatchObject({
      latched_because: "moving-unasked",
      action: "category-0",
      power: false,
    });
    expect(cut.at(-1)).toBe(true);

    const pressed = new SupervisedRobot().run(3);
    pressed.bus.advertise(lockTopic("hardware_stop")).publish({ data: true });
    expect(pressed.run(0.1).state.latched_because).toBe("hardware-stop");
  });
});

describe("the safety log", () => {
  it("says what ran, what changed a command and what a human did", async () => {
    const log_folder = join(folder, "log");
    const robot = new SupervisedRobot({
      robot: "r1",
      operators_file,
      log_folder,
      log_key_file: join(folder, "robot.pem"),
      log_pace: "at once",
    }).run(3);
    expect(robot.speed).toBe(0.5);
    robot.sources.command = () => robot.commandOf(2);
    robot.run(1);
    await robot.bus.call(SERVICES.stop, {}, 1);
    await robot.bus.call(SERVICES.reset, signed(robot, "reset", { operator_name: "eve" }), 1);
    robot.run(0.1);
    await robot.stop();

    const text = readdirSync(log_folder)
      .filter((name) => name.endsWith(".jsonl") || name.endsWith(".log"))
      .map((name) => readFileSync(join(log_folder, name), "utf8"))
      .join("");
    for (const said of ["version", "speed-ceiling", "human-veto", "eve", "refused"]) {
      expect(text).toContain(said);
    }
  });

  it("is not filled by whoever asks again and again, and counts what it leaves out", async () => {
    const log_folder = join(folder, "flooded");
    const robot = new SupervisedRobot({
      log_folder,
      log_key_file: join(folder, "robot.pem"),
      log_pace: "at once",
    });
    const request = HumanAct_Request.create();
    for (let k = 0; k < 200; k++) {
      await robot.bus.call(SERVICES.reset, request, 1);
    }
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await robot.bus.call(SERVICES.reset, request, 1);
    await robot.stop();

    const acts = readdirSync(log_folder)
      .flatMap((name) => readFileSync(join(log_folder, name), "utf8").split("\n"))
      .filter((line) => line.includes('"act"'));
    expect(acts.length).toBeGreaterThan(10);
    expect(acts.length).toBeLessThan(60);
    const missing = acts.map((line) => Number(/\((\d+) more were refused/u.exec(line)?.[1] ?? 0));
    expect(acts.length + missing.reduce((a, b) => a + b, 0)).toBe(201);
  });

  it("counts at its end what it left out last", async () => {
    const log_folder = join(folder, "flooded-to-the-end");
    const robot = new SupervisedRobot({
      log_folder,
      log_key_file: join(folder, "robot.pem"),
      log_pace: "at once",
    });
    for (let k = 0; k < 50; k++) {
      await robot.bus.call(SERVICES.reset, HumanAct_Request.create(), 1);
    }
    await robot.stop();

    const lines = readdirSync(log_folder).flatMap((name) =>
      readFileSync(join(log_folder, name), "utf8").split("\n"),
    );
    const written = lines.filter((line) => line.includes('"kind":"act"')).length;
    const missing = lines.map((line) => Number(/(\d+) more were refused/u.exec(line)?.[1] ?? 0));
    expect(written).toBeLessThan(50);
    expect(written + missing.reduce((a, b) => a + b, 0)).toBe(50);
  });

  it("that cannot be begun keeps the robot standing", () => {
    writeFileSync(join(folder, "no-folder"), "");
    const robot = new SupervisedRobot({
      log_folder: join(folder, "no-folder"),
      log_key_file: join(folder, "robot.pem"),
      log_pace: "at once",
    }).run(3);

    expect(robot.speed).toBe(0);
    expect(ids(robot)).toContain("log-unverified");
    expect(robot.state.mode).toBe("arming");
  });
});
