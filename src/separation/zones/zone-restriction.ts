import type { Restriction } from "../../kernel/fact.ts";
import type { Seconds } from "../../quantity/time.ts";
import { restrictionOf } from "./answer.ts";
import { type Hold, IDLE } from "./debounce.ts";
import { capOf } from "./exclusion.ts";
import { type ActiveZone, judgeZone, outlinesFor, type Scene, stopped } from "./judge-zone.ts";
import { type Moment, momentOf, waived } from "./moment.ts";
import { promised } from "./promise.ts";
import type { Robot, Zone, ZoneSet } from "./zone.ts";
import { troubleWithInput, type ZoneInput } from "./zone-input.ts";

/** What is remembered from one judgement to the next, by zone. */
export type ZoneMemory = ReadonlyMap<string, Hold>;

export const NO_ZONE_MEMORY: ZoneMemory = new Map();

export type ZoneAnswer = {
  readonly restriction: Restriction;
  readonly memory: ZoneMemory;
  /** Every zone that holds the robot back, in the order of the file. */
  readonly active: readonly ActiveZone[];
};

/**
 * What all zones together ask of the kernel: the intersection of what each asks. Call it for every view and every
 * command, with the newest of each: a slow-down is a share of what is asked for.
 */
export function zoneRestriction(
  set: ZoneSet,
  input: ZoneInput,
  now: Seconds,
  memory: ZoneMemory,
): ZoneAnswer {
  const unknown = troubleWithInput(set, input);
  if (unknown !== "") {
    const active = set.zones.map((zone) => stopped(zone, unknown, 0));
    return { restriction: restrictionOf(active), memory, active };
  }
  const moment = momentOf(set, input, now);
  const after = new Map<string, Hold>();
  const active: ActiveZone[] = [...moment.docked];
  for (const zone of set.zones) {
    const judged = judge(set.robot, zone, moment, memory.get(zone.name) ?? IDLE);
    after.set(zone.name, judged.hold);
    active.push(...judged.active);
  }
  return { restriction: restrictionOf(active), memory: after, active };
}

/** A zone as it stands: its sources and its shape first, which no waiver replaces; then a waiver; then what is inside. */
function judge(
  robot: Robot,
  zone: Zone,
  moment: Moment,
  before: Hold,
): { readonly active: readonly ActiveZone[]; readonly hold: Hold } {
  const { input, now, asked } = moment;
  const trouble = zone.sources
    .map((name) => moment.troubles.get(name) ?? "scan-missing")
    .find((t) => t !== "");
  if (trouble !== undefined) {
    return { active: [stopped(zone, trouble, 0)], hold: before };
  }
  const views = zone.sources.flatMap((name) => moment.seen.get(name) ?? []);
  const taken = Math.max(...zone.sources.map((name) => input.views.get(name)?.taken ?? -Infinity));
  const { footprint, received, measured, blur, stopping } = input;
  const scene: Scene = { footprint, received, now, views, taken, measured, asked, blur };
  const cap = zone.waiver === "allowed" ? capOf(input.waivers, zone.name, now) : undefined;
  if (cap !== undefined && outlinesFor(zone.shape, scene) !== undefined) {
    return { active: [waived(zone.name, input.footprint, cap)], hold: before };
  }
  const judged = judgeZone(zone, scene, before);
  const promise = promised(zone, scene, robot, stopping);
  return {
    active: [judged.active, promise].filter((active) => active !== undefined),
    hold: judged.hold,
  };
}
