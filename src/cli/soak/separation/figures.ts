import type { Bar } from "../../bench/benchmark.ts";
import type { Drive, SeparationResult } from "./run-case.ts";

export type SeparationFigures = {
  readonly episodes: number;
  /** Contacts while the robot's own motors moved it faster than 0.01 m/s, whoever walked into whom [1]. */
  readonly contacts: number;
  readonly contactsWithPeople: number;
  /** Contacts of any kind, most of them people who walk into a robot that stands [1]. */
  readonly touched: number;
  readonly oracleContacts: number;
  /** Median over the episodes of the mean speed [m/s]. */
  readonly medianSpeed: number;
  readonly oracleMedianSpeed: number;
  /** The one over the other [1]. */
  readonly speedShare: number;
  /** Median over the episodes of the one over the other, where the oracle moved [1]. */
  readonly medianShare: number;
  /** Sum of speeds over sum of the oracle's [1]. */
  readonly meanShare: number;
  readonly goals: number;
  readonly oracleGoals: number;
};

/** An oracle slower than this was stuck, and a ratio to it says nothing [m/s]. */
const STUCK = 0.05;

export function separationFigures(results: readonly SeparationResult[]): SeparationFigures {
  const drives = results.map(({ supervised }) => supervised);
  const oracles = results.flatMap(({ oracle }) => (oracle === undefined ? [] : [oracle]));
  const ratios = results.flatMap(({ supervised, oracle }) =>
    oracle !== undefined && oracle.speed > STUCK ? [supervised.speed / oracle.speed] : [],
  );
  const hits = drives.flatMap(({ contacts }) => contacts);
  const sum = (of: readonly Drive[], what: (drive: Drive) => number): number =>
    of.reduce((total, one) => total + what(one), 0);
  const medianSpeed = median(drives.map(({ speed }) => speed));
  const oracleMedianSpeed = median(oracles.map(({ speed }) => speed));
  return {
    episodes: results.length,
    contacts: hits.length,
    contactsWithPeople: hits.filter(({ kind }) => kind === "person").length,
    touched: sum(drives, ({ touched }) => touched),
    oracleContacts: sum(oracles, ({ contacts }) => contacts.length),
    medianSpeed,
    oracleMedianSpeed,
    speedShare: medianSpeed / oracleMedianSpeed,
    medianShare: median(ratios),
    meanShare: sum(drives, ({ speed }) => speed) / sum(oracles, ({ speed }) => speed),
    goals: sum(drives, ({ goals }) => goals),
    oracleGoals: sum(oracles, ({ goals }) => goals),
  };
}

/** The middle value; NaN of none. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Nobody touched while it moves, and not by creeping. */
export function separationBars({ contacts, speedShare }: SeparationFigures): readonly Bar[] {
  return [
    {
      name: "contacts while the robot's own motors move it",
      value: contacts,
      bound: "at most",
      bar: 0,
    },
    {
      name: "median speed over the oracle's",
      value: speedShare,
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
  const head = ["", "episodes", "contacts", "touched", "m/s", "oracle", "share", "oracle hits"];
  return [line(head), ...groups.map(([name, chosen]) => line([name, ...cellsOf(chosen)]))];
}

function cellsOf(results: readonly SeparationResult[]): readonly string[] {
  const figures = separationFigures(results);
  return [
    `${figures.episodes}`,
    `${figures.contacts}`,
    `${figures.touched}`,
    figures.medianSpeed.toFixed(3),
    figures.oracleMedianSpeed.toFixed(3),
    figures.speedShare.toFixed(2),
    `${figures.oracleContacts}`,
  ];
}

function line([name = "", ...cells]: readonly string[]): string {
  return [name.padEnd(12), ...cells.map((cell) => cell.padStart(12))].join("");
}
