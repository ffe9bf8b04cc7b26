import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Decision } from "../../src/bus/messages/coalign-msgs.gen.ts";
import { LaserScan } from "../../src/bus/messages/sensor-msgs.gen.ts";
import { Header } from "../../src/bus/messages/std-msgs.gen.ts";
import type { Topic } from "../../src/bus/port.ts";
import { COMMAND_NAMES, commandTopic, TOPICS } from "../../src/bus/topics.ts";
import { AppendFile } from "../../src/record/append-file.ts";
import { describeQos } from "../../src/record/channel-text.ts";
import { McapRecording } from "../../src/record/mcap-recording.ts";
import { arbitraryMessage } from "../bus/messages/arbitrary-message.ts";
import { CATALOGUE } from "../bus/messages/catalogue.ts";
import { findMcapPython, type McapPython, readWithPython } from "./mcap-python.ts";
import { scratch } from "./scratch.ts";

const topics = [
  ...Object.values(TOPICS),
  ...Object.values(COMMAND_NAMES).map(commandTopic),
] as readonly Topic<unknown>[];

/** Five messages of every topic, any there can be, and a known last one of two of them. */
function record(ending: "closed" | "cut"): string {
  const path = join(scratch(), "recording.mcap");
  const recording = new McapRecording(AppendFile.create(path), "coalign");
  topics.forEach((topic, t) => {
    const { name, schema } = topic.type;
    const channel = recording.addChannel({
      topic: topic.name,
      type: name,
      schema,
      qos: describeQos(topic.qos),
    });
    const definition = CATALOGUE.find((entry) => entry.type.name === name)!.definition;
    const drawn = fc.sample(arbitraryMessage(definition), { numRuns: 4, seed: 7 });
    [...drawn, known(topic)].forEach((message, i) => {
      const time = BigInt(10 * t + i);
      recording.write(channel, topic.type.encode(message), time, time);
    });
    recording.flush();
  });
  if (ending === "closed") {
    recording.close();
  }
  return path;
}

function known(topic: Topic<unknown>): unknown {
  if (topic.name === TOPICS.scan.name) {
    const header = Header.create({ frame_id: "laser" });
    return LaserScan.create({ header, ranges: Float32Array.of(NaN, Infinity, 2.5) });
  }
  return topic.name === TOPICS.decisions.name
    ? Decision.create({ sequence: 2n ** 63n, facts: ['{"kind":"größer"}'] })
    : topic.type.create();
}

const expected = Object.fromEntries(
  topics.map((topic) => [
    topic.name,
    { type: topic.type.name, count: 5, encoding: "cdr", last: null },
  ]),
);

let python: McapPython;
beforeAll(() => {
  python = findMcapPython();
  if (python.kind === "none") {
    console.warn(`SKIPPED: ${python.why}`);
  }
});

describe("the mcap package of Python, with its ROS 2 support", () => {
  it("decodes every message of every topic of a recording", (context) => {
    if (python.kind === "none") {
      context.skip(python.why);
      return;
    }
    const summary = readWithPython(python.python, record("closed"), "indexed");

    expect(summary.error).toBeUndefined();
    expect(summary.profile).toBe("ros2");
    expect(summary.messages).toBe(5 * topics.length);
    expect(summary.topics).toEqual({
      ...expected,
      "/scan": { ...expected["/scan"], last: { frame: "laser", ranges: ["nan", "inf", "2.5"] } },
      "/safety_supervisor/decisions": {
        ...expected["/safety_supervisor/decisions"],
        last: { sequence: 2 ** 63, facts: ['{"kind":"größer"}'], given: 0 },
      },
    });
  });

  it("decodes a recording whose recorder was killed, up to its last chunk", (context) => {
    if (python.kind === "none") {
      context.skip(python.why);
      return;
    }
    const path = record("cut");
    writeFileSync(path, readFileSync(path).subarray(0, -100));
    const summary = readWithPython(python.python, path, "streamed");

    expect(summary.error).toBe("EndOfFile");
    expect(Object.keys(summary.topics).length).toBeGreaterThanOrEqual(topics.length - 1);
    expect(Object.values(summary.topics).every((topic) => topic.count === 5)).toBe(true);
  });
});
