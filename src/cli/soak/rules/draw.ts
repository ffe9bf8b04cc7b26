import type { Random } from "../../../quantity/random.ts";
import { COMPARISONS, type Formula, type Window } from "../../../rules/formula.ts";
import type { Signals } from "../../../rules/signal.ts";
import type { Trace } from "./oracle.ts";

/** Length of a tick [s]: a power of two, so that sums of ticks are exact. */
export const TICK = 1 / 64;

/** Thresholds and values meet exactly now and then. */
const GRID = 0.25;

function pick<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[random.index(list.length)] ?? list[0];
}

/** A formula with up to `depth` operators above each comparison. */
export function drawFormula(random: Random, depth: number): Formula {
  if (depth === 0 || random.chance(0.15)) {
    return drawAtom(random);
  }
  const part = (): Formula => drawFormula(random, depth - 1);
  const kind = pick(random, OPERATORS);
  switch (kind) {
    case "not":
    case "previously":
      return { kind, of: part() };
    case "and":
    case "or":
    case "implies":
      return { kind, left: part(), right: part() };
    case "once":
    case "historically":
      return { kind, window: drawWindow(random), of: part() };
    case "since":
      return { kind, window: drawWindow(random), left: part(), right: part() };
  }
}

const OPERATORS = [
  ...(["not", "and", "or", "implies", "previously"] as const),
  ...(["once", "historically", "since", "once", "historically", "since"] as const),
] as const;

function drawAtom(random: Random): Formula {
  if (random.chance(0.15)) {
    const word = pick(random, ["teleop", "autonomy"]);
    return { kind: "word", signal: "driver", is: random.chance(0.5) ? "=" : "!=", word };
  }
  return {
    kind: "number",
    signal: pick(random, ["person_distance", "speed", "people"]),
    is: pick(random, COMPARISONS),
    than: GRID * random.index(9),
  };
}

function drawWindow(random: Random): Window {
  const from = random.chance(0.5) ? 0 : random.index(12);
  const to = random.chance(0.15) ? Infinity : from + random.index(24);
  return { from: from * TICK, to: to * TICK };
}

/** A trace of samples at irregular times, with values that stay a while, gaps, and signals that fall silent. */
export function drawTrace(random: Random): Trace {
  const count = 2 + random.index(28);
  const silence = random.chance(0.5) ? 0 : random.between(0, 0.1);
  const pace = 1 + random.index(12);
  const samples: { tick: number; signals: Signals }[] = [];
  let tick = 0;
  let values = drawSignals(random);
  for (let at = 0; at < count; at++) {
    values = random.chance(0.5) ? { ...values, ...drawSome(random) } : values;
    samples.push({ tick, signals: at === 0 ? values : silenced(random, values, silence) });
    tick += 1 + random.index(pace);
  }
  return {
    samples,
    hold: random.chance(0.3) ? 1 + random.index(pace) : 1000,
    past: random.chance(0.5) ? "unknown" : "left-out",
    tick: TICK,
  };
}

function drawSignals(random: Random): Signals {
  return {
    person_distance: random.chance(0.2) ? Infinity : GRID * random.index(9),
    speed: GRID * random.index(9),
    people: GRID * random.index(9),
    driver: random.chance(0.5) ? "teleop" : "autonomy",
  };
}

function drawSome(random: Random): Signals {
  const drawn = Object.entries(drawSignals(random)).filter(() => random.chance(0.5));
  return Object.fromEntries(drawn);
}

function silenced(random: Random, signals: Signals, share: number): Signals {
  const kept = Object.entries(signals).map(([name, value]) => [
    name,
    random.chance(share) ? pick(random, [NaN, undefined]) : value,
  ]);
  return Object.fromEntries(kept) as Signals;
}
