import assert from "node:assert/strict";
import { TwistStamped } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Clock } from "../../src/bus/messages/rosgraph-msgs.gen.ts";
import { LaserScan } from "../../src/bus/messages/sensor-msgs.gen.ts";
import { Bool, String as Text } from "../../src/bus/messages/std-msgs.gen.ts";
import { SetBool, Trigger } from "../../src/bus/messages/std-srvs.gen.ts";
import * as coalign from "../../src/bus/messages/coalign-msgs.gen.ts";
import type { Overrides, ParameterSpecs } from "../../src/bus/parameters.ts";
import type { Arrival, Bus, ClockName, Qos, Refusal, Topic } from "../../src/bus/port.ts";
import { commandTopic, TOPICS } from "../../src/bus/topics.ts";
import { stampOf } from "../../src/quantity/time.ts";

/**
 * What every bus must do, whichever adapter it is. Framework-free: the loopback runs it inside vitest, ROS 2 in a process of
 * its own. Each case gets a fresh stage.
 */

/** Where nodes are put on and watched. */
export type Stage = {
  open(node: string, overrides?: Overrides): Promise<Bus>;
  /** Ends a node as the end of its process would. */
  end(node: string): void;
  /** Lets time pass [s]; on loopback the simulation's. */
  pass(seconds: number): Promise<void>;
  /** Sends bytes as another process would. */
  inject(topic: Topic<unknown>, bytes: Uint8Array): Promise<void>;
  /** Whether time passes exactly as told, or at least as long, on a machine that may be busy. */
  readonly pace: "simulated" | "real";
  /** What nodes logged, as `node severity sentence`. */
  readonly sentences: readonly string[];
  /** Where a callback threw. */
  readonly faults: readonly string[];
};

const RELIABLE: Qos = { reliability: "reliable", durability: "volatile", depth: 10 };
const LATCHED: Qos = { reliability: "reliable", durability: "transient-local", depth: 2 };
const STEP: Topic<TwistStamped> = commandTopic("contract_step");
const WORD: Topic<Text> = { name: "/contract_word", type: Text, qos: LATCHED };
const FLAG: Topic<Bool> = { name: "/contract_flag", type: Bool, qos: RELIABLE };

const SPECS = {
  speed: { kind: "number", default: 1, min: 0, max: 2, description: "Top speed [m/s]." },
  count: { kind: "integer", default: 3, min: 1, max: 9, description: "How many [1]." },
  mode: { kind: "string", default: "calm", oneOf: ["calm", "brisk"], description: "Manner." },
} as const satisfies ParameterSpecs;

/** For how many seconds a timer that keeps its times may be kept from it by a busy machine, one after the other [1]. */
const CALM_SECONDS = 10;

const step = (x: number): TwistStamped =>
  TwistStamped.create({ twist: { linear: { x, y: 0, z: 0 }, angular: { x: 0, y: 0, z: 0 } } });

/** Lets time pass until something holds: on ROS 2 nodes need a while to find each other, the longer the busier the machine. */
async function until(stage: Stage, holds: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !holds(); i++) {
    await stage.pass(0.05);
  }
  assert.ok(holds(), `in twenty seconds it never held: ${holds.toString()}`);
}

/** The answer to a call, letting time pass until it is there. */
async function answered<T>(stage: Stage, asked: Promise<T>): Promise<T> {
  let isOver = false;
  const end = (): void => void (isOver = true);
  asked.then(end, end);
  await until(stage, () => isOver);
  return await asked;
}

/** Lets time pass until a client finds the services of a server. */
async function meet(stage: Stage, client: Bus, server: Bus): Promise<void> {
  const service = { name: `/contract_meet_${server.node}`, type: Trigger };
  const served = server.serve(service, () => ({ success: true, message: "" }));
  await answered(stage, client.call(service, {}, 10));
  served.close();
}

/** What holds only where messages are encoded. */
export const ON_A_WIRE: ReadonlySet<string> = new Set([
  "throws a RangeError at the sender for a fixed array of a wrong length, and sends nothing",
]);

export const CONTRACT: { readonly [sentence: string]: (stage: Stage) => Promise<void> } = {
  "delivers every message once, in order, and to every reader": async (stage) => {
    const writer = await stage.open("writer");
    const reader = await stage.open("reader");
    const got: number[] = [];
    const second: number[] = [];
    reader.subscribe(STEP, (message) => got.push(message.twist.linear.x));
    reader.subscribe(STEP, (message) => second.push(message.twist.linear.x));
    const publisher = writer.advertise(STEP);
    await until(stage, () => publisher.subscribers() === 2);
    // In batches no longer than the depth: a reader that is kept waiting may lose more.
    for (let sent = 0; sent < 200; sent += 10) {
      for (let i = sent; i < sent + 10; i++) {
        publisher.publish(step(i));
      }
      await until(stage, () => got.length >= sent + 10 && second.length >= sent + 10);
    }
    await stage.pass(0.1);
    const all = Array.from({ length: 200 }, (_, i) => i);
    assert.deepEqual(got, all);
    assert.deepEqual(second, all);
    assert.equal(publisher.subscribers(), 2);
  },

  "keeps a message's values: infinities, NaN, empty and long arrays, letters of any script": async (
    stage,
  ) => {
    const writer = await stage.open("writer");
    const reader = await stage.open("reader");
    const scans: LaserScan[] = [];
    const words: string[] = [];
    const topic = { name: "/contract_scan", type: LaserScan, qos: RELIABLE };
    reader.subscribe(topic, (message) => scans.push(message));
    reader.subscribe(WORD, ({ data }) => words.push(data));
    const publisher = writer.advertise(topic);
    const scan = LaserScan.create({
      header: { stamp: stampOf(12.25), frame_id: "laser" },
      ranges: Float32Array.from({ length: 360 }, (_, i) =>
        i % 3 === 0 ? Infinity : i % 3 === 1 ? NaN : i,
      ),
    });
    const talker = writer.advertise(WORD);
    await until(stage, () => publisher.subscribers() === 1 && talker.subscribers() === 1);
    publisher.publish(scan);
    talker.publish({ data: "größer 名前 𝄞" });
    await until(stage, () => scans.length > 0 && words.length > 0);
    assert.deepEqual(scans, [scan]);
    assert.deepEqual(words, ["größer 名前 𝄞"]);
  },

  "gives a late reader what a transient local writer kept, and no more than its depth": async (
    stage,
  ) => {
    const writer = await stage.open("writer");
    const publisher = writer.advertise(WORD);
    ["one", "two", "three"].forEach((data) => publisher.publish({ data }));
    await stage.pass(0.1);
    const reader = await stage.open("reader");
    const got: string[] = [];
    reader.subscribe(WORD, ({ data }) => got.push(data));
    await until(stage, () => got.length >= 2);
    await stage.pass(0.2);
    assert.deepEqual(got, ["two", "three"]);
  },

  "keeps a publisher that nobody holds on to": async (stage) => {
    const writer = await stage.open("writer");
    ((): void => {
      writer.advertise(WORD).publish({ data: "kept" });
    })();
    for (let i = 0; i < 5; i++) {
      globalThis.gc?.();
      await stage.pass(0.05);
    }
    const reader = await stage.open("reader");
    const got: string[] = [];
    reader.subscribe(WORD, ({ data }) => got.push(data));
    await until(stage, () => got.length >= 1);
    assert.deepEqual(got, ["kept"]);
  },

  "hands a tap the bytes as our codec writes them": async (stage) => {
    const writer = await stage.open("writer");
    const reader = await stage.open("reader");
    const got: { bytes: Uint8Array; arrival: Arrival }[] = [];
    reader.tap(STEP, (bytes, arrival) => got.push({ bytes, arrival }));
    const publisher = writer.advertise(STEP);
    await until(stage, () => publisher.subscribers() === 1);
    const before = reader.monotonic();
    publisher.publish(step(4));
    await until(stage, () => got.length > 0);
    const [first] = got;
    assert.equal(got.length, 1);
    assert.deepEqual([...(first?.bytes ?? [])], [...TwistStamped.encode(step(4))]);
    assert.equal(first?.arrival.size, first?.bytes.length);
    const received = first?.arrival.received ?? NaN;
    assert.ok(received >= before && received <= reader.monotonic());
  },

  "refuses bytes that are no message, in a sentence, and goes on": async (stage) => {
    const writer = await stage.open("writer");
    const reader = await stage.open("reader");
    const got: number[] = [];
    const refusals: Refusal[] = [];
    reader.subscribe(
      STEP,
      (message) => got.push(message.twist.linear.x),
      (refusal) => refusals.push(refusal),
    );
    const publisher = writer.advertise(STEP);
    await until(stage, () => publisher.subscribers() === 1);
    const whole = TwistStamped.encode(step(1));
    const cut = whole.subarray(0, whole.length - 8);
    const ofNoEncoding = Uint8Array.of(0, 7, 0, 0, ...whole.subarray(4));
    for (const bytes of [cut, ofNoEncoding]) {
      const before = refusals.length;
      // A reader that has not yet met the injector loses what it says: it says it again.
      for (let i = 0; i < 10 && refusals.length === before; i++) {
        await stage.inject(STEP, bytes);
      }
      assert.ok(refusals.length > before);
    }
    publisher.publish(step(2));
    await until(stage, () => got.length > 0);
    assert.deepEqual(got, [2]);
    for (const { topic, sentence, received } of refusals) {
      assert.equal(topic, STEP.name);
      assert.match(sentence, /is no geometry_msgs\/msg\/TwistStamped: \S/);
      assert.ok(Number.isFinite(received));
    }
    assert.deepEqual(stage.faults, []);
  },

  "throws a RangeError at the sender for a fixed array of a wrong length, and sends nothing":
    async (stage) => {
      const writer = await stage.open("writer");
      const reader = await stage.open("reader");
      let got = 0;
      reader.subscribe(TOPICS.odom, () => got++);
      const publisher = writer.advertise(TOPICS.odom);
      await until(stage, () => publisher.subscribers() === 1);
      const odometry = TOPICS.odom.type.create();
      const wrong = { ...odometry, pose: { ...odometry.pose, covariance: new Float64Array(35) } };
      assert.throws(() => publisher.publish(wrong), RangeError);
      await stage.pass(0.2);
      assert.equal(got, 0);
    },

  "survives a throw in every kind of callback, logs it as an error and reports it": async (
    stage,
  ) => {
    const writer = await stage.open("writer");
    const reader = await stage.open("reader");
    let calls = 0;
    let ticks = 0;
    reader.subscribe(FLAG, () => {
      calls++;
      throw new Error("thrown by a subscription");
    });
    reader.subscribe(FLAG, (): unknown => Promise.reject(new Error("rejected by a subscription")));
    reader.tap(FLAG, () => {
      throw new Error("thrown by a tap");
    });
    const timers = (["steady", "ros"] as const).map((clock) =>
      reader.every(0.05, clock, () => {
        ticks++;
        throw new Error(`thrown by a ${clock} timer`);
      }),
    );
    reader.serve({ name: "/contract_throws", type: Trigger }, () => {
      throw new Error("thrown by a service");
    });
    const publisher = writer.advertise(FLAG);
    await until(stage, () => publisher.subscribers() === 3);
    await meet(stage, writer, reader);
    publisher.publish({ data: true });
    publisher.publish({ data: false });
    const asked = writer.call({ name: "/contract_throws", type: Trigger }, {}, 0.5);
    const failed = assert.rejects(asked, /\/contract_throws did not answer within 0.5 s/);
    await stage.pass(0.8);
    await failed;
    timers.forEach((timer) => timer.cancel());
    assert.equal(calls, 2);
    assert.ok(ticks > 10);
    for (const what of [
      "thrown by a subscription",
      "rejected by a subscription",
      "thrown by a tap",
      "thrown by a steady timer",
      "thrown by a ros timer",
      "thrown by a service",
    ]) {
      assert.ok(
        stage.sentences.some((line) => line.startsWith("reader error") && line.includes(what)),
        `nothing was logged of what was ${what}`,
      );
    }
    const places = [
      "the subscription of /contract_flag",
      "a steady timer",
      "a ros timer",
      "the service /contract_throws",
    ];
    places.forEach((place) => assert.ok(stage.faults.includes(`reader: ${place}`), place));
  },

  "answers services, at once and later, with every kind of field": async (stage) => {
    const server = await stage.open("server");
    const client = await stage.open("client");
    server.serve({ name: "/contract_at_once", type: SetBool }, ({ data }) => ({
      success: data,
      message: data ? "jä" : "",
    }));
    server.serve({ name: "/contract_later", type: coalign.HumanAct }, async (request) => {
      await Promise.resolve();
      return {
        success: request.act === "resume" && request.stamp.nanosec === 999_999_999,
        message: `${request.nonce}:${request.signature.join(",")}`,
      };
    });

    const asked = [
      client.call({ name: "/contract_at_once", type: SetBool }, { data: true }, 10),
      client.call({ name: "/contract_at_once", type: SetBool }, { data: false }, 10),
      client.call(
        { name: "/contract_later", type: coalign.HumanAct },
        coalign.HumanAct.request.create({
          act: "resume",
          stamp: { sec: 7, nanosec: 999_999_999 },
          nonce: "名",
          signature: Uint8Array.of(0, 128, 255),
        }),
        10,
      ),
    ];
    assert.deepEqual(await answered(stage, Promise.all(asked)), [
      { success: true, message: "jä" },
      { success: false, message: "" },
      { success: true, message: "名:0,128,255" },
    ]);
  },

  "answers each of many calls made at once": async (stage) => {
    const server = await stage.open("server");
    const client = await stage.open("client");
    const service = { name: "/contract_many", type: SetBool };
    server.serve(service, ({ data }) => ({ success: data, message: "" }));
    await answered(stage, client.call(service, { data: true }, 10));
    // No more than the queue of a service is deep.
    const asked = Array.from({ length: 10 }, (_, k) => k % 3 === 0);
    const answers = await answered(
      stage,
      Promise.all(asked.map(async (data) => await client.call(service, { data }, 10))),
    );
    assert.deepEqual(
      answers.map(({ success }) => success),
      asked,
    );
  },

  "rejects a call nobody serves, and one that is not answered in time": async (stage) => {
    const server = await stage.open("server");
    const client = await stage.open("client");
    server.serve(
      { name: "/contract_silent", type: Trigger },
      async () => await new Promise(() => {}),
    );
    await meet(stage, client, server);
    const nobody = client.call({ name: "/contract_nobody", type: Trigger }, {}, 0.2);
    const silent = client.call({ name: "/contract_silent", type: Trigger }, {}, 0.2);
    const rejected = Promise.all([
      assert.rejects(nobody, /^Error: nobody serves \/contract_nobody$/),
      assert.rejects(silent, /^Error: \/contract_silent did not answer within 0.2 s$/),
    ]);
    await stage.pass(0.5);
    await rejected;
  },

  "ends a service with its closing": async (stage) => {
    const server = await stage.open("server");
    const client = await stage.open("client");
    const service = { name: "/contract_ends", type: Trigger };
    const served = server.serve(service, () => ({ success: true, message: "" }));

    const first = await answered(stage, client.call(service, {}, 10));
    assert.equal(first.success, true);
    served.close();
    await stage.pass(0.3);
    const rejected = assert.rejects(client.call(service, {}, 0.3), /\/contract_ends/);
    await stage.pass(0.5);
    await rejected;
  },

  "calls timers at start + k × period, without drift and without bursts": async (stage) => {
    const bus = await stage.open("node");
    /** How late half of the ticks of a second are, or more [1 period]. */
    const lateness = async (clock: ClockName): Promise<number> => {
      const ticks: number[] = [];
      const start = bus.monotonic();
      const timer = bus.every(0.02, clock, () => ticks.push(bus.monotonic() - start));
      await stage.pass(1.005);
      timer.cancel();
      const count = ticks.length;
      const passed = bus.monotonic() - start;
      await stage.pass(0.1);
      assert.equal(ticks.length, count, "it went on after cancel");
      assert.ok(count <= passed / 0.02 + 1, `${count} ticks of ${clock} in ${passed} s`);
      const least = stage.pace === "simulated" ? 50 : 20;
      const phases = ticks.map((at) => at / 0.02 - Math.floor(at / 0.02 + 0.06));
      const late = phases.toSorted((a, b) => a - b)[Math.floor(count / 2)] ?? NaN;
      return count >= least ? late : NaN;
    };
    for (const clock of ["steady", "ros"] as const) {
      // A timer that drifts is late in every second; a machine that is wanted elsewhere is not.
      let late = NaN;
      for (let second = 0; second < CALM_SECONDS && !(late > -0.06 && late < 0.25); second++) {
        late = await lateness(clock);
      }
      assert.ok(late > -0.06 && late < 0.25, `half of the ticks come ${late} periods late or more`);
      assert.throws(() => bus.every(0, clock, () => {}), RangeError);
      assert.throws(() => bus.every(NaN, clock, () => {}), RangeError);
    }
  },

  "lets ros timers follow /clock under use_sim_time: no time without it, one call after a jump, a new start after a reset":
    async (stage) => {
      const world = await stage.open("world");
      const node = await stage.open("node", { use_sim_time: true });
      const clock = world.advertise(TOPICS.clock);
      const ticks: number[] = [];
      await until(stage, () => clock.subscribers() === 1);
      const show = async (time: number): Promise<void> => {
        // Best effort: one may be lost.
        await until(stage, () => {
          clock.publish(Clock.create({ clock: stampOf(time) }));
          return node.now() === time;
        });
        await stage.pass(0.05);
      };
      await show(100);
      assert.equal(node.now(), 100);
      node.every(0.1, "ros", () => ticks.push(node.now()));
      await show(100.05);
      assert.deepEqual(ticks, []);
      await show(100.1);
      await show(100.1);
      assert.deepEqual(ticks, [100.1]);
      await show(150.25);
      assert.deepEqual(ticks, [100.1, 150.25]);
      await show(150.3);
      assert.deepEqual(ticks, [100.1, 150.25, 150.3]);
      await show(2);
      await show(2.05);
      assert.deepEqual(ticks, [100.1, 150.25, 150.3]);
      await show(2.1);
      assert.deepEqual(ticks, [100.1, 150.25, 150.3, 2.1]);
    },

  "knows who publishes a topic, own and foreign, and notices an end": async (stage) => {
    const first = await stage.open("first");
    const second = await stage.open("second");
    const mine = first.advertise(FLAG);
    second.advertise(FLAG);
    const seen = (bus: Bus): string[] =>
      bus
        .publishers(FLAG.name)
        .map(({ node, own }) => `${node} ${own}`)
        .sort();
    await until(stage, () =>
      [first, second].every((bus) => /first.*second/.test(seen(bus).join(" "))),
    );
    assert.deepEqual(seen(first), ["/first own", "/second foreign"]);
    assert.deepEqual(seen(second), ["/first foreign", "/second own"]);
    assert.equal(first.publishers(FLAG.name)[0]?.type, "std_msgs/msg/Bool");
    stage.end("second");
    await until(stage, () => first.publishers(FLAG.name).length === 1);
    assert.deepEqual(seen(first), ["/first own"]);
    mine.close();
    await until(stage, () => first.publishers(FLAG.name).length === 0);
    assert.deepEqual(seen(first), []);
  },

  "ends a subscription and a publisher with their closing": async (stage) => {
    const writer = await stage.open("writer");
    const reader = await stage.open("reader");
    const got: boolean[] = [];
    const publisher = writer.advertise(FLAG);
    const subscription = reader.subscribe(FLAG, ({ data }) => {
      got.push(data);
      subscription.close();
    });
    await until(stage, () => publisher.subscribers() === 1);
    publisher.publish({ data: true });
    publisher.publish({ data: false });
    await until(stage, () => got.length > 0 && publisher.subscribers() === 0);
    await stage.pass(0.2);
    assert.deepEqual(got, [true]);
    publisher.close();
    publisher.close();
    publisher.publish({ data: true });
    subscription.close();
  },

  "may be ended from within its own callback": async (stage) => {
    const writer = await stage.open("writer");
    const reader = await stage.open("reader");
    const got: boolean[] = [];
    const publisher = writer.advertise(FLAG);
    reader.subscribe(FLAG, ({ data }) => {
      got.push(data);
      stage.end("reader");
    });
    await until(stage, () => publisher.subscribers() === 1);
    publisher.publish({ data: true });
    publisher.publish({ data: false });
    await until(stage, () => got.length > 0 && publisher.subscribers() === 0);
    await stage.pass(0.1);
    assert.deepEqual(got, [true]);
  },

  "resolves parameters: defaults, overrides, and refusals that name them": async (stage) => {
    const plain = await stage.open("plain");
    assert.deepEqual(plain.declare(SPECS), { speed: 1, count: 3, mode: "calm" });
    const given = await stage.open("given", { speed: 0.5, count: 9, mode: "brisk" });
    assert.deepEqual(given.declare(SPECS), { speed: 0.5, count: 9, mode: "brisk" });
    const wrong: [Overrides, RegExp][] = [
      [{ speed: 2.5 }, /'speed' must be a number from 0 to 2, and not 2.5$/],
      [{ speed: NaN }, /'speed' must be a number from 0 to 2, and not \.?nan$/i],
      [{ speed: "fast" }, /'speed' must be a number from 0 to 2, and not "fast"$/],
      [{ count: 2.5 }, /'count' must be a whole number from 1 to 9, and not 2.5$/],
      [{ mode: "wild" }, /'mode' must be one of calm, brisk, and not "wild"$/],
      [{ sped: 1 }, /has no parameter 'sped'; it has: speed, count, mode$/],
    ];
    for (const [index, [overrides, sentence]] of wrong.entries()) {
      const bus = await stage.open(`wrong${index}`, overrides);
      assert.throws(() => bus.declare(SPECS), sentence);
    }
  },
};
