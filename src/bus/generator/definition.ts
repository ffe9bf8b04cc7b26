/** What a `.msg` or `.srv` file says. */

export type Field = {
  readonly name: string;
  /** Primitive (`float64`) or full name (`geometry_msgs/Point`). */
  readonly type: string;
  /** `one`, `sequence`, or the length of a fixed array. */
  readonly arity: "one" | "sequence" | number;
  /** Longest a sequence may be; infinity where the definition does not say [1]. */
  readonly atMost: number;
  /** Comment of the field, with its unit. */
  readonly comment: string;
  /** Default value as the definition states it, `undefined` where it states none. */
  readonly initial: string | undefined;
};

export type Constant = {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly comment: string;
};

export type Definition = {
  readonly package: string;
  readonly name: string;
  readonly comment: string;
  readonly fields: readonly Field[];
  readonly constants: readonly Constant[];
  /** The definition as text, without comments when it is not ours. */
  readonly text: string;
};

const PRIMITIVES = new Set([
  "bool",
  "byte",
  "char",
  "float32",
  "float64",
  "int8",
  "uint8",
  "int16",
  "uint16",
  "int32",
  "uint32",
  "int64",
  "uint64",
  "string",
]);

const FIELD = /^([a-zA-Z0-9_/]+)(\[(?:<=)?(\d*)\])?\s+([a-z][a-zA-Z0-9_]*)(?:\s+([^#]*))?$/;
const CONSTANT = /^([a-z0-9]+)\s+([A-Z][A-Z0-9_]*)\s*=\s*(.+)$/;

/** Whether a line defines a string constant, in which `#` starts no comment. */
export function isTextConstant(line: string): boolean {
  return /^string\s+[A-Z][A-Z0-9_]*\s*=/.test(line);
}

export function isPrimitive(type: string): boolean {
  return PRIMITIVES.has(type);
}

/**
 * Reads the text of one message.
 * @throws Error naming the line that is no field, constant or comment.
 */
export function parseDefinition(packageName: string, name: string, text: string): Definition {
  const fields: Field[] = [];
  const constants: Constant[] = [];
  const head: string[] = [];
  text.split("\n").forEach((line, index) => {
    const [code = "", ...rest] = isTextConstant(line) ? [line] : line.split("#");
    const comment = rest.join("#").trim();
    if (code.trim() === "") {
      if (fields.length === 0 && constants.length === 0 && comment !== "") {
        head.push(comment);
      }
      return;
    }
    const constant = parseConstant(code.trim(), comment);
    if (constant !== undefined) {
      constants.push(constant);
      return;
    }
    const field = parseField(packageName, code.trim(), comment);
    if (field === undefined) {
      throw new Error(
        `${packageName}/${name} line ${index + 1}: '${line.trim()}' is no field and no constant`,
      );
    }
    fields.push(field);
  });
  return { package: packageName, name, comment: head.join("\n"), fields, constants, text };
}

function parseConstant(code: string, comment: string): Constant | undefined {
  const [, type, name, value] = CONSTANT.exec(code) ?? [];
  return type === undefined || name === undefined || value === undefined
    ? undefined
    : { type, name, value: value.trim(), comment };
}

function parseField(packageName: string, code: string, comment: string): Field | undefined {
  const [, type, bracket, length, name, initial] = FIELD.exec(code) ?? [];
  if (type === undefined || name === undefined) {
    return undefined;
  }
  return {
    name,
    type: qualify(packageName, type),
    arity: parseArity(bracket, length),
    atMost: bracket?.includes("<=") === true ? Number(length) : Infinity,
    comment,
    initial: initial?.trim(),
  };
}

function parseArity(bracket: string | undefined, length: string | undefined): Field["arity"] {
  if (bracket === undefined) {
    return "one";
  }
  const bounded = bracket.includes("<=");
  return length === undefined || length === "" || bounded ? "sequence" : Number(length);
}

function qualify(packageName: string, type: string): string {
  if (isPrimitive(type)) {
    return type === "byte" || type === "char" ? "uint8" : type;
  }
  const plain = type.replace("/msg/", "/");
  return plain.includes("/")
    ? plain
    : plain === "Header"
      ? "std_msgs/Header"
      : `${packageName}/${plain}`;
}
