import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Loopback } from "../../src/bus/loopback.ts";
import { Decision } from "../../src/bus/messages/coalign-msgs.gen.ts";
import { type DiagnosticStatus } from "../../src/bus/messages/diagnostic-msgs.gen.ts";
import { Twist, Vector3 } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Clock } from "../../src/bus/messages/rosgraph-msgs.gen.ts";
import { LaserScan } from "../../src/bus/messages/sensor-msgs.gen.ts";
import { Header } from "../../src/bus/messages/std-msgs.gen.ts";
import { ParameterError } from "../../src/bus/parameters.ts";
import type { Topic } from "../../src/bus/port.ts";
import { COMMAND_NAMES, commandTopic, plainCommandTopic, TOPICS } from "../../src/bus/topics.ts";
import { record } from "../../src/nodes/record.ts";
import { stampOf } from "../../src/quantity/time.ts";
import { type Recorded, readRecording } from "../../src/record/read-recording.ts";
import { ANCHOR } from "../../src/record/recorder.ts";
import { verifyDecisionLog } from "../../src/record/verify-decision-log.ts";
import { scratch } from "../record/scratch.ts";

type Said = { readonly severity: string; readonly sentence: string };

/** A bus on which somebody sends on every topic there is, twice a second. */
class Scene {
  readonly said: Said[] = [];
  readonly loopback = new Loopback({
    log: (node, severity, sentence) => {
      if (node === "record") {
        this.said.push({ severity, sentence });
      }
    },
  });
  #sequence = 0n;

  constructor() {
    const bus = this.loopback.bus("everybody");
    const topics = [
      ...Object.values(TOPICS),
      ...Object.values(COMMAND_NAMES).map(commandTopic),
    ] as readonly Topic<unknown>[];
    const others = topics
      .filter((topic) => topic !== TOPICS.decisions && topic !== TOPICS.clock)
      .map((topic) => ({ topic, publisher: bus.advertise(topic) }));
    const clock = bus.advertise(TOPICS.clock);
    const decisions = bus.advertise(TOPICS.decisions);
    const scan = bus.advertise(TOPICS.scan);
    bus.every(0.5, "steady", () => {
      clock.publish(Clock.create({ clock: stampOf(1_795_444_380 + bus.monotonic()) }));
      for (const { topic, publisher } of others) {
        publisher.publish(topic.type.create());
      }
      const header = Header.create({ stamp: stampOf(bus.now() - 0.25) });
      scan.publish(LaserScan.create({ header, ranges: Float32Array.of(NaN, Infinity, 3) }));
      this.#sequence += 1n;
      decisions.publish(
        Decision.create({
          header: Header.create({ stamp: stampOf(bus.now()) }),
          sequence: this.#sequence,
          now: bus.monotonic(),
          given: Twist.create({ linear: Vector3.create({ x: 0.1 }) }),
        }),
      );
    });
  }

  async run(
    seconds: number,
    overrides: { readonly [name: string]: unknown },
    act: () => void = () => undefined,
  ): Promise<void> {
    const bus = this.loopback.bus("record", overrides);
    const node = await record.start(bus, bus.declare(record.parameters));
    this.loopback.advance(this.loopback.time + seconds / 2);
    act();
    this.loopback.advance(this.loopback.time + seconds / 2);
    await node.stop();
  }
}

async function recordRun(directory: string, name = "run"): Promise<Said[]> {
  const scene = new Scene();
  scene.loopback.advance(0.6);
  await scene.run(10, { directory, name, about: "a test" });
  return scene.said;
}

function messagesOf(folder: string): Extract<Recorded, { kind: "message" }>[] {
  return [...readRecording(join(folder, "recording.mcap"))].flatMap((item) =>
    item.kind === "message" ? [item] : [],
  );
}

describe("record", () => {
  it("records every topic of the runtime, ground truth and command topics too", async () => {
    const directory = scratch();
    await recordRun(directory);
    const recorded = new Set(messagesOf(join(directory, "run")).map((message) => message.topic));
    const all = [
      ...Object.values(TOPICS).map((topic) => topic.name),
      ...Object.values(COMMAND_NAMES).map((name) => `/${name}`),
    ];
    expect([...recorded].sort()).toEqual(all.sort());
  });

  it("keeps the ROS time of arrival, and the message's own stamp beside it", async () => {
    const directory = scratch();
    await recordRun(directory);
    const messages = messagesOf(join(directory, "run"));
    const scan = messages.find(
      (message) => message.topic === "/scan" && LaserScan.decode(message.bytes).ranges.length === 3,
    );
    expect(scan?.logTime).toBe(1_795_444_381_000_000_000n);
    expect(scan?.publishTime).toBe(1_795_444_380_250_000_000n);
    const tf = messages.find((message) => message.topic === "/tf");
    expect(tf?.publishTime).toBe(tf?.logTime);
  });

  it("keeps the decisions in a whole chain, and notes its place in the recording every second", async () => {
    const directory = scratch();
    await recordRun(directory);
    const anchors = [...readRecording(join(directory, "run", "recording.mcap"))].flatMap((item) =>
      item.kind === "metadata" && item.name === ANCHOR
        ? [{ records: Number(item.entries.get("records")), hash: item.entries.get("hash") ?? "" }]
        : [],
    );
    expect(anchors.length).toBeGreaterThanOrEqual(10);
    const found = verifyDecisionLog(join(directory, "run", "decisions.jsonl"), anchors);
    expect(found).toMatchObject({ state: "whole", decisions: 20 });
    expect(anchors.at(-1)).toEqual(found.head);
  });

  it("writes the same bits in two runs of the same scene", async () => {
    const directory = scratch();
    await recordRun(directory, "a");
    await recordRun(directory, "b");
    for (const file of ["recording.mcap", "decisions.jsonl"]) {
      const [a, b] = ["a", "b"].map((name) => readFileSync(join(directory, name, file)));
      expect(a?.length).toBeGreaterThan(1000);
      expect(a?.equals(b!)).toBe(true);
    }
  });

  it("names a recording after the ROS time of its start", async () => {
    const directory = scratch();
    await recordRun(directory, "");
    expect(readdirSync(directory)).toEqual(["20261123-143300"]);
  });

  it("refuses a directory that cannot be one, with one sentence", async () => {
    const file = join(scratch(), "file");
    writeFileSync(file, "");
    const scene = new Scene();
    await expect(scene.run(1, { directory: file })).rejects.toThrow(ParameterError);
    await expect(scene.run(1, { directory: file })).rejects.toThrow(
      `record: parameter 'directory' must be a folder that can be written: ${file} cannot be written: there is something of that name`,
    );
  });

  it("says once when its folder vanishes, reports it from then on, and disturbs nobody", async () => {
    const directory = scratch();
    const scene = new Scene();
    const reports: DiagnosticStatus[] = [];
    const scans: number[] = [];
    const bus = scene.loopback.bus("watcher");
    bus.subscribe(TOPICS.scan, () => scans.push(bus.monotonic()));
    bus.subscribe(TOPICS.diagnostics, (message) =>
      reports.push(...message.status.filter((status) => status.name === "record: recording")),
    );

    await scene.run(10, { directory, name: "run" }, () => {
      rmSync(directory, { recursive: true });
    });
    mkdirSync(directory);

    const errors = scene.said.filter((said) => said.severity === "error");
    expect(errors).toEqual([
      {
        severity: "error",
        sentence: `recording stopped: ${directory}/run/recording.mcap cannot be written: it is no longer there`,
      },
    ]);
    expect(reports.map((report) => report.level)).toEqual([0, 0, 0, 0, 0, 2, 2, 2, 2, 2]);
    expect(reports.at(-1)?.message).toBe(errors[0]?.sentence);
    expect(scans.length).toBe(40);
  });

  it("reports each second how far it is and where the chain is", async () => {
    const scene = new Scene();
    const reports: DiagnosticStatus[] = [];
    scene.loopback
      .bus("watcher")
      .subscribe(TOPICS.diagnostics, (message) =>
        reports.push(...message.status.filter((status) => status.name === "record: recording")),
      );
    await scene.run(4, { directory: scratch(), name: "run" });
    const values = new Map(reports.at(-1)?.values.map(({ key, value }) => [key, value]));
    expect(reports).toHaveLength(4);
    expect(Number(values.get("messages"))).toBeGreaterThan(100);
    expect(values.get("decision_log_hash")).toMatch(/^[0-9a-f]{64}$/);
    expect(Number(values.get("decision_log_records"))).toBeGreaterThanOrEqual(8);
  });

  it("records commands without a stamp where the user says so", async () => {
    const directory = scratch();
    const loopback = new Loopback();
    const driver = loopback.bus("driver");
    const publisher = driver.advertise(plainCommandTopic("x"));
    driver.every(0.1, "steady", () =>
      publisher.publish(Twist.create({ linear: Vector3.create({ x: 0.5 }) })),
    );
    const overrides = {
      directory,
      name: "run",
      enable_stamped_cmd_vel: false,
      cmd_vel_in_topic: "x",
    };
    const bus = loopback.bus("record", overrides);
    const node = await record.start(bus, bus.declare(record.parameters));
    loopback.advance(2);
    await node.stop();

    const sent = messagesOf(join(directory, "run")).filter((message) => message.topic === "/x");
    expect(sent).toHaveLength(20);
    expect(sent.map((message) => [message.type, Twist.decode(message.bytes).linear.x])).toEqual(
      sent.map(() => ["geometry_msgs/msg/Twist", 0.5]),
    );
  });
});
