import { placing, type Pose } from "../../quantity/frame.ts";
import type { ReasonId } from "../../kernel/reason.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Footprint } from "../footprint.ts";
import { holds, type Outline } from "./outline.ts";
import type { Points, Ray } from "./points.ts";
import { beyond } from "./ray.ts";
import { AHEAD } from "./shape-outline.ts";
import type { Source } from "./zone.ts";

/** The newest view of one source. */
export type SourceView = {
  readonly points: Points;
  /** When it was taken, on the clock of `now`; the older of stamp and receipt [s]. */
  readonly taken: Seconds;
  /** The base then, as it lies from the base now; absent when the base has not moved. */
  readonly moved?: Pose<"base", "base">;
};

/** What counts of a view: points in the base frame as it is now, and blind rays from where they leave the robot. */
export type Seen = {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly blind: readonly Ray[];
};

/** A region in which points of some kind do not count. */
export type Region = { readonly outline: Outline; readonly removes: "anything" | "walls" };

/** What is wrong with a source; empty when nothing is. */
export function troubleWithSource(
  source: Source | undefined,
  view: SourceView | undefined,
  now: Seconds,
): ReasonId | "" {
  if (source === undefined || view === undefined) {
    return "scan-missing";
  }
  const age = now - view.taken;
  if (age < -AHEAD) {
    return "scan-future";
  }
  if (!(age <= source.timeout)) {
    return "scan-stale";
  }
  return isFinite(view.points) ? "" : "scan-malformed";
}

function isFinite({ x, y }: Points): boolean {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    sum += (x[i] ?? NaN) + (y[i] ?? NaN);
  }
  return Number.isFinite(sum) && x.length === y.length;
}

/** What counts of a view, and whether a region for walls removed any of it. */
export function seenIn(
  { points, moved }: SourceView,
  footprint: Footprint,
  regions: readonly Region[],
): { readonly seen: Seen; readonly wallsRemoved: number } {
  const { x, y } = moved === undefined ? points : placed(points, placing(moved));
  const rays = moved === undefined ? points.blind : points.blind.map((ray) => turned(ray, moved));
  const blind = rays.map((ray) => beyond(footprint, ray));
  if (regions.length === 0) {
    return { seen: { x, y, blind }, wallsRemoved: 0 };
  }
  const [keptX, keptY]: [number[], number[]] = [[], []];
  let wallsRemoved = 0;
  for (let i = 0; i < x.length; i++) {
    const [atX, atY] = [x[i] ?? NaN, y[i] ?? NaN];
    const around = regions.filter((region) => holds(region.outline, atX, atY));
    if (around.some((region) => region.removes === "anything")) {
      continue;
    }
    if (around.length > 0 && points.isWall(i)) {
      wallsRemoved += 1;
      continue;
    }
    keptX.push(atX);
    keptY.push(atY);
  }
  return {
    seen: { x: Float64Array.from(keptX), y: Float64Array.from(keptY), blind },
    wallsRemoved,
  };
}

function placed(
  { x, y }: Points,
  place: (point: { x: number; y: number }) => { x: number; y: number },
): { x: Float64Array; y: Float64Array } {
  const [outX, outY] = [new Float64Array(x.length), new Float64Array(x.length)];
  for (let i = 0; i < x.length; i++) {
    const point = place({ x: x[i] ?? NaN, y: y[i] ?? NaN });
    outX[i] = point.x;
    outY[i] = point.y;
  }
  return { x: outX, y: outY };
}

function turned(ray: Ray, moved: Pose<"base", "base">): Ray {
  const start = placing(moved)(ray);
  const along = placing<"base", "base">({ x: 0, y: 0, yaw: moved.yaw })({ x: ray.dx, y: ray.dy });
  return { x: start.x, y: start.y, dx: along.x, dy: along.y };
}
