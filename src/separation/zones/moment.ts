import { FREE, type Limit } from "../../kernel/limit.ts";
import { shrink, type Twist } from "../../quantity/frame.ts";
import { shareInside } from "../share-inside.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Footprint } from "../footprint.ts";
import { regionsOf } from "./exclusion.ts";
import { type ActiveZone, crawling } from "./judge-zone.ts";
import { type Seen, seenIn, troubleWithSource } from "./seen.ts";
import type { ZoneSet } from "./zone.ts";
import type { Trouble, ZoneInput } from "./zone-input.ts";

/** One moment, as all zones see it. */
export type Moment = {
  readonly input: ZoneInput;
  readonly now: Seconds;
  readonly asked: Twist;
  readonly seen: ReadonlyMap<string, Seen>;
  readonly troubles: ReadonlyMap<string, Trouble>;
  /** Docks that removed points, and what they cost. */
  readonly docked: readonly ActiveZone[];
};

export function momentOf(set: ZoneSet, input: ZoneInput, now: Seconds): Moment {
  const { footprint } = input;
  const regions = regionsOf(set.exclusions, input.frames, input.waivers, now);
  const troubles = new Map<string, Trouble>();
  const seen = new Map<string, Seen>();
  let wallsRemoved = 0;
  for (const source of set.sources) {
    const view = input.views.get(source.name);
    const trouble = troubleWithSource(source, view, now);
    troubles.set(source.name, trouble);
    if (view !== undefined && trouble === "") {
      const what = seenIn(view, footprint, regions);
      seen.set(source.name, what.seen);
      wallsRemoved += what.wallsRemoved;
    }
  }
  const docks = wallsRemoved === 0 ? [] : regions.filter((region) => region.removes === "walls");
  const docked = docks.map(({ name, cap }) => waived(name, footprint, cap));
  const asked = ceiled(input.asked, { ...FREE, speed: set.robot.speed, spin: set.robot.spin });
  return { input, now, asked, seen, troubles, docked };
}

/** The twist as the ceilings leave it at most. */
function ceiled(twist: Twist, ceilings: Limit): Twist {
  return shrink(twist, shareInside(twist, ceilings));
}

export function waived(zone: string, footprint: Footprint, cap: number): ActiveZone {
  const limit = crawling(footprint, cap);
  return { zone, because: "waiver-cap", points: 0, nearest: Infinity, time: Infinity, limit };
}
