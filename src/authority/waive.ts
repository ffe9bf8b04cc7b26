import type { Restriction } from "../kernel/fact.ts";
import type { ReasonId } from "../kernel/reason.ts";
import type { Waiver } from "./waivers.ts";

/**
 * For what a zone or a rule may hold the robot back and a human may waive it. What is not known (`zone-unknown`) is no
 * judgement that could be waived.
 */
const WAIVABLE: readonly (ReasonId | "")[] = [
  "",
  "zone-stop",
  "zone-slow",
  "zone-limit",
  "zone-approach",
  "rule-broken",
  "rule-limit",
];

/**
 * What is left of a zone's or rule's restriction while it is waived: a crawl, straight on and in turning. All other
 * restrictions stand as they are, so what is allowed is never more than without this line, nor faster than the crawl.
 * @param restriction - What the line asks for by itself.
 * @param waiver - As `waived` answers; undefined leaves the restriction.
 * @param reach - Distance of the farthest point of the footprint from the base's origin [m]: turning moves it no
 *   faster than the crawl.
 */
export function waive(
  restriction: Restriction,
  waiver: Waiver | undefined,
  reach: number,
): Restriction {
  const judged = WAIVABLE.includes(restriction.because) && WAIVABLE.includes(restriction.trouble);
  if (waiver === undefined || !judged || !(reach > 0)) {
    return restriction;
  }
  return {
    speed: waiver.speed,
    spin: waiver.speed / reach,
    bounds: [],
    because: "waiver-cap",
    about: `${waiver.line}, waived by ${waiver.by}`,
    trouble: "",
  };
}
