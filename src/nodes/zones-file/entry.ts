import type { Vector } from "../../quantity/vector.ts";
import type { PolygonTrouble } from "../../separation/zones/simple-polygon.ts";
import { troubleWithPolygon } from "../../separation/zones/simple-polygon.ts";
import { nearestWord } from "../../world/scenario/nearest-word.ts";

/** Where in the file: keys and indices from its root. */
export type Path = readonly (string | number)[];

/** Told of everything that is wrong: where, and one sentence. */
export type Report = (path: Path, sentence: string) => void;

/** A number a key may have; the ends belong to it unless `above` and `below` say otherwise. */
export type Bounds = {
  readonly least?: number;
  readonly most?: number;
  readonly above?: number;
  readonly below?: number;
  readonly whole?: "whole";
  /** What stands where the key is left out; without it the key must be there. */
  readonly otherwise?: number;
};

/** One map of the file, read key by key; what is wrong is reported and stands in as something harmless. */
export class Entry {
  readonly path: Path;
  readonly #what: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #report: Report;
  readonly #known: string[] = [];

  /** @param what - What the map is, for sentences: "zone `front`". */
  constructor(value: unknown, path: Path, what: string, report: Report) {
    this.path = path;
    this.#what = what;
    this.#report = report;
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
    this.#values = isMap ? { ...value } : {};
    if (!isMap) {
      report(path, `${what} is ${show(value)} but should be a map of keys and values`);
    }
  }

  has(key: string): boolean {
    this.#known.push(key);
    return Object.hasOwn(this.#values, key);
  }

  /** What stands at a key, as it is. */
  raw(key: string): unknown {
    return this.has(key) ? this.#values[key] : undefined;
  }

  /** Everything under its own names, for maps whose keys are names. */
  named(): readonly (readonly [string, unknown])[] {
    return Object.entries(this.#values).map(([name, value]) => {
      this.#known.push(name);
      return [name, value] as const;
    });
  }

  refuse(key: string, right: string): void {
    const value = this.#values[key];
    const is = Object.hasOwn(this.#values, key) ? `is ${show(value)} but` : "is missing; it";
    this.#report([...this.path, key], `\`${key}\` of ${this.#what} ${is} should be ${right}`);
  }

  number(key: string, bounds: Bounds): number {
    const value = this.raw(key);
    if (value === undefined && bounds.otherwise !== undefined) {
      return bounds.otherwise;
    }
    if (typeof value === "number" && fits(value, bounds)) {
      return value;
    }
    this.refuse(key, inWords(bounds));
    return NaN;
  }

  word<W extends string>(key: string, words: readonly W[], otherwise?: W): W | undefined {
    const value = this.raw(key);
    if (value === undefined && otherwise !== undefined) {
      return otherwise;
    }
    const found = words.find((word) => word === value);
    if (found === undefined) {
      const meant = typeof value === "string" ? nearestWord(value, words) : undefined;
      this.refuse(key, meant === undefined ? `one of ${list(words)}` : `\`${meant}\`, perhaps`);
    }
    return found;
  }

  name(key: string): string {
    const value = this.raw(key);
    if (typeof value === "string" && value.trim() !== "") {
      return value;
    }
    this.refuse(key, "a name");
    return "";
  }

  /** A list of words or names, not empty. */
  words<W extends string>(
    key: string,
    words: readonly W[],
    otherwise?: readonly W[],
  ): readonly W[] {
    const value = this.raw(key);
    if (value === undefined && otherwise !== undefined) {
      return otherwise;
    }
    const found = words.filter((word) => Array.isArray(value) && value.includes(word));
    if (Array.isArray(value) && value.length > 0 && value.length === found.length) {
      return found;
    }
    this.refuse(key, `a list with one or more of ${list(words)}`);
    return found;
  }

  range(key: string, otherwise?: readonly [number, number]): readonly [number, number] {
    const value = this.raw(key);
    if (value === undefined && otherwise !== undefined) {
      return otherwise;
    }
    if (isPair(value)) {
      return value;
    }
    this.refuse(key, "two numbers `[from, to]`");
    return [NaN, NaN];
  }

  point(key: string, otherwise: Vector): Vector {
    const value = this.raw(key);
    if (value === undefined) {
      return otherwise;
    }
    if (isPair(value)) {
      return { x: value[0], y: value[1] };
    }
    this.refuse(key, "a point `[x, y]` [m]");
    return otherwise;
  }

  /** The corners of an area; undefined, and a sentence, when they are none. */
  polygon(key: string): readonly Vector[] | undefined {
    const value = this.raw(key);
    if (!Array.isArray(value) || !value.every(isPair)) {
      this.refuse(key, "a list of points `[[x, y], ...]` [m]");
      return undefined;
    }
    const points = value.map(([x, y]) => ({ x, y }));
    const trouble = troubleWithPolygon(points);
    if (trouble === "") {
      return points;
    }
    this.#report([...this.path, key], `\`${key}\` of ${this.#what} ${POLYGONS[trouble]}`);
    return undefined;
  }

  /** Refuses every key that nobody asked for. */
  finish(): void {
    for (const key of Object.keys(this.#values)) {
      if (!this.#known.includes(key)) {
        const meant = nearestWord(key, this.#known);
        const hint =
          meant === undefined ? `known are ${list(this.#known)}` : `did you mean \`${meant}\`?`;
        this.#report([...this.path, key], `\`${key}\` is not a key of ${this.#what}; ${hint}`);
      }
    }
  }
}

const POLYGONS: Readonly<Record<Exclude<PolygonTrouble, "">, string>> = {
  few: "has fewer than three corners; it should go around an area",
  "not-finite": "has a corner that is not a number; it should go around an area",
  crossing: "crosses itself or goes back on itself; give its corners in order, each once",
  flat: "goes around next to nothing; it should go around an area",
};

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((item) => Number.isFinite(item));
}

function fits(value: number, { least, most, above, below, whole }: Bounds): boolean {
  return (
    Number.isFinite(value) &&
    value >= (least ?? -Infinity) &&
    value <= (most ?? Infinity) &&
    value > (above ?? -Infinity) &&
    value < (below ?? Infinity) &&
    (whole === undefined || Number.isInteger(value))
  );
}

function inWords({ least, most, above, below, whole }: Bounds): string {
  const limits = [
    ...(least === undefined ? [] : [`of ${least} or more`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(most === undefined ? [] : [`not above ${most}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
  ];
  return `a ${whole === undefined ? "" : "whole "}number ${limits.join(" and ")}`.trimEnd();
}

function list(words: readonly string[]): string {
  return [...new Set(words)].map((word) => `\`${word}\``).join(", ");
}

function show(value: unknown): string {
  if (value === undefined) {
    return "missing";
  }
  const text = typeof value === "number" ? String(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
