/** Reads world files: YAML in, a checked description or one sentence for each thing that is wrong out. */
import { readFileSync } from "node:fs";
import { type Document, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";
import {
  groupOf,
  jitterOf,
  objectOf,
  personOf,
  placeOf,
  robotOf,
  structureOf,
} from "./assemble.ts";
import { check } from "./check.ts";
import type { WorldDescription } from "./description.ts";
import { locate } from "./locate.ts";
import { parse, parseKind, type Kinded, type Path, type Report } from "./parse.ts";
import { GROUPS, JITTER, OBJECTS, PEOPLE, PLACES, ROBOTS, STRUCTURES, WORLD } from "./schema.ts";

/** What is wrong in a world file: one sentence, with the file and line it stands on. */
export type WorldError = {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
};

/** A world, or everything that is wrong with its file. `lineOf` answers the line of a path such as `["robots", 0, "sensors"]`. */
export type WorldReading =
  | {
      readonly ok: true;
      readonly description: WorldDescription;
      readonly lineOf: (path: Path) => number;
    }
  | { readonly ok: false; readonly errors: readonly WorldError[] };

/** As the command line prints it: `file:line: sentence`; without a line where the whole file is meant. */
export function tellError(error: WorldError): string {
  return `${error.file}${error.line === 0 ? "" : `:${error.line}`}: ${error.sentence}`;
}

function describe(value: unknown, report: Report): WorldDescription | undefined {
  const world = parse(WORLD, "a world", value, [], report);
  if (world === undefined) {
    return undefined;
  }
  const each = <M extends Readonly<Record<string, z.ZodType>>, T>(
    list: "structures" | "objects" | "places" | "people" | "groups" | "robots",
    kinds: M,
    what: string,
    make: (item: Kinded<M>, path: Path, told: Report) => T,
  ): readonly T[] =>
    world[list].flatMap((item, i) => {
      const path = [list, i];
      const parsed = parseKind(kinds, what, item, path, report);
      return parsed === undefined ? [] : [make(parsed, path, report)];
    });
  const jitter = parse(JITTER, "`jitter`", world.jitter ?? {}, ["jitter"], report);
  const [minX, minY, maxX, maxY] = world.bounds;
  return {
    name: world.name,
    description: world.description,
    bounds: { minX, minY, maxX, maxY },
    structures: each("structures", STRUCTURES, "a structure", structureOf),
    objects: each("objects", OBJECTS, "an object", objectOf),
    places: each("places", PLACES, "a place", placeOf),
    people: each("people", PEOPLE, "an entry of `people`", personOf),
    groups: each("groups", GROUPS, "an entry of `groups`", groupOf),
    robots: each("robots", ROBOTS, "an entry of `robots`", robotOf),
    jitter: jitterOf(jitter ?? JITTER.parse({})),
  };
}

function tellSyntax(message: string): string {
  return `This is not YAML: ${(message.split(" at line ")[0] ?? "").replace(/[.:]?$/, ".")}`;
}

type Value =
  | { readonly value: unknown; readonly trouble?: undefined }
  | { readonly trouble: string; readonly at: number };

/** What the document holds; an alias without its anchor, or aliases beyond measure, are known only now. */
function valueOf(document: Document.Parsed): Value {
  try {
    return { value: document.toJS() as unknown };
  } catch (error) {
    let at = 0;
    visit(document, {
      Alias: (_, alias) => {
        at = alias.range?.[0] ?? 0;
        return alias.resolve(document) === undefined ? visit.BREAK : undefined;
      },
    });
    return { trouble: error instanceof Error ? error.message : String(error), at };
  }
}

/**
 * Reads a world from the text of its file. Errors come in the order of their lines.
 * @param text - YAML.
 * @param file - Name of the file, for the errors.
 */
export function readWorld(text: string, file: string): WorldReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [first] = document.errors; // what follows it is most often its consequence
  if (first !== undefined) {
    const line = lines.linePos(first.pos[0]).line;
    return { ok: false, errors: [{ file, line, sentence: tellSyntax(first.message) }] };
  }
  const value = valueOf(document);
  if (text.trim() === "") {
    const sentence =
      "The file is empty; a map with at least `name`, `bounds` and `robots` is needed.";
    return { ok: false, errors: [{ file, line: 1, sentence }] };
  }
  if (value.trouble !== undefined) {
    const line = lines.linePos(value.at).line;
    return { ok: false, errors: [{ file, line, sentence: tellSyntax(value.trouble) }] };
  }
  const errors: WorldError[] = [];
  const lineOf = (path: Path): number => locate(document, lines, path);
  const report: Report = (path, sentence) => {
    errors.push({ file, line: lineOf(path), sentence });
  };
  const description = describe(value.value, report);
  if (description !== undefined && errors.length === 0) {
    check(description, report);
  }
  return description === undefined || errors.length > 0
    ? { ok: false, errors: errors.toSorted((a, b) => a.line - b.line) }
    : { ok: true, description, lineOf };
}

/** Reads a world file. A file that cannot be read is an error on line 0. */
export function readWorldFile(file: string): WorldReading {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const sentence = `The world file cannot be read (${reason}); give the path of a YAML file.`;
    return { ok: false, errors: [{ file, line: 0, sentence }] };
  }
  return readWorld(text, file);
}
