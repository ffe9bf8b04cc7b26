import type { Bar } from "../bench/benchmark.ts";
import type { Report } from "../report.ts";

/** One half of a campaign: every seed, with or without the supervisor. */
export type Half = {
  readonly runs: number;
  /** Contacts by the robot's own motion, with anything and with people [1]. */
  readonly contacts: number;
  readonly contactsWithPeople: number;
  /** Contacts into which somebody pushed a robot that stood. */
  readonly contactsWhenPushed: number;
  /** Runs with at least one of them. */
  readonly runsWithContact: number;
  readonly runsWithContactWithPeople: number;
  readonly goalsReached: number;
  readonly goalsGivenUp: number;
  /** [m/s] */
  readonly meanSpeed: number;
};

export type Campaign = {
  readonly supervised: Half;
  readonly unsupervised: Half;
  /** Goals reached with the supervisor over those without [1]. */
  readonly progress: number;
  readonly worlds: {
    readonly [world: string]: { readonly supervised: Half; readonly unsupervised: Half };
  };
};

/** Puts the reports of a campaign together. */
export function sumUp(reports: readonly Report[]): Campaign {
  const halves = (chosen: readonly Report[]): { supervised: Half; unsupervised: Half } => ({
    supervised: halve(chosen.filter(({ supervised }) => supervised)),
    unsupervised: halve(chosen.filter(({ supervised }) => !supervised)),
  });
  const all = halves(reports);
  const worlds = [...new Set(reports.map(({ world }) => world))].sort();
  return {
    ...all,
    progress: all.supervised.goalsReached / Math.max(1, all.unsupervised.goalsReached),
    worlds: Object.fromEntries(
      worlds.map((name) => [name, halves(reports.filter(({ world }) => world === name))]),
    ),
  };
}

function halve(reports: readonly Report[]): Half {
  const sum = (of: (report: Report) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  return {
    runs: reports.length,
    contacts: sum(({ contacts }) => contacts.byOwnMotion),
    contactsWithPeople: sum(({ contacts }) => contacts.withPeople),
    contactsWhenPushed: sum(({ contacts }) => contacts.whenPushed),
    runsWithContact: sum(({ contacts }) => Number(contacts.byOwnMotion > 0)),
    runsWithContactWithPeople: sum(({ contacts }) => Number(contacts.withPeople > 0)),
    goalsReached: sum(({ goals }) => goals.reached),
    goalsGivenUp: sum(({ goals }) => goals.givenUp),
    meanSpeed: sum(({ motion }) => motion.meanSpeed) / Math.max(1, reports.length),
  };
}

/** What must hold: nobody hurt, and not by standing still. */
export function campaignBars({ supervised, unsupervised, progress }: Campaign): readonly Bar[] {
  const share = unsupervised.runsWithContactWithPeople / Math.max(1, unsupervised.runs);
  return [
    {
      name: "supervised contacts by the robot's motion",
      value: supervised.contacts,
      bound: "at most",
      bar: 0,
    },
    {
      name: "share of unsupervised runs with a person hit",
      value: share,
      bound: "at least",
      bar: 0.3,
    },
    {
      name: "progress, goals over unsupervised goals",
      value: progress,
      bound: "at least",
      bar: 0.6,
    },
  ];
}

/** The table for a person. */
export function tellCampaign(campaign: Campaign): readonly string[] {
  const head = [
    "world",
    "",
    "runs",
    "contacts",
    "with people",
    "when pushed",
    "runs hit",
    "goals",
    "m/s",
  ];
  const row = (world: string, kind: string, half: Half): string =>
    line([
      world,
      kind,
      `${half.runs}`,
      `${half.contacts}`,
      `${half.contactsWithPeople}`,
      `${half.contactsWhenPushed}`,
      `${half.runsWithContactWithPeople}`,
      `${half.goalsReached}`,
      half.meanSpeed.toFixed(2),
    ]);
  const all = [...Object.entries(campaign.worlds), ["all", campaign] as const];
  return [
    line(head),
    ...all.flatMap(([world, { supervised, unsupervised }]) => [
      row(world, "supervised", supervised),
      row("", "unsupervised", unsupervised),
    ]),
  ];
}

function line(cells: readonly string[]): string {
  const [world = "", kind = "", ...figures] = cells;
  return [world.padEnd(16), kind.padEnd(13), ...figures.map((cell) => cell.padStart(12))].join("");
}
