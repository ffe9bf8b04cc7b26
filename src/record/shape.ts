/** What a value must look like to be written into a log and read back from one. */
export type Shape =
  | "number"
  | "text"
  | { readonly oneOf: readonly string[] }
  | { readonly list: Shape }
  | { readonly fields: Fields };

export type Fields = { readonly [name: string]: Shape };

/** A value that does not look as it must; the message is one sentence. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
}

/** Numbers JSON has no word for, as `{"number":"NaN"}`. */
const WORDS: { readonly [word: string]: number } = {
  NaN,
  Infinity,
  "-Infinity": -Infinity,
  "-0": -0,
};

/** The number so that it comes back to the bit: JSON keeps every other double. */
export function numberText(value: number): string {
  return Number.isFinite(value) && !Object.is(value, -0)
    ? String(value)
    : `{"number":"${Object.is(value, -0) ? "-0" : String(value)}"}`;
}

/** Fields in alphabetical order: one value has one text. */
export function inOrder(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Writes a value as canonical JSON: fields in the order of the shape, no blanks. */
export type Writer = (value: unknown) => string;

/** A writer of values of a shape. Made once for a shape: writing is done many thousand times a second. */
export function writerOf(shape: Shape): Writer {
  if (shape === "number") {
    return (value) => numberText(value as number);
  }
  if (shape === "text") {
    return (value) => JSON.stringify(value);
  }
  if ("oneOf" in shape) {
    const texts = new Map<unknown, string>(shape.oneOf.map((word) => [word, JSON.stringify(word)]));
    return (value) => texts.get(value) ?? JSON.stringify(value);
  }
  return "list" in shape ? listWriter(shape.list) : fieldsWriter(shape.fields);
}

function listWriter(shape: Shape): Writer {
  const write = writerOf(shape);
  return (value) => `[${(value as readonly unknown[]).map(write).join(",")}]`;
}

function fieldsWriter(fields: Fields): Writer {
  const columns = Object.entries(fields).map(([name, shape], index) => ({
    name,
    before: `${index === 0 ? "{" : ","}"${name}":`,
    write: writerOf(shape),
  }));
  return (value) => {
    let text = "";
    for (const { name, before, write } of columns) {
      text += before + write((value as { readonly [name: string]: unknown })[name]);
    }
    return `${text}}`;
  };
}

/**
 * The value out of parsed JSON, made of nothing but what the shape names.
 * @param at - Where the value stands, for the sentence.
 * @throws ShapeError naming the place and what would be right.
 */
export function readShape(shape: Shape, value: unknown, at: string): unknown {
  if (shape === "number") {
    return readNumber(value, at);
  }
  if (shape === "text" || "oneOf" in shape) {
    return readText(shape, value, at);
  }
  if ("list" in shape) {
    if (!Array.isArray(value)) {
      throw new ShapeError(`${at} must be a list`);
    }
    return value.map((item, i) => readShape(shape.list, item, `${at}[${i}]`));
  }
  return readFields(shape.fields, value, at);
}

function readNumber(value: unknown, at: string): number {
  const word = isRecord(value) ? value["number"] : undefined;
  const number = typeof word === "string" ? WORDS[word] : value;
  if (typeof number !== "number") {
    throw new ShapeError(`${at} must be a number`);
  }
  return number;
}

function readText(
  shape: "text" | { readonly oneOf: readonly string[] },
  value: unknown,
  at: string,
): string {
  if (typeof value !== "string") {
    throw new ShapeError(`${at} must be a text`);
  }
  if (shape !== "text" && !shape.oneOf.includes(value)) {
    throw new ShapeError(`${at} must be one of ${shape.oneOf.join(", ")}, and not '${value}'`);
  }
  return value;
}

function readFields(fields: Fields, value: unknown, at: string): unknown {
  if (!isRecord(value)) {
    throw new ShapeError(`${at} must have the fields ${Object.keys(fields).join(", ")}`);
  }
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined) {
    throw new ShapeError(`${at} has a field '${unknown}' nobody knows`);
  }
  return Object.fromEntries(
    Object.entries(fields).map(([name, shape]) => [
      name,
      readShape(shape, value[name], `${at}.${name}`),
    ]),
  );
}

/** Whether a parsed value is an object with fields. */
export function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
