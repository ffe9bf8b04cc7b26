import { type Definition, type Field, isPrimitive } from "./definition.ts";

/** TypeScript of message types and codecs, one module per package. */

const TYPED_ARRAYS: Readonly<Record<string, string>> = {
  uint8: "Uint8Array",
  int8: "Int8Array",
  uint16: "Uint16Array",
  int16: "Int16Array",
  uint32: "Uint32Array",
  int32: "Int32Array",
  uint64: "BigUint64Array",
  int64: "BigInt64Array",
  float32: "Float32Array",
  float64: "Float64Array",
};
const SMALLEST: Readonly<Record<string, number>> = {
  bool: 1,
  string: 4,
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  uint32: 4,
  int32: 4,
  uint64: 8,
  int64: 8,
  float32: 4,
  float64: 8,
};
const SEPARATOR = "=".repeat(80);

type Lookup = (name: string) => Definition;

/** File name of a package's module. */
export function moduleName(packageName: string): string {
  return `${packageName.replaceAll("_", "-")}.gen.ts`;
}

function baseName(type: string): string {
  return type.slice(type.indexOf("/") + 1);
}

function packageOf(type: string): string {
  return type.slice(0, type.indexOf("/"));
}

function scalarType(type: string): string {
  if (!isPrimitive(type)) {
    return baseName(type);
  }
  return type === "bool"
    ? "boolean"
    : type === "string"
      ? "string"
      : type.endsWith("int64")
        ? "bigint"
        : "number";
}

function fieldType(field: Field): string {
  if (field.arity === "one") {
    return scalarType(field.type);
  }
  return TYPED_ARRAYS[field.type] ?? `readonly ${scalarType(field.type)}[]`;
}

/** The value a field has in a new message: the default its definition states, else zero, empty or false. */
function initial(field: Field): string {
  const typed = TYPED_ARRAYS[field.type];
  if (field.arity === "one") {
    return initialScalar(field);
  }
  if (field.initial !== undefined) {
    throw new Error(`${field.name}: defaults of arrays are not supported`);
  }
  if (typed !== undefined) {
    return `new ${typed}(${field.arity === "sequence" ? 0 : field.arity})`;
  }
  return field.arity === "sequence"
    ? "[]"
    : `Array.from({ length: ${field.arity} }, () => ${initialScalar(field)})`;
}

function initialScalar({ type, initial: stated }: Field): string {
  if (!isPrimitive(type)) {
    return `${baseName(type)}.create()`;
  }
  switch (type) {
    case "bool":
      return stated ?? "false";
    case "string":
      return JSON.stringify((stated ?? "").replaceAll(/^["']|["']$/g, ""));
    case "int64":
    case "uint64":
      return `${stated ?? "0"}n`;
    default:
      return stated ?? "0";
  }
}

function write(field: Field): string[] {
  const value = `m.${field.name}`;
  const one = (item: string): string =>
    isPrimitive(field.type)
      ? `w.${field.type}(${item});`
      : `write${baseName(field.type)}(w, ${item});`;
  if (field.arity === "one") {
    return [one(value)];
  }
  const lines =
    field.arity === "sequence"
      ? [
          ...(field.atMost < Infinity
            ? [`atMost(${value}.length, ${field.atMost}, "${field.name}");`]
            : []),
          `w.uint32(${value}.length);`,
        ]
      : [`exactly(${value}.length, ${field.arity}, "${field.name}");`];
  lines.push(
    TYPED_ARRAYS[field.type] !== undefined
      ? `w.elements(${value});`
      : `for (const item of ${value}) { ${one("item")} }`,
  );
  return lines;
}

function countOf(field: Field): string {
  const count =
    field.arity === "sequence" ? `r.count(${SMALLEST[field.type] ?? 1})` : String(field.arity);
  return field.atMost < Infinity ? `atMost(${count}, ${field.atMost}, "${field.name}")` : count;
}

function read(field: Field): string {
  const typed = TYPED_ARRAYS[field.type];
  const one = isPrimitive(field.type) ? `r.${field.type}()` : `read${baseName(field.type)}(r)`;
  if (field.arity === "one") {
    return one;
  }
  const count = countOf(field);
  return typed !== undefined
    ? `r.elements(${typed}, ${count})`
    : `Array.from({ length: ${count} }, () => ${one})`;
}

function schema(definition: Definition, lookup: Lookup): string {
  const seen = new Set<string>();
  const visit = (current: Definition): Definition[] =>
    current.fields.flatMap((field) => {
      if (isPrimitive(field.type) || seen.has(field.type)) {
        return [];
      }
      seen.add(field.type);
      const next = lookup(field.type);
      return [next, ...visit(next)];
    });
  const parts = visit(definition).map(
    (part) => `${SEPARATOR}\nMSG: ${part.package}/${part.name}\n${part.text.trim()}\n`,
  );
  return [`${definition.text.trim()}\n`, ...parts].join("");
}

/** Makes no default that a field given replaces: messages are made thousands of times a second. */
function create(fields: readonly Field[]): string {
  const values = fields.map((field) => `${field.name}: fields.${field.name} ?? ${initial(field)}`);
  return fields.length === 0 ? "() => ({})" : `(fields = {}) => ({ ${values.join(", ")} })`;
}

/** Declares one message: type, codec and zero value. `wire` is its full ROS 2 name. */
export function emitMessage(definition: Definition, wire: string, lookup: Lookup): string {
  const { name, fields } = definition;
  const fieldLines = fields.map(
    (field) =>
      `${field.comment === "" ? "" : `  /** ${field.comment.replaceAll("*/", "")} */\n`}  readonly ${field.name}: ${fieldType(field)};`,
  );
  const doc =
    definition.comment === "" ? "" : `/** ${definition.comment.split("\n").join("\n * ")} */\n`;
  const placeholder = fields.length === 0;
  const constants = definition.constants.map(
    (c) =>
      `${c.comment === "" ? "" : `  /** ${c.comment.replaceAll("*/", "")} */\n`}  ${c.name}: ${c.type === "string" ? JSON.stringify(c.value.replaceAll(/^["']|["']$/g, "")) : c.value},`,
  );
  return [
    `${doc}export type ${name} = {\n${fieldLines.join("\n")}\n};`,
    ...(constants.length > 0
      ? [`export const ${name}Constants = {\n${constants.join("\n")}\n} as const;`]
      : []),
    `export function write${name}(w: CdrWriter, ${placeholder ? "_m" : "m"}: ${name}): void {`,
    ...(placeholder ? ["  w.uint8(0);"] : fields.flatMap(write).map((line) => `  ${line}`)),
    "}",
    `export function read${name}(r: CdrReader): ${name} {`,
    ...(placeholder
      ? ["  r.uint8();", "  return {};"]
      : ["  return {", ...fields.map((field) => `    ${field.name}: ${read(field)},`), "  };"]),
    "}",
    `export const ${name}: MessageType<${name}> = {`,
    `  name: ${JSON.stringify(wire)},`,
    `  schema: ${JSON.stringify(schema(definition, lookup))},`,
    `  create: ${create(fields)},`,
    `  encode: (message) => { write${name}(writer.begin(), message); return writer.finish(); },`,
    `  decode: (bytes) => read${name}(new CdrReader(bytes)),`,
    "};",
    "",
  ].join("\n");
}

/** Declares one service from its two halves. */
export function emitService(packageName: string, name: string): string {
  return [
    `export const ${name}: ServiceType<${name}_Request, ${name}_Response> = {`,
    `  name: "${packageName}/srv/${name}",`,
    `  request: ${name}_Request,`,
    `  response: ${name}_Response,`,
    "};",
    "",
  ].join("\n");
}

/** Wraps the declarations of one package into a module. */
export function emitModule(
  packageName: string,
  messages: readonly Definition[],
  hasServices: "with services" | "messages only",
  body: string,
): string {
  const foreign = new Map<string, Set<string>>();
  for (const field of messages.flatMap((message) => message.fields)) {
    const from = isPrimitive(field.type) ? packageName : packageOf(field.type);
    if (from !== packageName) {
      foreign.set(from, (foreign.get(from) ?? new Set()).add(baseName(field.type)));
    }
  }
  const imports = [...foreign]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([from, names]) => {
      const listed = [...names].sort().flatMap((name) => [name, `read${name}`, `write${name}`]);
      return `import { ${listed.join(", ")} } from "./${moduleName(from)}";`;
    });
  const fields = messages.flatMap((message) => message.fields);
  const checks = [
    ...(fields.some((field) => field.atMost < Infinity) ? [", atMost"] : []),
    ...(fields.some((field) => typeof field.arity === "number") ? [", exactly"] : []),
  ].join("");
  return [
    `// Generated by \`npm run gen\` from the .msg and .srv files of ${packageName}. Do not edit.`,
    `import { CdrReader, CdrWriter${checks} } from "./cdr.ts";`,
    `import type { MessageType${hasServices === "with services" ? ", ServiceType" : ""} } from "./message-type.ts";`,
    ...imports,
    "",
    "const writer = new CdrWriter();",
    "",
    body,
  ].join("\n");
}
