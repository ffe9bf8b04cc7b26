import fc from "fast-check";
import type { Definition, Field } from "../../../src/bus/generator/definition.ts";
import { DEFINITIONS } from "./catalogue.ts";

/** Any well-formed text. */
const ANY = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("", "größer", "名前", "\ufeffmark", "𝄞", "nul\u0000inside", "x".repeat(40)),
);

/**
 * Texts a field may hold: any, ASCII for peers that count letters instead of bytes, or without the letter that ends a
 * text in C, which rclpy's go through.
 */
const TEXTS = {
  any: ANY,
  c: ANY.map((text) => text.replaceAll("\u0000", "")),
  ascii: fc.string({ unit: "grapheme-ascii", maxLength: 40 }),
};

export type Alphabet = keyof typeof TEXTS;

type Sizes = { readonly minLength?: number; readonly maxLength: number };

const ARRAYS: { readonly [type: string]: (sizes: Sizes) => fc.Arbitrary<unknown> } = {
  uint8: (sizes) => fc.uint8Array(sizes),
  int8: (sizes) => fc.int8Array(sizes),
  uint16: (sizes) => fc.uint16Array(sizes),
  int16: (sizes) => fc.int16Array(sizes),
  uint32: (sizes) => fc.uint32Array(sizes),
  int32: (sizes) => fc.int32Array(sizes),
  uint64: (sizes) => fc.bigUint64Array(sizes),
  int64: (sizes) => fc.bigInt64Array(sizes),
  float32: (sizes) => fc.float32Array(sizes),
  float64: (sizes) => fc.float64Array(sizes),
};

const SCALARS: { readonly [type: string]: fc.Arbitrary<unknown> } = {
  bool: fc.boolean(),
  uint8: fc.nat(0xff),
  int8: fc.integer({ min: -0x80, max: 0x7f }),
  uint16: fc.nat(0xffff),
  int16: fc.integer({ min: -0x8000, max: 0x7fff }),
  uint32: fc.integer({ min: 0, max: 0xffff_ffff }),
  int32: fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }),
  uint64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  float32: fc.float(),
  float64: fc.double(),
};

/** Any message of a definition: every number a field can hold, NaN and infinities too; sequences up to three long. */
export function arbitraryMessage(
  definition: Definition,
  alphabet: Alphabet = "any",
): fc.Arbitrary<object> {
  const fields = definition.fields.map(
    (field) => [field.name, arbitraryField(field, alphabet)] as const,
  );
  return fc.record(Object.fromEntries(fields), { noNullPrototype: true });
}

function arbitraryField(field: Field, alphabet: Alphabet): fc.Arbitrary<unknown> {
  const one =
    field.type === "string"
      ? TEXTS[alphabet]
      : (SCALARS[field.type] ?? arbitraryMessage(lookup(field.type), alphabet));
  if (field.arity === "one") {
    return one;
  }
  const sizes =
    field.arity === "sequence"
      ? { maxLength: Math.min(3, field.atMost) }
      : { minLength: field.arity, maxLength: field.arity };
  return ARRAYS[field.type]?.(sizes) ?? fc.array(one, sizes);
}

function lookup(type: string): Definition {
  const found = DEFINITIONS.get(type);
  if (found === undefined) {
    throw new Error(`no definition of ${type}`);
  }
  return found;
}
