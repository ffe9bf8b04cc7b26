import type { Bar } from "../../bench/benchmark.ts";
import type { Temperament } from "./oracle.ts";
import type { Drive, SeparationResult } from "./run-case.ts";

export type SeparationFigures = {
  readonly episodes: number;
  /** Contacts while the robot's own motors moved it faster than 0.01 m/s, whoever walked into whom [1]. */
  readonly contacts: number;
  readonly contactsWithPeople: number;
  /** Contacts of any kind, most of them people who walk into a robot that stands [1]. */
  readonly touched: number;
  /** Median over the episodes of the mean speed [m/s]. */
  readonly medianSpeed: number;
  readonly goals: number;
  /** Contacts of the kind counted above where nobody holds the robot [1]. */
  readonly unheldContacts: number;
  readonly careful: Beside;
  readonly bold: Beside;
};

/** Against an oracle. */
export type Beside = {
  /** The oracle's own [1], [m/s], [1]. */
  readonly contacts: number;
  readonly medianSpeed: number;
  readonly goals: number;
  /** Median speed over the oracle's [1]. */
  readonly speedShare: number;
  /** Median over the episodes of the one over the other, where the oracle moved [1]. */
  readonly medianShare: number;
  /** Sum of speeds over sum of the oracle's [1]. */
  readonly meanShare: number;
};

/** An oracle slower than this was stuck, and a ratio to it says nothing [m/s]. */
const STUCK = 0.05;

export function separationFigures(results: readonly SeparationResult[]): SeparationFigures {
  const drives = results.map(({ supervised }) => supervised);
  const hits = drives.flatMap(({ contacts }) => contacts);
  return {
    episodes: results.length,
    contacts: hits.length,
    contactsWithPeople: hits.filter(({ kind }) => kind === "person").length,
    touched: sum(drives, ({ touched }) => touched),
    medianSpeed: median(drives.map(({ speed }) => speed)),
    goals: sum(drives, ({ goals }) => goals),
    unheldContacts: sum(
      results.flatMap(({ unheld }) => unheld ?? []),
      ({ contacts }) => contacts.length,
    ),
    careful: beside(results, "careful"),
    bold: beside(results, "bold"),
  };
}

function beside(results: readonly SeparationResult[], temperament: Temperament): Beside {
  const pairs = results.flatMap(({ supervised, [temperament]: oracle }) =>
    oracle === undefined ? [] : [{ supervised, oracle }],
  );
  const oracles = pairs.map(({ oracle }) => oracle);
  const drives = pairs.map(({ supervised }) => supervised);
  const medianSpeed = median(oracles.map(({ speed }) => speed));
  return {
    contacts: sum(oracles, ({ contacts }) => contacts.length),
    medianSpeed,
    goals: sum(oracles, ({ goals }) => goals),
    speedShare: median(drives.map(({ speed }) => speed)) / medianSpeed,
    medianShare: median(
      pairs
        .filter(({ oracle }) => oracle.speed > STUCK)
        .map(({ supervised, oracle }) => supervised.speed / oracle.speed),
    ),
    meanShare: sum(drives, ({ speed }) => speed) / sum(oracles, ({ speed }) => speed),
  };
}

function sum(drives: readonly Drive[], what: (drive: Drive) => number): number {
  return drives.reduce((total, one) => total + what(one), 0);
}

/** The middle value; NaN of none. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Nobody touched while it moves, and not by creeping. */
export function separationBars({ contacts, careful }: SeparationFigures): readonly Bar[] {
  return [
    {
      name: "contacts while the robot's own motors move it",
      value: contacts,
      bound: "at most",
      bar: 0,
    },
    {
      name: "median speed over the careful oracle's",
      value: careful.speedShare,
      bound: "at least",
      bar: 0.8,
    },
  ];
}

/** The table for a person: all, and by each thing that was drawn. */
export function tellSeparation(results: readonly SeparationResult[]): readonly string[] {
  const groups: readonly (readonly [string, readonly SeparationResult[]])[] = [
    ["all", results],
    ...(["place", "robot", "commander"] as const).flatMap((key) =>
      [...new Set(results.map((result) => result[key]))]
        .sort()
        .map((value) => [value, results.filter((result) => result[key] === value)] as const),
    ),
  ];
  const head = [
    "",
    "episodes",
    "contacts",
    "unheld",
    "touched",
    "m/s",
    "careful m/s",
    "share",
    "hits",
    "bold m/s",
    "share",
    "hits",
  ];
  return [line(head), ...groups.map(([name, chosen]) => line([name, ...cellsOf(chosen)]))];
}

function cellsOf(results: readonly SeparationResult[]): readonly string[] {
  const figures = separationFigures(results);
  return [
    `${figures.episodes}`,
    `${figures.contacts}`,
    `${figures.unheldContacts}`,
    `${figures.touched}`,
    figures.medianSpeed.toFixed(3),
    ...[figures.careful, figures.bold].flatMap(({ medianSpeed, speedShare, contacts }) => [
      medianSpeed.toFixed(3),
      speedShare.toFixed(2),
      `${contacts}`,
    ]),
  ];
}

function line([name = "", ...cells]: readonly string[]): string {
  return [name.padEnd(12), ...cells.map((cell) => cell.padStart(12))].join("");
}
