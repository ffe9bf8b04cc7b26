/** From parsed YAML to typed values; every disagreement becomes one sentence at a path. */
import type { z } from "zod";
import { listWords, nearestWord } from "./nearest-word.ts";

/** Where in the file: keys and indices from its root. */
export type Path = readonly (string | number)[];

/** Told of everything that is wrong. */
export type Report = (path: Path, sentence: string) => void;

type Shaped = { readonly shape: Readonly<Record<string, unknown>> };

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    value =
      typeof value === "object" && value !== null
        ? (value as Readonly<Record<string | number, unknown>>)[key]
        : undefined;
  }
  return value;
}

/** The name of a value for a sentence: `goals[2]`. */
function nameOf(path: Path): string {
  let name = "";
  for (const key of path) {
    name += typeof key === "number" ? `[${key}]` : name === "" ? key : `.${key}`;
  }
  return name;
}

/** The sentence for a key that is not known. */
export function tellUnknown(
  key: string,
  what: string,
  known: readonly string[],
  joint: "and" | "or",
): string {
  if (known.length === 0) {
    return `\`${key}\` is not ${what}; there are none.`;
  }
  const meant = nearestWord(key, known);
  const right =
    meant === undefined ? `known are ${listWords(known, joint)}` : `did you mean \`${meant}\`?`;
  return `\`${key}\` is not ${what}; ${right}${meant === undefined ? "." : ""}`;
}

function keysOf(schema: z.ZodType): readonly string[] {
  return "shape" in schema ? Object.keys((schema as z.ZodType & Shaped).shape) : [];
}

/** The value as the schema has it, or undefined and a sentence for each thing that is wrong. */
export function parse<S extends z.ZodType>(
  schema: S,
  what: string,
  value: unknown,
  path: Path,
  report: Report,
): z.output<S> | undefined {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const told = new Set<string>();
  for (const issue of result.error.issues) {
    const inner = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) {
        const known = keysOf(schema);
        report([...path, ...inner, key], tellUnknown(key, `a key of ${what}`, known, "and"));
      }
      continue;
    }
    const given = valueAt(value, inner);
    const name = nameOf(inner);
    if (told.has(name)) {
      continue; // one sentence a value
    }
    told.add(name);
    const subject = name === "" ? `The ${what.replace(/^an? /, "")}` : `\`${name}\` of ${what}`;
    const meant =
      issue.code === "invalid_value" && typeof given === "string"
        ? nearestWord(given, issue.values.map(String))
        : undefined;
    report(
      [...path, ...inner],
      given === undefined
        ? `${subject} is missing; it should be ${issue.message}.`
        : meant === undefined
          ? `${subject} is ${show(given)} but should be ${issue.message}.`
          : `${subject} is ${show(given)}; did you mean \`${meant}\`?`,
    );
  }
  return undefined;
}

function reportNoKind(
  names: readonly string[],
  what: string,
  keys: readonly string[],
  path: Path,
  report: Report,
): void {
  const meant = keys.find((key) => nearestWord(key, names) !== undefined);
  if (meant === undefined) {
    const right = `${names.length > 1 ? "one of " : ""}${listWords(names, "or")}`;
    report(path, `This is not ${what}; it needs ${right} with its name.`);
  } else {
    report([...path, meant], tellUnknown(meant, what, names, "or"));
  }
}

/** A parsed map and the key that told its kind. */
export type Kinded<M extends Readonly<Record<string, z.ZodType>>> = {
  [K in keyof M]: { readonly kind: K; readonly data: z.output<M[K]> };
}[keyof M];

/** One of several kinds of map, told apart by the key each must have. */
export function parseKind<M extends Readonly<Record<string, z.ZodType>>>(
  kinds: M,
  what: string,
  value: unknown,
  path: Path,
  report: Report,
): Kinded<M> | undefined {
  const names = Object.keys(kinds);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    report(
      path,
      `${show(value)} stands where ${what} should be: a map with ${listWords(names, "or")}.`,
    );
    return undefined;
  }
  const given = names.filter((name) => name in value);
  const [kind] = given;
  if (kind === undefined) {
    reportNoKind(names, what, Object.keys(value), path, report);
    return undefined;
  }
  if (given.length > 1) {
    report(path, `This is ${listWords(given, "and")} at once; ${what} is one of them.`);
    return undefined;
  }
  const article = /^[aeiou]/.test(kind) ? "an" : "a";
  const schema = kinds[kind];
  const data = schema && parse(schema, `${article} \`${kind}\``, value, path, report);
  return data === undefined ? undefined : ({ kind, data } as Kinded<M>);
}
