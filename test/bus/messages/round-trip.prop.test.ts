import { parse } from "@foxglove/rosmsg";
import { MessageReader, MessageWriter } from "@foxglove/rosmsg2-serialization";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryMessage } from "./arbitrary-message.ts";
import { encodeBigEndian } from "./big-endian.ts";
import { CATALOGUE, type Entry } from "./catalogue.ts";

const cases = CATALOGUE.map((entry) => [entry.type.name, entry] as const);

/**
 * The independent peer: another reader of the same schema text, another codec. Only ASCII goes to it: its writer counts a
 * text's UTF-16 units where CDR counts bytes, and its reader drops byte order marks. Fast CDR is asked about the rest.
 */
function oracle({ type }: Entry): { writer: MessageWriter; reader: MessageReader } {
  const definitions = parse(type.schema, { ros2: true, skipTypeFixup: false });
  return { writer: new MessageWriter(definitions), reader: new MessageReader(definitions) };
}

const settings = { numRuns: 40 };

describe("every generated codec", () => {
  it("is here", () => {
    expect(CATALOGUE.length).toBeGreaterThan(120);
  });

  it.each(cases)("%s comes back as it was", (_, entry) => {
    fc.assert(
      fc.property(arbitraryMessage(entry.definition), (message) => {
        expect(entry.type.decode(entry.type.encode(message))).toEqual(message);
      }),
      settings,
    );
  });

  it.each(cases)("%s has the bytes the oracle writes, and reads them alike", (_, entry) => {
    const { writer, reader } = oracle(entry);
    fc.assert(
      fc.property(arbitraryMessage(entry.definition, "ascii"), (message) => {
        const bytes = entry.type.encode(message);
        expect(Buffer.from(writer.writeMessage(message)).equals(bytes)).toBe(true);
        expect(entry.type.decode(writer.writeMessage(message))).toEqual(message);
        expect(reader.readMessage(bytes)).toEqual(message);
      }),
      settings,
    );
  });

  it.each(cases)("%s is read alike from big-endian bytes", (_, entry) => {
    fc.assert(
      fc.property(arbitraryMessage(entry.definition), (message) => {
        expect(entry.type.decode(encodeBigEndian(entry.definition, message))).toEqual(message);
      }),
      settings,
    );
  });

  it.each(cases)("%s refuses every proper prefix with a RangeError, at once", (_, entry) => {
    fc.assert(
      fc.property(arbitraryMessage(entry.definition, "ascii"), (message) => {
        const bytes = entry.type.encode(message);
        for (let length = 0; length < bytes.length; length++) {
          expect(() => entry.type.decode(bytes.subarray(0, length))).toThrow(RangeError);
        }
      }),
      { numRuns: 3 },
    );
  });

  it.each(cases)("%s survives any bytes: a message or a RangeError", (_, entry) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(0, 1), (noise, endian) => {
        const bytes = Uint8Array.of(0, endian, 0, 0, ...noise);
        try {
          entry.type.decode(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      settings,
    );
  });
});
