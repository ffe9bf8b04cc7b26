import type { Bar } from "../../bench/benchmark.ts";
import { tellTable } from "../../text-table.ts";
import type { MindsRun } from "./run-minds.ts";

/** One half of the pairs, minds on or off. */
export type MindsHalf = {
  readonly runs: number;
  readonly stops: number;
  readonly startles: number;
  readonly detours: number;
  readonly goalsReached: number;
  readonly goalsGivenUp: number;
  readonly contacts: number;
  /** [m/s] */
  readonly meanSpeed: number;
};

export type MindsFigures = {
  readonly on: MindsHalf;
  readonly off: MindsHalf;
  readonly worlds: {
    readonly [world: string]: { readonly on: MindsHalf; readonly off: MindsHalf };
  };
};

/** Puts the runs of all pairs together. */
export function sumUpMinds(runs: readonly MindsRun[]): MindsFigures {
  const halves = (chosen: readonly MindsRun[]): { on: MindsHalf; off: MindsHalf } => ({
    on: halve(chosen.filter(({ minds }) => minds === "on")),
    off: halve(chosen.filter(({ minds }) => minds === "off")),
  });
  const names = [...new Set(runs.map(({ world }) => world))].sort();
  return {
    ...halves(runs),
    worlds: Object.fromEntries(
      names.map((name) => [name, halves(runs.filter(({ world }) => world === name))]),
    ),
  };
}

function halve(runs: readonly MindsRun[]): MindsHalf {
  const sum = (of: (run: MindsRun) => number): number =>
    runs.reduce((total, run) => total + of(run), 0);
  return {
    runs: runs.length,
    stops: sum(({ stops }) => stops),
    startles: sum(({ startles }) => startles),
    detours: sum(({ detours }) => detours),
    goalsReached: sum(({ goals }) => goals.reached),
    goalsGivenUp: sum(({ goals }) => goals.givenUp),
    contacts: sum(({ contacts }) => contacts),
    meanSpeed: sum(({ motion }) => motion.meanSpeed) / Math.max(1, runs.length),
  };
}

/** What minds must bring: less of what people mind, more done, nobody touched. */
export function mindsBars({ on, off }: MindsFigures): readonly Bar[] {
  const share = (of: (half: MindsHalf) => number): number => of(on) / Math.max(1, of(off));
  const fewer = (name: string, of: (half: MindsHalf) => number): Bar => ({
    name: `${name}, minds on over off`,
    value: share(of),
    bound: "at most",
    bar: 0.99,
  });
  return [
    fewer("stops", ({ stops }) => stops),
    fewer("startles", ({ startles }) => startles),
    fewer("detours by people", ({ detours }) => detours),
    {
      name: "goals reached, minds on less off",
      value: on.goalsReached - off.goalsReached,
      bound: "at least",
      bar: 1,
    },
    { name: "contacts, minds on", value: on.contacts, bound: "at most", bar: 0 },
    { name: "contacts, minds off", value: off.contacts, bound: "at most", bar: 0 },
  ];
}

const HEAD = [
  "world",
  "minds",
  "runs",
  "stops",
  "startles",
  "detours",
  "goals",
  "given up",
  "contacts",
  "m/s",
];
const WIDTH = 120;

/** The table for a person. */
export function tellMinds(figures: MindsFigures): readonly string[] {
  const all = [...Object.entries(figures.worlds), ["all", figures] as const];
  return tellTable(
    HEAD,
    all.flatMap(([world, { on, off }]) => [row(world, "off", off), row(world, "on", on)]),
    WIDTH,
  );
}

function row(world: string, minds: string, half: MindsHalf): readonly string[] {
  const { runs, stops, startles, detours, goalsReached, goalsGivenUp, contacts, meanSpeed } = half;
  const counts = [runs, stops, startles, detours, goalsReached, goalsGivenUp, contacts];
  return [world, minds, ...counts.map((count) => `${count}`), meanSpeed.toFixed(2)];
}
