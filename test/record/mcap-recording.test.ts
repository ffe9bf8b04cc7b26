import { randomBytes } from "node:crypto";
import { readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { McapIndexedReader } from "@mcap/core";
import { FileHandleReadable } from "@mcap/nodejs";
import { describe, expect, it } from "vitest";
import { AppendFile } from "../../src/record/append-file.ts";
import { DECOMPRESS } from "../../src/record/chunk-compression.ts";
import { describeQos } from "../../src/record/channel-text.ts";
import { McapRecording } from "../../src/record/mcap-recording.ts";
import { type Recorded, readRecording } from "../../src/record/read-recording.ts";
import { scratch } from "./scratch.ts";

const QOS = describeQos({ reliability: "best-effort", durability: "volatile", depth: 5 });
const CHANNELS = ["/scan", "/odom", "/silent"].map((topic) => ({
  topic,
  type: topic === "/scan" ? "x_msgs/msg/Scan" : "x_msgs/msg/Odometry",
  schema: topic === "/scan" ? "float32[] ranges\n" : "float64 x\n",
  qos: QOS,
}));

/** Writes `count` messages, a chunk for every ten, and returns the file with its size after each chunk. */
function write(count: number, ending: "closed" | "cut"): { path: string; sizes: number[] } {
  const path = join(scratch(), "recording.mcap");
  const recording = new McapRecording(AppendFile.create(path), "a test");
  const channels = CHANNELS.map((info) => recording.addChannel(info));
  const sizes: number[] = [];
  for (let i = 0; i < count; i++) {
    recording.write(channels[i % 2] ?? 0, message(i), BigInt(1000 + i), BigInt(500 + i));
    if (i % 10 === 9) {
      recording.flush();
      sizes.push(recording.size);
    }
  }
  recording.writeMetadata("note", { records: "3" });
  if (ending === "closed") {
    recording.close();
  }
  return { path, sizes };
}

function message(i: number): Uint8Array {
  return Uint8Array.from({ length: 5 + (i % 7) }, (_, k) => i + k);
}

function messagesOf(records: readonly Recorded[]): Extract<Recorded, { kind: "message" }>[] {
  return records.flatMap((record) => (record.kind === "message" ? [record] : []));
}

describe("McapRecording", () => {
  it("writes a file that an indexed reader takes, checksums and all", async () => {
    const { path } = write(35, "closed");
    const handle = await open(path, "r");
    const reader = await McapIndexedReader.Initialize({
      readable: new FileHandleReadable(handle),
      decompressHandlers: DECOMPRESS,
    });
    const read: { topic: string | undefined; bytes: Uint8Array; log: bigint; publish: bigint }[] =
      [];
    for await (const item of reader.readMessages({ validateCrcs: true })) {
      read.push({
        topic: reader.channelsById.get(item.channelId)?.topic,
        bytes: item.data,
        log: item.logTime,
        publish: item.publishTime,
      });
    }
    await handle.close();
    const data = readFileSync(path).subarray(0, Number(reader.dataEndOffset));

    expect(reader.dataSectionCrc).toBe(crc32(data));
    expect(reader.header).toMatchObject({ profile: "ros2", library: "a test" });
    expect(read).toEqual(
      Array.from({ length: 35 }, (_, i) => ({
        topic: i % 2 === 0 ? "/scan" : "/odom",
        bytes: message(i),
        log: BigInt(1000 + i),
        publish: BigInt(500 + i),
      })),
    );
    expect(reader.statistics).toMatchObject({
      messageCount: 35n,
      channelCount: 2,
      schemaCount: 2,
      chunkCount: 4,
      metadataCount: 1,
      messageStartTime: 1000n,
      messageEndTime: 1034n,
      channelMessageCounts: new Map([
        [0, 18n],
        [1, 17n],
      ]),
    });
    const scan = [...reader.channelsById.values()].find((channel) => channel.topic === "/scan");
    expect(scan).toMatchObject({ messageEncoding: "cdr" });
    expect(scan?.metadata.get("offered_qos_profiles")).toBe(QOS);
    expect(
      [...reader.schemasById.values()].map((schema) => [schema.name, schema.encoding]),
    ).toEqual([
      ["x_msgs/msg/Scan", "ros2msg"],
      ["x_msgs/msg/Odometry", "ros2msg"],
    ]);
    expect(reader.metadataIndexes).toMatchObject([{ name: "note" }]);
  });

  it("writes the same bytes for the same messages", () => {
    expect(readFileSync(write(35, "closed").path)).toEqual(readFileSync(write(35, "closed").path));
  });

  it("starts a chunk of its own when one grows large", () => {
    const path = join(scratch(), "recording.mcap");
    const recording = new McapRecording(AppendFile.create(path), "a test");
    const channel = recording.addChannel(CHANNELS[0]!);
    for (let i = 0; i < 24; i++) {
      recording.write(channel, randomBytes(100_000), 1n, 1n);
    }
    expect(statSync(path).size).toBeGreaterThan(2_000_000);
    recording.close();
    expect(messagesOf([...readRecording(path)])).toHaveLength(24);
  });

  it("takes a fraction of the room where messages repeat, and gives every bit back", () => {
    const path = join(scratch(), "recording.mcap");
    const recording = new McapRecording(AppendFile.create(path), "a test");
    const channel = recording.addChannel(CHANNELS[0]!);
    const text = Buffer.from("a decision that is much like the one before it, ".repeat(20));
    for (let i = 0; i < 500; i++) {
      recording.write(channel, text, BigInt(i), 1n);
    }
    recording.close();

    expect(statSync(path).size).toBeLessThan(0.1 * 500 * text.length);
    const read = messagesOf([...readRecording(path)]);
    expect(read.every(({ bytes }) => text.equals(bytes))).toBe(true);
  });

  it("closes an empty recording in order", () => {
    const { path } = write(0, "closed");
    expect([...readRecording(path)].map((record) => record.kind)).toEqual(["metadata", "end"]);
  });
});

describe("readRecording", () => {
  it("reads what was written, in order, and says that it was closed", () => {
    const records = [...readRecording(write(35, "closed").path)];
    expect(messagesOf(records).map((record) => record.bytes)).toEqual(
      Array.from({ length: 35 }, (_, i) => message(i)),
    );
    expect(records).toContainEqual({
      kind: "metadata",
      name: "note",
      entries: new Map([["records", "3"]]),
    });
    expect(records.at(-1)).toEqual({ kind: "end", end: "closed" });
  });

  it("reads a file cut at any byte up to its last whole chunk", () => {
    const { path, sizes } = write(30, "cut");
    const bytes = readFileSync(path);
    const cut = join(scratch(), "cut.mcap");
    for (let length = bytes.length; length > sizes[0]!; length -= 3) {
      writeFileSync(cut, bytes);
      truncateSync(cut, length);
      const records = [...readRecording(cut)];
      const chunks = sizes.filter((size) => size <= length).length;
      expect(messagesOf(records).length).toBeGreaterThanOrEqual(10 * chunks);
      expect(messagesOf(records).length % 10).toBe(0);
      expect(records.at(-1)).toEqual({ kind: "end", end: "cut" });
    }
  });

  it("refuses a damaged file with one sentence", () => {
    const { path } = write(30, "closed");
    const bytes = readFileSync(path);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(() => [...readRecording(path)]).toThrow(new RegExp(`^${path} cannot be read: .+`));
  });
});
