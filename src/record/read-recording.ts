import { closeSync, openSync, readSync } from "node:fs";
import { McapStreamReader, type McapTypes } from "@mcap/core";
import { DECOMPRESS } from "./chunk-compression.ts";
import { RecordingError } from "./recording-error.ts";

/** One recorded message. */
export type RecordedMessage = {
  readonly topic: string;
  /** Full ROS 2 name of the type. */
  readonly type: string;
  /** CDR bytes. */
  readonly bytes: Uint8Array;
  /** ROS time at which it was recorded, and its own stamp where it has one [ns]. */
  readonly logTime: bigint;
  readonly publishTime: bigint;
};

/** A named text of a recording. */
export type RecordedMetadata = {
  readonly name: string;
  readonly entries: ReadonlyMap<string, string>;
};

export type Recorded =
  | ({ readonly kind: "message" } & RecordedMessage)
  | ({ readonly kind: "metadata" } & RecordedMetadata)
  /** The last thing there is: whether the file was closed properly, or cut by the end of its recorder. */
  | { readonly kind: "end"; readonly end: "closed" | "cut" };

const PIECE = 1 << 20;

/**
 * Everything in a recording in the order of writing. A file whose recorder was killed is read up to its last whole chunk.
 * @throws RecordingError with one sentence when it cannot be read or is damaged.
 */
export function* readRecording(path: string): Generator<Recorded> {
  const reader = new McapStreamReader({ decompressHandlers: DECOMPRESS });
  const channels = new Map<number, McapTypes.Channel>();
  const schemas = new Map<number, string>();
  let end: "closed" | "cut" = "cut";
  try {
    for (const piece of piecesOf(path)) {
      reader.append(piece);
      for (let record = reader.nextRecord(); record !== undefined; record = reader.nextRecord()) {
        if (record.type === "Schema") {
          schemas.set(record.id, record.name);
        } else if (record.type === "Channel") {
          channels.set(record.id, record);
        } else if (record.type === "Message") {
          yield messageOf(record, channels.get(record.channelId), schemas);
        } else if (record.type === "Metadata") {
          yield { kind: "metadata", name: record.name, entries: record.metadata };
        } else if (record.type === "Footer") {
          end = "closed";
        }
      }
    }
  } catch (error) {
    throw error instanceof RecordingError ? error : new RecordingError(path, error, "read");
  }
  yield { kind: "end", end };
}

function messageOf(
  record: McapTypes.Message,
  channel: McapTypes.Channel | undefined,
  schemas: ReadonlyMap<number, string>,
): Recorded {
  if (channel === undefined) {
    throw new Error(`a message of channel ${record.channelId} comes before the channel`);
  }
  return {
    kind: "message",
    topic: channel.topic,
    type: schemas.get(channel.schemaId) ?? "",
    bytes: record.data,
    logTime: record.logTime,
    publishTime: record.publishTime,
  };
}

/**
 * The file piece by piece.
 * @throws RecordingError when it cannot be read.
 */
export function* piecesOf(path: string): Generator<Uint8Array> {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, "r");
    for (;;) {
      const piece = new Uint8Array(PIECE);
      const length = readSync(descriptor, piece, 0, PIECE, null);
      if (length === 0) {
        return;
      }
      yield piece.subarray(0, length);
    }
  } catch (error) {
    throw new RecordingError(path, error, "read");
  } finally {
    if (descriptor !== undefined) {
      closeSync(descriptor);
    }
  }
}
