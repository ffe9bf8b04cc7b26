import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createRandom, type Random } from "../../../quantity/random.ts";
import { restrict } from "../../../rules/restrict.ts";
import type { Signals } from "../../../rules/signal.ts";
import { begin, prepare, watch } from "../../../rules/watch.ts";
import { TWENTY_RULES } from "./twenty-rules.ts";

export type LongWatchJob = { readonly seed: number; readonly samples: number };

export type LongWatch = {
  readonly samples: number;
  readonly rules: number;
  /** Time of one sample with all rules and their restriction [ms]. */
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  /** What is in use after a tenth of the samples, and more than that at the end [MB]. */
  readonly heap: number;
  readonly growth: number;
  /** How many samples were restricted: a watch that says nothing measures nothing. */
  readonly restricted: number;
};

/** How many samples are timed one by one, the last ones. */
const TIMED = 200_000;

/** Twenty rules over many samples at about 50 Hz: the time of a sample, and memory that does not grow. */
export function watchLong({ seed, samples }: LongWatchJob): LongWatch {
  const random = createRandom(seed);
  const prepared = prepare(TWENTY_RULES);
  const times = new Float64Array(Math.min(TIMED, samples));
  let state = begin(prepared);
  let signals: Signals = START;
  let time = 0;
  let heap = 0;
  let restricted = 0;
  for (let at = 0; at < samples; at++) {
    signals = walk(random, signals);
    time += random.between(0.015, 0.025);
    const began = performance.now();
    const step = watch(prepared, state, signals, time);
    const { about } = restrict(step.findings);
    times[at % times.length] = performance.now() - began;
    state = step.watch;
    restricted += about === "" ? 0 : 1;
    if (at === Math.floor(samples / 10)) {
      heap = heapInUse();
    }
  }
  const sorted = times.sort();
  const quantile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return {
    samples,
    rules: prepared.entries.length,
    p50: quantile(0.5),
    p99: quantile(0.99),
    worst: quantile(1),
    heap,
    growth: heapInUse() - heap,
    restricted,
  };
}

/** After all garbage was collected [MB]. */
function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

const START: Required<Signals> = {
  person_distance: 2,
  obstacle_distance: 1,
  speed: 0.5,
  spin: 0,
  stopping_distance: 0.2,
  x: 0,
  y: 0,
  asked_speed: 0.5,
  asked_spin: 0,
  command_age: 0.02,
  scan_age: 0.1,
  people: 3,
  harm: 0.05,
  driver: "autonomy",
};

/** The next sample: every number changes a little, people and drivers now and then; one in a thousand is lost. */
function walk(random: Random, before: Signals): Signals {
  const step = (value: number | undefined, by: number, most: number): number =>
    Math.min(Math.max((value ?? 0) + by * random.normal(), 0), most);
  return {
    person_distance: random.chance(0.001) ? NaN : step(known(before.person_distance), 0.03, 4),
    obstacle_distance: step(before.obstacle_distance, 0.03, 4),
    speed: step(before.speed, 0.02, 1.2),
    spin: step(before.spin, 0.05, 2),
    asked_speed: random.chance(0.02) ? random.between(0, 1.2) : before.asked_speed,
    scan_age: random.between(0.02, 0.36),
    people: random.chance(0.01) ? random.index(9) : before.people,
    harm: step(before.harm, 0.01, 1),
    driver: random.chance(0.002) ? "teleop" : random.chance(0.01) ? "autonomy" : before.driver,
  };
}

function known(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? 2 : value;
}
