import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readNeeded, surplusNeeded } from "../../../src/setup/ros2/elf-needed.mjs";

const NEEDED = [
  "libstd_msgs__rosidl_generator_py.so",
  "libstd_msgs__rosidl_generator_c.so",
  "libbuiltin_interfaces__rosidl_generator_py.so",
  "libc.so.6",
];

describe("surplusNeeded", () => {
  it("takes the Python halves from every other library", () => {
    expect(surplusNeeded("libgeometry_msgs__rosidl_typesupport_c.so", NEEDED)).toEqual([
      "libstd_msgs__rosidl_generator_py.so",
      "libbuiltin_interfaces__rosidl_generator_py.so",
    ]);
  });

  it("leaves a Python half its own", () => {
    expect(surplusNeeded("libgeometry_msgs__rosidl_generator_py.so", NEEDED)).toEqual([]);
  });

  it("leaves a library that asks for none alone", () => {
    expect(surplusNeeded("librcl.so", ["librcutils.so", "libc.so.6"])).toEqual([]);
  });
});

/** The smallest ELF file with a dynamic section; what follows its end does not count. */
function makeElf(needed: readonly string[]): Buffer {
  const strings = Buffer.from(`\0${needed.join("\0")}\0`, "latin1");
  const base = 0x10000n;
  const dynamicAt = 64 + 2 * 56;
  const entries: [bigint, bigint][] = [];
  let name = 1n;
  for (const one of needed) {
    entries.push([1n, name]);
    name += BigInt(one.length) + 1n;
  }
  const stringsAt = dynamicAt + (entries.length + 3) * 16;
  entries.push([5n, base + BigInt(stringsAt)], [0n, 0n], [1n, 1n]);
  const file = Buffer.alloc(stringsAt + strings.length);
  file.write("\x7fELF\x02\x01\x01", "latin1");
  file.writeBigUInt64LE(64n, 32);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(2, 56);
  const segment = (i: number, type: number, offset: number, size: number): void => {
    const at = 64 + i * 56;
    file.writeUInt32LE(type, at);
    file.writeBigUInt64LE(BigInt(offset), at + 8);
    file.writeBigUInt64LE(base + BigInt(offset), at + 16);
    file.writeBigUInt64LE(BigInt(size), at + 32);
  };
  segment(0, 1, 0, file.length);
  segment(1, 2, dynamicAt, entries.length * 16);
  entries.forEach(([tag, value], i) => {
    file.writeBigUInt64LE(tag, dynamicAt + i * 16);
    file.writeBigUInt64LE(value, dynamicAt + i * 16 + 8);
  });
  strings.copy(file, stringsAt);
  return file;
}

describe("readNeeded", () => {
  it("reads the entries in order", () => {
    expect(readNeeded(makeElf(NEEDED))).toEqual(NEEDED);
    expect(readNeeded(makeElf([]))).toEqual([]);
  });

  it.runIf(process.platform === "linux")("reads those of the Node that runs this", () => {
    expect(readNeeded(readFileSync(process.execPath))).toContain("libc.so.6");
  });

  it.each([Buffer.alloc(0), Buffer.from("!<thin>\n".repeat(20)), Buffer.alloc(100)])(
    "finds none in what is no ELF file",
    (file) => {
      expect(readNeeded(file)).toEqual([]);
    },
  );
});
