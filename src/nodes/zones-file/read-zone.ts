import type { Action, Source, Zone } from "../../separation/zones/zone.ts";
import { Entry, type Report } from "./entry.ts";
import { readShape } from "./read-shape.ts";

const ACTIONS = ["stop", "slowdown", "limit", "approach"] as const;
const HEADINGS = ["forward", "backward", "left", "right"] as const;
const WAIVERS = ["allowed", "never"] as const;
const ESCAPES = ["away", "none"] as const;

/** More points or views in a row than this are a mistake [1]. */
const MOST = 100;

/** Ceilings of the supervisor, which limits must stay below to limit anything. */
export type Ceilings = { readonly speed: number; readonly spin: number };

/** One entry of `zones`; undefined, and a sentence for each thing that is wrong. */
export function readZone(
  entry: Entry,
  name: string,
  sources: readonly Source[],
  ceilings: Ceilings,
  report: Report,
): Zone | undefined {
  const what = `zone \`${name}\``;
  const kind = entry.word("action", ACTIONS);
  const action = kind && ACTION[kind](entry, ceilings);
  const shape = readShape(entry, what, report);
  const stops = kind === "stop" || kind === "approach";
  const count = { least: 1, most: MOST, whole: "whole" } as const;
  const zone = {
    name,
    minPoints: entry.number("min_points", { ...count, otherwise: 4 }),
    trigger: stops
      ? readAtOnce(entry, what, report)
      : entry.number("trigger_consecutive_points", { ...count, otherwise: 1 }),
    release: entry.number("release_consecutive_points", { ...count, otherwise: 1 }),
    sources: entry.words(
      "sources",
      sources.map((source) => source.name),
    ),
    guards: entry.words("guards", HEADINGS, ["forward"]),
    waiver: entry.word("waiver", WAIVERS, "never") ?? "never",
  };
  entry.finish();
  return action && shape && { ...zone, action, shape };
}

/** What stops, stops at the first view: to wait for more would be to drive on. */
function readAtOnce(entry: Entry, what: string, report: Report): number {
  const value = entry.raw("trigger_consecutive_points");
  if (value !== undefined && value !== 1) {
    report(
      [...entry.path, "trigger_consecutive_points"],
      `${what} stops the robot, and so at once: \`trigger_consecutive_points\` should be 1, or left out`,
    );
  }
  return 1;
}

const ACTION = {
  stop: (entry: Entry): Action => ({ kind: "stop", escape: readEscape(entry) }),
  slowdown: (entry: Entry): Action => ({
    kind: "slow",
    ratio: entry.number("slowdown_ratio", { above: 0, below: 1 }),
  }),
  limit: (entry: Entry, { speed, spin }: Ceilings): Action => ({
    kind: "limit",
    speed: entry.number("linear_limit", { above: 0, below: speed }),
    spin: entry.number("angular_limit", { above: 0, most: spin }),
  }),
  approach: (entry: Entry): Action => ({
    kind: "approach",
    time: entry.number("time_before_collision", { above: 0, most: 10 }),
    escape: readEscape(entry),
  }),
};

function readEscape(entry: Entry): "away" | "none" {
  return entry.word("escape", ESCAPES, "away") ?? "none";
}
