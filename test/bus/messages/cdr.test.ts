import { describe, expect, it } from "vitest";
import { CdrReader, CdrWriter } from "../../../src/bus/messages/cdr.ts";
import { TwistStamped } from "../../../src/bus/messages/geometry-msgs.gen.ts";
import { LaserScan } from "../../../src/bus/messages/sensor-msgs.gen.ts";
import { String as Text } from "../../../src/bus/messages/std-msgs.gen.ts";

const scan = LaserScan.create({ ranges: Float32Array.from([1, 2.5, Infinity]), range_max: 10 });

describe("CdrReader", () => {
  it("reads arrays out of a Node Buffer that lies inside a larger pool", () => {
    const pool = Buffer.alloc(4096, 0xee);
    const bytes = LaserScan.encode(scan);
    pool.set(bytes, 100);

    const decoded = LaserScan.decode(pool.subarray(100, 100 + bytes.length));

    expect(decoded).toEqual(scan);
    expect(decoded.ranges.buffer.byteLength).toBe(12);
  });

  it("keeps nothing of the bytes it was given", () => {
    const bytes = LaserScan.encode(scan);
    const decoded = LaserScan.decode(bytes);

    bytes.fill(0);

    expect(decoded).toEqual(scan);
  });

  it.each([
    ["XCDR 2 little endian", 0x00, 0x07],
    ["a parameter list", 0x00, 0x03],
    ["nonsense", 0xff, 0x01],
  ])("refuses an encapsulation that is %s", (_, first, second) => {
    const bytes = TwistStamped.encode(TwistStamped.create());
    bytes[0] = first;
    bytes[1] = second;

    expect(() => TwistStamped.decode(bytes)).toThrow(/is not plain CDR/);
  });

  it("refuses every proper prefix of a message", () => {
    const bytes = LaserScan.encode(scan);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => LaserScan.decode(bytes.subarray(0, length))).toThrow(RangeError);
    }
  });

  it("refuses a sequence longer than the message without allocating it", () => {
    const writer = new CdrWriter().begin();
    writer.uint32(0xffff_ffff);

    expect(() => new CdrReader(writer.finish()).count(1)).toThrow(/does not fit/);
  });

  it("takes a text without its terminator, and one of no bytes at all", () => {
    const bytes = Uint8Array.of(0, 1, 0, 0, 2, 0, 0, 0, 0x68, 0x69);
    expect(Text.decode(bytes).data).toBe("hi");
    expect(Text.decode(Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0)).data).toBe("");
  });

  it("reads big endian", () => {
    const bytes = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 2, 0x41, 0x48, 0, 0, 0x7f, 0x80, 0, 0);
    const reader = new CdrReader(bytes);
    expect([...reader.elements(Float32Array, reader.count(4))]).toEqual([12.5, Infinity]);
  });
});

describe("CdrWriter", () => {
  it.each(["", "laser", "größer", "名前", "\ufeffmark", "a".repeat(5000), "𝄞".repeat(40)])(
    "writes the text %j so that it comes back",
    (text) => {
      expect(Text.decode(Text.encode({ data: text })).data).toBe(text);
    },
  );

  it("grows at any place of a message without losing what is written then", () => {
    const writes = [
      (w: CdrWriter) => w.bool(true),
      (w: CdrWriter) => w.uint16(1),
      (w: CdrWriter) => w.int32(1),
      (w: CdrWriter) => w.uint64(1n),
      (w: CdrWriter) => w.float64(1),
      (w: CdrWriter) => w.string("1"),
      (w: CdrWriter) => w.elements(Float64Array.of(1)),
    ];
    for (const write of writes) {
      const ends = Array.from({ length: 300 }, (_, before) => {
        const writer = new CdrWriter().begin();
        for (let i = 0; i < before; i++) {
          writer.uint8(0xee);
        }
        write(writer);
        return writer.finish();
      });
      const expected = ends.slice(0, 8).map((bytes, before) => [...bytes.subarray(4 + before)]);
      ends.forEach((bytes, before) => {
        expect([...bytes.subarray(4 + before)]).toEqual(expected[before % 8]);
      });
    }
  });

  it("leaves no trace of a longer message in the padding of a shorter one", () => {
    const writer = new CdrWriter();
    writer.begin();
    for (let i = 0; i < 40; i++) {
      writer.uint8(255);
    }
    writer.begin();
    writer.uint8(1);
    writer.float64(0);

    expect([...writer.finish().subarray(4, 12)]).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
  });
});
