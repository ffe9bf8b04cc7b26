import type { Restriction } from "../../kernel/fact.ts";
import { closed, FREE, meet } from "../../kernel/limit.ts";
import type { ReasonId } from "../../kernel/reason.ts";
import { metres, seconds } from "./figures.ts";
import type { ActiveZone } from "./judge-zone.ts";

/** Reasons for which nothing is known, and so nothing may move. */
const TROUBLES: ReadonlySet<ReasonId> = new Set([
  "zone-unknown",
  "scan-missing",
  "scan-stale",
  "scan-future",
  "scan-malformed",
  "body-not-finite",
  "command-not-finite",
]);

/** What all active zones ask for together; where one is in trouble, it is about those that are. */
export function restrictionOf(active: readonly ActiveZone[]): Restriction {
  const tightest = active.reduce<ActiveZone | undefined>(
    (least, zone) => (least === undefined || isTighter(zone, least) ? zone : least),
    undefined,
  );
  const trouble = active.map((zone) => zone.because).find((because) => TROUBLES.has(because)) ?? "";
  const named = trouble === "" ? active : active.filter(({ because }) => because === trouble);
  return {
    ...closed(meet([FREE, ...active.map((zone) => zone.limit)])),
    because: tightest?.because ?? "zone-stop",
    about: named.map(inWords).join(", "),
    trouble,
  };
}

/** Only for the name that goes first in a sentence: all limits hold. */
function isTighter({ limit: a }: ActiveZone, { limit: b }: ActiveZone): boolean {
  return a.speed < b.speed || (a.speed === b.speed && a.spin < b.spin);
}

/** For example `front (6 points, the nearest 0.31 m away)`. */
function inWords({ zone, points, nearest, time }: ActiveZone): string {
  if (points > 0) {
    const where = nearest < Infinity ? `, the nearest ${metres(nearest)} away` : "";
    return `${zone} (${points} ${points === 1 ? "point" : "points"}${where})`;
  }
  return time < Infinity ? `${zone} (in ${seconds(time)})` : zone;
}
