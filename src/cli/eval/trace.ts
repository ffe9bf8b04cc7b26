import { readFileSync } from "node:fs";
import type { Seconds } from "../../quantity/time.ts";
import { isNumberSignal, isWordSignal, NUMBERS, type Signals, WORDS } from "../../rules/signal.ts";
import { DataError } from "./evaluation.ts";

/** One line of a trace of signals. */
export type Sample = { readonly time: Seconds; readonly signals: Signals };

/**
 * Reads a trace: a JSON object a line with `time` [s] and any signals by name, in SI. A signal that is missing or null is
 * not known; "inf" and "-inf" are infinite.
 * @throws DataError with the file, the line and what would be right.
 */
export function readTrace(file: string): readonly Sample[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new DataError(`${file}: there is no trace that can be read`);
  }
  const samples = text
    .split("\n")
    .map((line, at) => ({ line, where: `${file}:${at + 1}` }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, where }) => parseSample(line, where));
  if (samples.length === 0) {
    throw new DataError(`${file}: a trace needs at least one sample`);
  }
  return samples;
}

/** As `readTrace`, of one line. */
export function parseSample(line: string, where: string): Sample {
  const { time, ...given } = objectIn(line, where);
  if (typeof time !== "number") {
    throw new DataError(`${where}: a sample needs its time in seconds, "time": 12.5`);
  }
  const signals = Object.entries(given).map(([name, value]) => [name, valueOf(name, value, where)]);
  return { time, signals: Object.fromEntries(signals) as Signals };
}

function objectIn(line: string, where: string): { readonly [key: string]: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new DataError(`${where}: a sample is a JSON object, {"time": 12.5, "speed": 0.3}`);
  }
  return value as { readonly [key: string]: unknown };
}

const INFINITE: { readonly [text: string]: number } = { inf: Infinity, "-inf": -Infinity };

function valueOf(name: string, value: unknown, where: string): number | string | undefined {
  if (isNumberSignal(name)) {
    const number = typeof value === "string" ? INFINITE[value] : (value ?? undefined);
    if (typeof number === "number" || value === null) {
      return typeof number === "number" ? number : undefined;
    }
    throw new DataError(`${where}: ${name} must be a number, null, "inf" or "-inf"`);
  }
  if (isWordSignal(name)) {
    const word = WORDS[name].words.find((known) => known === value);
    if (word === undefined && value !== null) {
      throw new DataError(
        `${where}: ${name} must be null or one of ${WORDS[name].words.join(", ")}`,
      );
    }
    return word;
  }
  const known = [...Object.keys(NUMBERS), ...Object.keys(WORDS)].join(", ");
  throw new DataError(`${where}: '${name}' is no signal; there are ${known}`);
}
