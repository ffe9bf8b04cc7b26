import { crc32 } from "node:zlib";
import { type McapRecordBuilder, type McapTypes, Opcode } from "@mcap/core";

/** Bytes of the data end record in front of the summary [1]. */
const DATA_END = 13n;

/** What the end of an MCAP file says about the rest of it. */
export class McapSummary {
  readonly #schemas = new Map<number, McapTypes.Schema>();
  readonly #channels: McapTypes.Channel[] = [];
  readonly #counts: bigint[] = [];
  readonly #chunks: McapTypes.ChunkIndex[] = [];
  readonly #metadata: McapTypes.MetadataIndex[] = [];
  #messages = 0n;
  #first: bigint | undefined;
  #last = 0n;

  get messages(): bigint {
    return this.#messages;
  }

  addSchema(schema: McapTypes.Schema): void {
    this.#schemas.set(schema.id, schema);
  }

  addChannel(channel: McapTypes.Channel): void {
    this.#channels[channel.id] = channel;
    this.#counts[channel.id] = 0n;
  }

  /**
   * A channel with its schema.
   * @throws RangeError when there is no such channel.
   */
  channel(id: number): { readonly info: McapTypes.Channel; readonly schema: McapTypes.Schema } {
    const info = this.#channels[id];
    const schema = info === undefined ? undefined : this.#schemas.get(info.schemaId);
    if (info === undefined || schema === undefined) {
      throw new RangeError(`there is no channel ${id}`);
    }
    return { info, schema };
  }

  countMessage(channel: number, logTime: bigint): void {
    this.#messages += 1n;
    this.#counts[channel] = (this.#counts[channel] ?? 0n) + 1n;
    this.#first = this.#first === undefined || logTime < this.#first ? logTime : this.#first;
    this.#last = logTime > this.#last ? logTime : this.#last;
  }

  addChunk(index: McapTypes.ChunkIndex): void {
    this.#chunks.push(index);
  }

  addMetadata(index: McapTypes.MetadataIndex): void {
    this.#metadata.push(index);
  }

  /**
   * Writes the summary, the footer and the closing magic.
   * @param out - Holds the data end record and nothing else.
   * @param at - Where that record will stand in the file.
   */
  write(out: McapRecordBuilder, at: bigint): void {
    const written = this.#channels.filter((channel) => (this.#counts[channel.id] ?? 0n) > 0n);
    const used = new Set(written.map((channel) => channel.schemaId));
    const schemas = [...this.#schemas.values()].filter((schema) => used.has(schema.id));
    const groups: readonly (readonly [number, () => void])[] = [
      [Opcode.SCHEMA, () => schemas.forEach((schema) => out.writeSchema(schema))],
      [Opcode.CHANNEL, () => written.forEach((channel) => out.writeChannel(channel))],
      [Opcode.STATISTICS, () => out.writeStatistics(this.#statistics(written, schemas.length))],
      [
        Opcode.METADATA_INDEX,
        () => this.#metadata.forEach((index) => out.writeMetadataIndex(index)),
      ],
      [Opcode.CHUNK_INDEX, () => this.#chunks.forEach((index) => out.writeChunkIndex(index))],
    ];
    const offsets = groups.map(([groupOpcode, write]) => {
      const start = out.length;
      write();
      return {
        groupOpcode,
        groupStart: at + BigInt(start),
        groupLength: BigInt(out.length - start),
      };
    });
    const summaryOffsetStart = at + BigInt(out.length);
    offsets.filter((offset) => offset.groupLength > 0n).forEach((o) => out.writeSummaryOffset(o));
    writeFooter(out, at + DATA_END, summaryOffsetStart);
    out.writeMagic();
  }

  #statistics(written: readonly McapTypes.Channel[], schemas: number): McapTypes.Statistics {
    return {
      messageCount: this.#messages,
      schemaCount: schemas,
      channelCount: written.length,
      attachmentCount: 0,
      metadataCount: this.#metadata.length,
      chunkCount: this.#chunks.length,
      messageStartTime: this.#first ?? 0n,
      messageEndTime: this.#last,
      channelMessageCounts: new Map(written.map(({ id }) => [id, this.#counts[id] ?? 0n])),
    };
  }
}

/** Writes the footer; its checksum is over everything from the summary's start up to the checksum itself. */
function writeFooter(
  out: McapRecordBuilder,
  summaryStart: bigint,
  summaryOffsetStart: bigint,
): void {
  const head = new DataView(new ArrayBuffer(25));
  head.setUint8(0, Opcode.FOOTER);
  head.setBigUint64(1, 20n, true);
  head.setBigUint64(9, summaryStart, true);
  head.setBigUint64(17, summaryOffsetStart, true);
  const summary = crc32(out.buffer.subarray(Number(DATA_END)));
  out.writeFooter({ summaryStart, summaryOffsetStart, summaryCrc: crc32(head, summary) });
}
