import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { DataError } from "../evaluation.ts";

/** One person at one frame [m]. */
export type Sight = { readonly person: string; readonly x: number; readonly y: number };

/** One frame of a recording. */
export type Frame = { readonly frame: number; readonly people: readonly Sight[] };

/** Recorded tracks of people at one place. */
export type Recording = {
  /** The file's name without its ending. */
  readonly scene: string;
  /** Frames from one place of a person to its next, the commonest in the file [frame]. */
  readonly step: number;
  /** In order. */
  readonly frames: readonly Frame[];
};

type Row = {
  readonly frame: number;
  readonly person: string;
  readonly x: number;
  readonly y: number;
};

/**
 * Reads every recording of a folder, or one file: `.txt` with frame, person, x, y in each line (ETH/UCY), `.ndjson` with
 * `{"track": {"f", "p", "x", "y"}}` in each line that is no `scene` (TrajNet++).
 * @throws DataError with the file, the line and what would be right.
 */
export function readRecordings(path: string): readonly Recording[] {
  const files = filesAt(path);
  if (files.length === 0) {
    throw new DataError(`${path}: there is no recording here, no .txt and no .ndjson`);
  }
  return files.map((file) => recordingIn(file, readFileSync(file, "utf8")));
}

function filesAt(path: string): readonly string[] {
  try {
    return statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => READERS[extname(name)] !== undefined)
          .sort()
          .map((name) => join(path, name))
      : [path];
  } catch {
    throw new DataError(`${path}: there is no folder of recordings that can be read`);
  }
}

/** One recording from the text of its file. */
export function recordingIn(file: string, text: string): Recording {
  const read = READERS[extname(file)] ?? rowOfText;
  const rows = text.split("\n").flatMap((line, at) => {
    const told = line.trim();
    return told === "" ? [] : (read(told, `${file}:${at + 1}`) ?? []);
  });
  if (rows.length === 0) {
    throw new DataError(`${file}: a recording needs at least one place of one person`);
  }
  const frames = new Map<number, Map<string, Sight>>();
  for (const { frame, person, x, y } of rows) {
    const people = frames.get(frame) ?? new Map<string, Sight>();
    frames.set(frame, people.set(person, { person, x, y }));
  }
  return {
    scene: basename(file, extname(file)),
    step: stepOf(rows),
    frames: [...frames]
      .sort(([a], [b]) => a - b)
      .map(([frame, people]) => ({ frame, people: [...people.values()] })),
  };
}

const READERS: {
  readonly [ending: string]: (line: string, where: string) => Row | undefined;
} = { ".txt": rowOfText, ".ndjson": rowOfJson };

function rowOfText(line: string, where: string): Row {
  const [frame = NaN, person = NaN, x = NaN, y = NaN] = line.split(/[\s,]+/).map(Number);
  if (![frame, person, x, y].every(Number.isFinite)) {
    throw new DataError(`${where}: a line is frame, person, x, y, as in 10 3 4.25 -1.5`);
  }
  return { frame, person: `${person}`, x, y };
}

function rowOfJson(line: string, where: string): Row | undefined {
  const { track, scene } = jsonIn(line) as {
    track?: { f?: unknown; p?: unknown; x?: unknown; y?: unknown; prediction_number?: unknown };
    scene?: unknown;
  };
  if (track === undefined && scene !== undefined) {
    return undefined;
  }
  const [frame, person, x, y] = [track?.f, track?.p, track?.x, track?.y].map(Number);
  if (![frame, person, x, y].every(Number.isFinite)) {
    throw new DataError(`${where}: a line is {"track": {"f": 10, "p": 3, "x": 4.25, "y": -1.5}}`);
  }
  return { frame: frame ?? 0, person: `${person}`, x: x ?? 0, y: y ?? 0 };
}

function jsonIn(line: string): object {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function stepOf(rows: readonly Row[]): number {
  const latest = new Map<string, number>();
  const counts = new Map<number, number>();
  for (const { person, frame } of rows.toSorted((a, b) => a.frame - b.frame)) {
    const gap = frame - (latest.get(person) ?? frame);
    latest.set(person, frame);
    if (gap > 0) {
      counts.set(gap, (counts.get(gap) ?? 0) + 1);
    }
  }
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [1, 0])[0];
}
