import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { TrustedRules } from "../rules-file.ts";
import type { Versions } from "./diary.ts";
import type { Parameters } from "./parameters.ts";
import { VERSION } from "./version.ts";

/** A file that says what the robot may do, and the SHA-256 of what was read of it. */
type Held = { readonly file: string; readonly hash: string };

/**
 * Whether what runs is what the log says: the parameters, and the files of zones and rules as they were read. Nothing of
 * them can be changed while it runs, by design; this finds what was changed all the same. The list of operators is in the
 * log too, and counts as it was at the start: a new name on it stops nobody.
 */
export class ParameterWatch {
  /** What runs, for the log. */
  readonly versions: Versions;
  readonly #parameters: Parameters;
  readonly #text: string;
  readonly #files: readonly Held[];
  #looking = false;

  /** @param rules - As they were read of `rulesFile`. A file that cannot be read counts as empty: whoever needs it says so. */
  constructor(parameters: Parameters, rules: TrustedRules, rulesFile: string) {
    const { zones_file, operators_file } = parameters;
    const zones = readOrNothing(zones_file) ?? NOTHING;
    this.#parameters = parameters;
    this.#text = textOf(parameters);
    const operators = (readOrNothing(operators_file) ?? NOTHING).toString("utf8");
    const text = JSON.stringify([...entriesOf(parameters), zones.toString("utf8"), operators]);
    this.versions = { software: VERSION, parameters: hashOf(text), rules: rules.hash };
    this.#files = [
      { file: rulesFile, hash: rules.hash },
      ...(zones_file === "" ? [] : [{ file: zones_file, hash: hashOf(zones) }]),
    ];
  }

  /** What is not as it was at the start, in words; empty when all is. */
  look(): string {
    return this.#judge(this.#files.map(({ file }) => readOrNothing(file)));
  }

  /** As `look`, without waiting for a disk. @param found - Called with what was found; one look at a time. */
  async lookAside(found: (wrong: string) => void): Promise<void> {
    if (!this.#looking) {
      this.#looking = true;
      const contents = await Promise.all(
        this.#files.map(async ({ file }) => await readFile(file).catch(() => undefined)),
      );
      this.#looking = false;
      found(this.#judge(contents));
    }
  }

  #judge(contents: readonly (Buffer | undefined)[]): string {
    if (textOf(this.#parameters) !== this.#text) {
      return "parameters were changed since the start";
    }
    const changed = this.#files.find(({ hash }, k) => hashOf(contents[k] ?? "") !== hash);
    return changed === undefined ? "" : `${changed.file} was changed since the start`;
  }
}

function entriesOf(parameters: Parameters): readonly (readonly [string, unknown])[] {
  return Object.entries(parameters).sort();
}

function textOf(parameters: Parameters): string {
  return JSON.stringify(entriesOf(parameters));
}

function hashOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

const NOTHING = Buffer.alloc(0);

function readOrNothing(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
