import type { Definition, Field } from "../../../src/bus/generator/definition.ts";
import { DEFINITIONS } from "./catalogue.ts";

type Message = { readonly [field: string]: unknown };

/** A second, slow encoder made straight from the definitions: plain CDR, most significant byte first. */
export function encodeBigEndian(definition: Definition, message: object): Uint8Array {
  const body: number[] = [];
  writeFields(body, definition, message as Message);
  return Uint8Array.of(0, 0, 0, 0, ...body);
}

function writeFields(body: number[], definition: Definition, message: Message): void {
  if (definition.fields.length === 0) {
    body.push(0);
  }
  for (const field of definition.fields) {
    writeField(body, field, message[field.name]);
  }
}

function writeField(body: number[], field: Field, value: unknown): void {
  const items = field.arity === "one" ? [value] : [...(value as Iterable<unknown>)];
  if (field.arity === "sequence") {
    writeNumber(body, "uint32", items.length);
  }
  for (const item of items) {
    if (field.type === "string") {
      const text = Buffer.from(item as string, "utf8");
      writeNumber(body, "uint32", text.length + 1);
      body.push(...text, 0);
    } else if (WRITERS[field.type] !== undefined) {
      writeNumber(body, field.type, item);
    } else {
      const nested = DEFINITIONS.get(field.type);
      if (nested !== undefined) {
        writeFields(body, nested, item as Message);
      }
    }
  }
}

const WRITERS: {
  readonly [type: string]: readonly [number, (view: DataView, value: never) => void];
} = {
  bool: [1, (view, value: never) => view.setUint8(0, Number(value))],
  uint8: [1, (view, value: number) => view.setUint8(0, value)],
  int8: [1, (view, value: number) => view.setInt8(0, value)],
  uint16: [2, (view, value: number) => view.setUint16(0, value)],
  int16: [2, (view, value: number) => view.setInt16(0, value)],
  uint32: [4, (view, value: number) => view.setUint32(0, value)],
  int32: [4, (view, value: number) => view.setInt32(0, value)],
  uint64: [8, (view, value: bigint) => view.setBigUint64(0, value)],
  int64: [8, (view, value: bigint) => view.setBigInt64(0, value)],
  float32: [4, (view, value: number) => view.setFloat32(0, value)],
  float64: [8, (view, value: number) => view.setFloat64(0, value)],
};

function writeNumber(body: number[], type: string, value: unknown): void {
  const [size, write] = WRITERS[type] ?? [0, () => undefined];
  while (body.length % size !== 0) {
    body.push(0);
  }
  const view = new DataView(new ArrayBuffer(size));
  write(view, value as never);
  body.push(...new Uint8Array(view.buffer));
}
