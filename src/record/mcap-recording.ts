import { crc32 } from "node:zlib";
import { McapChunkBuilder, McapRecordBuilder } from "@mcap/core";
import type { AppendFile } from "./append-file.ts";
import { compressChunk, COMPRESSION } from "./chunk-compression.ts";
import { McapSummary } from "./mcap-summary.ts";

/** A stream of messages in a recording. */
export type ChannelInfo = {
  readonly topic: string;
  /** Full ROS 2 name of the type. */
  readonly type: string;
  /** The `.msg` text with all it refers to, in the form MCAP calls `ros2msg`. */
  readonly schema: string;
  /** The offered quality of service as rosbag2 writes it. */
  readonly qos: string;
};

/** Size at which a chunk is written before its second is over [bytes]. */
const LARGEST_CHUNK = 1 << 20;

const text = new TextEncoder();

/**
 * An MCAP file of the `ros2` profile. Chunks are compressed each by itself and written whole, so a recorder that is killed leaves a
 * file that is readable up to its last chunk. Every method that writes throws a RecordingError when the disk does.
 */
export class McapRecording {
  readonly #file: AppendFile;
  readonly #records = new McapRecordBuilder();
  readonly #chunk = new McapChunkBuilder({ useMessageIndex: true });
  readonly #summary = new McapSummary();
  readonly #schemas = new Map<string, number>();
  readonly #sequences: number[] = [];
  /** Channels whose record stands in the file or in the chunk being filled. */
  readonly #introduced = new Set<number>();
  #crc = 0;

  constructor(file: AppendFile, library: string) {
    this.#file = file;
    this.#records.writeMagic();
    this.#records.writeHeader({ profile: "ros2", library });
    this.#write();
  }

  /** Bytes in the file, without the chunk being filled [1]. */
  get size(): number {
    return this.#file.length;
  }

  /** Messages taken so far [1]. */
  get messages(): bigint {
    return this.#summary.messages;
  }

  /** Adds a channel and returns its number. It appears in the file with its first message. */
  addChannel(info: ChannelInfo): number {
    const schemaId = this.#schemas.get(info.type) ?? this.#schemas.size + 1;
    if (!this.#schemas.has(info.type)) {
      this.#schemas.set(info.type, schemaId);
      this.#summary.addSchema({
        id: schemaId,
        name: info.type,
        encoding: "ros2msg",
        data: text.encode(info.schema),
      });
    }
    const id = this.#sequences.push(0) - 1;
    this.#summary.addChannel({
      id,
      schemaId,
      topic: info.topic,
      messageEncoding: "cdr",
      metadata: new Map([["offered_qos_profiles", info.qos]]),
    });
    return id;
  }

  /** Adds one message of CDR bytes; times in nanoseconds of ROS time. */
  write(channel: number, bytes: Uint8Array, logTime: bigint, publishTime: bigint): void {
    if (!this.#introduced.has(channel)) {
      this.#introduce(channel);
    }
    const sequence = (this.#sequences[channel] ?? 0) + 1;
    this.#sequences[channel] = sequence;
    this.#summary.countMessage(channel, logTime);
    this.#chunk.addMessage({ channelId: channel, sequence, logTime, publishTime, data: bytes });
    if (this.#chunk.byteLength >= LARGEST_CHUNK) {
      this.flush();
    }
  }

  /** Adds named texts that stand outside the messages. */
  writeMetadata(name: string, entries: { readonly [key: string]: string }): void {
    const offset = BigInt(this.#file.length);
    const length = this.#records.writeMetadata({
      name,
      metadata: new Map(Object.entries(entries)),
    });
    this.#write();
    this.#summary.addMetadata({ name, offset, length });
  }

  /** Writes the chunk being filled, if there is anything in it. */
  flush(): void {
    if (this.#chunk.numMessages === 0) {
      return;
    }
    const plain = this.#chunk.buffer;
    const records = compressChunk(plain);
    const { messageStartTime, messageEndTime } = this.#chunk;
    const size = BigInt(plain.length);
    const start = BigInt(this.#file.length);
    const length = this.#records.writeChunk({
      messageStartTime,
      messageEndTime,
      uncompressedSize: size,
      uncompressedCrc: crc32(plain),
      compression: COMPRESSION,
      records,
    });
    const offsets = new Map<number, bigint>();
    let indexLength = 0n;
    for (const index of this.#chunk.indices) {
      if (index.records.length > 0) {
        offsets.set(index.channelId, start + length + indexLength);
        indexLength += this.#records.writeMessageIndex(index);
      }
    }
    this.#chunk.reset();
    this.#write();
    this.#summary.addChunk({
      messageStartTime,
      messageEndTime,
      chunkStartOffset: start,
      chunkLength: length,
      messageIndexOffsets: offsets,
      messageIndexLength: indexLength,
      compression: COMPRESSION,
      compressedSize: BigInt(records.length),
      uncompressedSize: size,
    });
  }

  /** Writes what is left and the index, and closes the file. */
  close(): void {
    this.flush();
    this.#records.writeDataEnd({ dataSectionCrc: this.#crc });
    this.#summary.write(this.#records, BigInt(this.#file.length));
    this.#write();
    this.#file.close();
  }

  #introduce(channel: number): void {
    this.#introduced.add(channel);
    const { schema, info } = this.#summary.channel(channel);
    this.#chunk.addSchema(schema);
    this.#chunk.addChannel(info);
  }

  #write(): void {
    const bytes = this.#records.buffer;
    this.#records.reset();
    this.#file.append(bytes);
    this.#crc = crc32(bytes, this.#crc);
  }
}
