import { nearestWord } from "../../world/scenario/nearest-word.ts";
import { UsageError } from "../usage.ts";
import type { SoakPart } from "./soak-part.ts";

/** Every part by name, loaded when it is asked for: one line a part. */
const PARTS: { readonly [name: string]: () => Promise<SoakPart> } = {
  campaign: async () => (await import("./campaign.ts")).campaign,
  acceptance: async () => (await import("./acceptance.ts")).acceptance,
  separation: async () => (await import("./separation.ts")).separation,
  acts: async () => (await import("./authority/acts.ts")).acts,
  stops: async () => (await import("./stops.ts")).stops,
  deadman: async () => (await import("./deadman.ts")).deadman,
  "input-ends": async () => (await import("./input-ends.ts")).inputEnds,
  "zero-hold": async () => (await import("./zero-hold.ts")).zeroHold,
  rogue: async () => (await import("./rogue.ts")).rogue,
  advice: async () => (await import("./advice.ts")).advice,
  rules: async () => (await import("./rules.ts")).rules,
  waivers: async () => (await import("./authority/waivers.ts")).waivers,
  log: async () => (await import("./log.ts")).log,
  "latch-kill": async () => (await import("./latch-kill.ts")).latchKill,
  replay: async () => (await import("./replay.ts")).replay,
  formula: async () => (await import("./formula.ts")).formula,
  freshness: async () => (await import("./freshness/freshness.ts")).freshness,
  "blind-arcs": async () => (await import("./blind-arcs/blind-arcs.ts")).blindArcs,
  escape: async () => (await import("./escape/escape.ts")).escape,
  braking: async () => (await import("./braking/braking.ts")).braking,
  goals: async () => (await import("./goals/goals.ts")).goals,
  tracking: async () => (await import("./tracking/tracking.ts")).tracking,
  motion: async () => (await import("./motion/motion.ts")).motion,
  minds: async () => (await import("./minds/minds.ts")).minds,
  knows: async () => (await import("./knows/knows.ts")).knows,
  belief: async () => (await import("./belief/belief.ts")).belief,
};

export const PART_NAMES: readonly string[] = Object.keys(PARTS);

/**
 * The parts of those names; all of them for no name.
 * @throws UsageError with one sentence when there is none of a name.
 */
export async function loadParts(names: readonly string[]): Promise<readonly SoakPart[]> {
  return await Promise.all((names.length === 0 ? PART_NAMES : names).map(loadPart));
}

async function loadPart(name: string): Promise<SoakPart> {
  const load = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  if (load === undefined) {
    const nearest = nearestWord(name, PART_NAMES);
    throw new UsageError(
      `there is no soak '${name}'; ` +
        (nearest === undefined
          ? `there is ${PART_NAMES.join(", ")}`
          : `did you mean '${nearest}'?`),
    );
  }
  return await load();
}
