import type { Bound } from "../kernel/limit.ts";
import type { Seconds } from "../quantity/time.ts";
import { type Footprint, radiusOf } from "./footprint.ts";
import { inWords } from "./kinds.ts";
import type { Near } from "./sectors.ts";

/** Nearer than this the robot touches a thing as far as it can tell [m]: sensing and positioning uncertainty together. */
const CONTACT = 0.06;

/** How fast it may then go or swing its outline, away or along [m/s]. */
const SLOW = 0.1;

/** Off by this much of the way it goes, at worst: a bearing error of six degrees [1]. */
const ASTRAY = 0.1;

/** What near contact asks for: a speed, whom it is about, and bounds of the turning. */
export type Contact = {
  readonly speed: number;
  readonly near: Near | undefined;
  readonly bounds: readonly Bound[];
};

const FAR: Contact = { speed: Infinity, near: undefined, bounds: [] };

/**
 * Beside a thing that is very near, the direction towards it changes while the robot moves: the limit holds for one look
 * only, and what the robot strays until the next one must be less than the gap. Things that are hidden do not count, and
 * what would not bind below the `ceiling` [m/s] is left out.
 */
export function nearContact(
  nearest: readonly Near[],
  footprint: Footprint,
  reaction: Seconds,
  ceiling: number,
): Contact {
  const near = nearest
    .filter(({ obstacle }) => obstacle.kind !== "hidden" && obstacle.kind !== "blind")
    .reduce<Near | undefined>(
      (least, item) => (item.gap.distance < (least?.gap.distance ?? Infinity) ? item : least),
      undefined,
    );
  if (near === undefined) {
    return FAR;
  }
  const { obstacle, gap } = near;
  const speed = contactSpeed(gap.distance, reaction);
  if (speed >= ceiling) {
    return FAR;
  }
  const radius = radiusOf(footprint);
  const source = inWords(obstacle, gap.distance);
  const bounds = ([1, -1] as const).map((sign) => ({
    x: 0,
    y: 0,
    turn: sign * radius,
    atMost: speed,
    because: "protective-separation" as const,
    source,
  }));
  return { speed, near, bounds };
}

/** How fast it may go beside a thing at a distance [m], [m/s]. */
export function contactSpeed(distance: number, reaction: Seconds): number {
  return SLOW + Math.max(0, distance - CONTACT) / (ASTRAY * reaction);
}
