import type { Random } from "../../quantity/random.ts";
import { type Head, START } from "../../record/hash-chain.ts";
import { parseBody } from "../../record/safety-log/entry.ts";
import { claimedBody, placeOf, pruneLine, writeLine } from "../../record/safety-log/line.ts";

/** The files of a log's folder by name. */
export type Files = ReadonlyMap<string, Buffer>;

/** Ways to change a log behind the back of the robot that wrote it. */
export const FORGERIES = [
  "flip",
  "delete",
  "insert",
  "reorder",
  "truncate",
  "fork",
  "prune",
] as const;

export type Forgery = (typeof FORGERIES)[number];

/** One change of one log; it may by chance leave everything as it is. */
export function forge(files: Files, how: Forgery, random: Random): Files {
  return WAYS[how](files, random);
}

const WAYS: { readonly [F in Forgery]: (files: Files, random: Random) => Files } = {
  flip: flipBit,
  delete: remove,
  insert,
  reorder,
  truncate,
  fork,
  prune,
};

function logNames(files: Files): readonly string[] {
  return [...files.keys()].filter((name) => name.endsWith(".jsonl")).sort();
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.index(items.length)] as T;
}

function bytesOf(files: Files, name: string): Buffer {
  return files.get(name) ?? Buffer.alloc(0);
}

function linesOf(bytes: Buffer): Buffer[] {
  return bytes
    .toString("latin1")
    .split(/(?<=\n)/)
    .map((line) => Buffer.from(line, "latin1"));
}

function withLines(files: Files, name: string, lines: readonly Buffer[]): Files {
  return new Map([...files, [name, Buffer.concat(lines)]]);
}

/** One bit of any file: the log's, its head's or its key's. */
function flipBit(files: Files, random: Random): Files {
  const name = pick([...files.keys()].sort(), random);
  const bytes = Buffer.from(bytesOf(files, name));
  const at = random.index(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.index(8));
  return new Map([...files, [name, bytes]]);
}

/** Some records in a row, or a file. */
function remove(files: Files, random: Random): Files {
  if (random.index(10) === 0) {
    const gone = pick([...files.keys()].sort(), random);
    return new Map([...files].filter(([name]) => name !== gone));
  }
  const name = pick(logNames(files), random);
  const lines = linesOf(bytesOf(files, name));
  lines.splice(random.index(lines.length), 1 + random.index(3));
  return withLines(files, name, lines);
}

/** A record of this log once more, or one that is new and follows the one before it. */
function insert(files: Files, random: Random): Files {
  const name = pick(logNames(files), random);
  const lines = linesOf(bytesOf(files, name));
  const at = 1 + random.index(lines.length);
  const before = placeOf((lines[at - 1] ?? Buffer.alloc(0)).subarray(0, -1)) ?? START;
  const body = '{"kind":"note","about":"x","sentence":"y"}';
  const made = Buffer.from(writeLine(before, 1, "intervention", body).line);
  const other = pick(linesOf(bytesOf(files, pick(logNames(files), random))), random);
  lines.splice(at, 0, random.index(2) === 0 ? made : other);
  return withLines(files, name, lines);
}

/** Two records, or two files, in each other's place. */
function reorder(files: Files, random: Random): Files {
  const [name, other] = [pick(logNames(files), random), pick(logNames(files), random)];
  if (random.index(10) === 0) {
    return new Map([...files, [name, bytesOf(files, other)], [other, bytesOf(files, name)]]);
  }
  const lines = linesOf(bytesOf(files, name));
  const [i, k] = [random.index(lines.length), random.index(lines.length)];
  const [a, b] = [lines[i], lines[k]];
  if (a !== undefined && b !== undefined) {
    lines[i] = b;
    lines[k] = a;
  }
  return withLines(files, name, lines);
}

/** A file's end, at any byte. */
function truncate(files: Files, random: Random): Files {
  const name = pick([...files.keys()].sort(), random);
  const bytes = bytesOf(files, name);
  return new Map([...files, [name, bytes.subarray(0, random.index(bytes.length))]]);
}

/** From some record on the chain is written anew, with every hash right, and the signatures kept or left out. */
function fork(files: Files, random: Random): Files {
  const names = logNames(files);
  const from = random.index(names.length);
  const forged = new Map(files);
  const signatures = random.index(2) === 0 ? "kept" : "left out";
  let head: Head | undefined;
  for (const name of names.slice(from)) {
    const lines = linesOf(bytesOf(files, name)).map((line) => line.subarray(0, -1));
    const change = name === names[from] ? 1 + random.index(lines.length - 1) : 0;
    const made: Buffer[] = [];
    lines.forEach((line, i) => {
      const body = claimedBody(line) ?? "{}";
      if (head === undefined && i < change) {
        made.push(Buffer.concat([line, Buffer.from("\n")]));
        return;
      }
      head ??= placeOf(lines[i - 1] ?? line) ?? START;
      if (signatures === "kept" || kindOf(body) !== "checkpoint") {
        const text = i === change && change > 0 ? '{"kind":"end"}' : startingAt(body, head);
        const next = writeLine(head, timeOf(line), classOf(line), text);
        made.push(Buffer.from(next.line));
        head = next.head;
      }
    });
    forged.set(name, Buffer.concat(made));
  }
  return forged;
}

function kindOf(body: string): unknown {
  return parseBody(body)["kind"];
}

/** A file's start carries on the forged chain too. */
function startingAt(body: string, previous: Head): string {
  return kindOf(body) === "file" ? JSON.stringify({ ...parseBody(body), previous }) : body;
}

function timeOf(line: Buffer): number {
  return Number(/"time":([-\d.e+]+)/.exec(line.toString("latin1"))?.[1]);
}

function classOf(line: Buffer): "chain" {
  return (/"class":"([a-z]+)"/.exec(line.toString("latin1"))?.[1] ?? "chain") as "chain";
}

/** A record's content goes before its time. */
function prune(files: Files, random: Random): Files {
  const name = pick(logNames(files), random);
  const lines = linesOf(bytesOf(files, name));
  const at = random.index(lines.length);
  const pruned = pruneLine((lines[at] ?? Buffer.alloc(0)).subarray(0, -1));
  lines[at] = pruned === undefined ? Buffer.alloc(0) : Buffer.from(pruned);
  return withLines(files, name, lines);
}
