import { type Pose, placing } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import { polygonOf } from "./outline.ts";
import type { Region } from "./seen.ts";
import { isCurrent } from "./shape-outline.ts";
import { CRAWL, type Exclusion } from "./zone.ts";

/** A human's signed leave for one zone or dock, by name: a speed cap and an end. */
export type Waiver = {
  /** Largest speed while it lasts [m/s]. */
  readonly speed: number;
  /** When it ends, on the clock of `now` [s]. */
  readonly until: Seconds;
};

/** Where a frame lies from the base. */
export type FramePose = {
  readonly pose: Pose<"base", "odom">;
  /** [s] */
  readonly taken: Seconds;
};

/** No waiver lasts longer [s]; one that claims to is none. */
const LONGEST: Seconds = 30;

/** The speed cap of a waiver in force [m/s]; undefined when there is none. */
export function capOf(
  waivers: ReadonlyMap<string, Waiver>,
  name: string,
  now: Seconds,
): number | undefined {
  const waiver = waivers.get(name);
  if (waiver === undefined || !(waiver.until > now && waiver.until - now <= LONGEST)) {
    return undefined;
  }
  return waiver.speed > 0 ? Math.min(waiver.speed, CRAWL) : 0;
}

/** A region by the name of its exclusion, with the speed cap that pays for it [m/s]. */
export type PricedRegion = Region & { readonly name: string; readonly cap: number };

/**
 * The regions in which points do not count now. A dock without a waiver, or
 * whose frame is unknown or old, removes nothing.
 */
export function regionsOf(
  exclusions: readonly Exclusion[],
  frames: ReadonlyMap<string, FramePose>,
  waivers: ReadonlyMap<string, Waiver>,
  now: Seconds,
): readonly PricedRegion[] {
  return exclusions.flatMap((exclusion): PricedRegion[] => {
    const { name } = exclusion;
    if (exclusion.kind === "self") {
      return [{ name, outline: exclusion.outline, removes: "anything", cap: Infinity }];
    }
    const cap = capOf(waivers, name, now);
    const frame = frames.get(exclusion.frame);
    if (
      cap === undefined ||
      frame === undefined ||
      !isCurrent(frame.taken, exclusion.timeout, now)
    ) {
      return [];
    }
    const outline = polygonOf(exclusion.points.map(placing(frame.pose)));
    return [{ name, outline, removes: "walls", cap }];
  });
}
