import type { Limit } from "../../kernel/limit.ts";
import { FREE, meet, STOP } from "../../kernel/limit.ts";
import type { ReasonId } from "../../kernel/reason.ts";
import type { Twist } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import { type Footprint, radiusOf } from "../footprint.ts";
import { type Hold, hold } from "./debounce.ts";
import { awayFrom } from "./escape.ts";
import { collisionTime, type Inside, insideOf, nextCollisionTime, placesIn } from "./inside.ts";
import type { Outline } from "./outline.ts";
import type { Seen } from "./seen.ts";
import { outlineOf, type Shaping } from "./shape-outline.ts";
import { type Blur, JITTER, membersFor } from "./velocity-set.ts";
import { type Action, CRAWL, type Escape, type Shape, type Zone } from "./zone.ts";

/** A zone that holds the robot back now. */
export type ActiveZone = {
  readonly zone: string;
  readonly because: ReasonId;
  /** Points inside now, blind beams included [1]. */
  readonly points: number;
  /** Nearest of them to the robot [m]; Infinity when it does not matter. */
  readonly nearest: number;
  /** Time to a collision of an approach zone [s]; Infinity when there is none. */
  readonly time: Seconds;
  readonly limit: Limit;
};

/** What a zone is judged by. */
export type Scene = Shaping & {
  /** Of the zone's sources. */
  readonly views: readonly Seen[];
  /** When the newest of them was taken [s]. */
  readonly taken: Seconds;
  readonly measured: Twist;
  readonly asked: Twist;
  readonly blur: Blur;
};

/** Judges one zone whose sources are sound. */
export function judgeZone(
  zone: Zone,
  scene: Scene,
  before: Hold,
): { readonly active: ActiveZone | undefined; readonly hold: Hold } {
  const outlines = outlinesFor(zone.shape, scene);
  if (outlines === undefined) {
    return { active: stopped(zone, "zone-unknown", 0), hold: before };
  }
  const inside = insideOf(outlines, scene.views);
  const seen = inside.count >= zone.minPoints ? "occupied" : "clear";
  const held = hold(before, seen, scene.taken, zone);
  return {
    active:
      held.state === "acting"
        ? acting(zone, scene, outlines, inside)
        : foreseen(zone, scene, outlines),
    hold: held,
  };
}

/** The outlines for the velocity measured and the one asked for; undefined when any of them is unknown. */
export function outlinesFor(shape: Shape, scene: Scene): readonly Outline[] | undefined {
  if (shape.kind !== "velocity") {
    const outline = outlineOf(shape, scene);
    return outline === undefined ? undefined : [outline];
  }
  const now = membersFor(shape, scene.measured, scene.blur);
  const soon = membersFor(shape, scene.asked, NO_BLUR);
  if (now === undefined || soon === undefined) {
    return undefined;
  }
  const outlines = [...new Set([...now, ...soon])].map((member) => outlineOf(member.shape, scene));
  const known = outlines.filter((outline) => outline !== undefined);
  return known.length === outlines.length ? known : undefined;
}

const NO_BLUR: Blur = { speed: 0, spin: 0 };

export function stopped(zone: Zone, because: ReasonId, points: number): ActiveZone {
  return { zone: zone.name, because, points, nearest: Infinity, time: Infinity, limit: STOP };
}

/** What a zone asks for while something is inside, or was until lately. */
function acting(
  zone: Zone,
  scene: Scene,
  outlines: readonly Outline[],
  inside: Inside,
): ActiveZone {
  const { action } = zone;
  const { asked } = scene;
  const base = { zone: zone.name, points: inside.count, nearest: Infinity, time: Infinity };
  switch (action.kind) {
    case "stop":
      return { ...base, because: "zone-stop", ...leaving(zone, action, scene, outlines, inside) };
    case "approach":
      return {
        ...base,
        because: "zone-approach",
        time: 0,
        ...leavingSlowly(zone, action, scene, outlines, inside),
      };
    case "slow":
      return { ...base, because: "zone-slow", limit: shareOf(asked, action.ratio) };
    case "limit":
      return {
        ...base,
        because: "zone-limit",
        limit: { ...FREE, speed: action.speed, spin: action.spin },
      };
  }
}

type Leaving = { readonly nearest: number; readonly limit: Limit };

/** A crawl that brings the robot nearer to nothing inside, where the zone allows one. */
function leaving(
  { name }: Zone,
  action: Action & { kind: "stop" | "approach" },
  { footprint }: Scene,
  outlines: readonly Outline[],
  inside: Inside,
): Leaving {
  const because = action.kind === "stop" ? "zone-stop" : "zone-approach";
  const { bounds, nearest } = awayFrom(footprint, placesIn(inside, outlines), because, name);
  const limit = action.escape === "away" ? { ...crawling(footprint, CRAWL), bounds } : STOP;
  return { nearest, limit };
}

/** Leaving, and keeping the time to a collision with anything that is still outside. */
function leavingSlowly(
  zone: Zone,
  action: Approach,
  scene: Scene,
  outlines: readonly Outline[],
  inside: Inside,
): Leaving {
  const { nearest, limit } = leaving(zone, action, scene, outlines, inside);
  const { views, asked } = scene;
  const time = nextCollisionTime(outlines, views, asked, action.time);
  return { nearest, limit: meet([limit, keepingTime(asked, time, action.time)]) };
}

/** No part of the outline moves faster by going, nor by turning, than the cap [m/s]. */
export function crawling(footprint: Footprint, cap: number): Limit {
  return { ...FREE, speed: cap, spin: cap / radiusOf(footprint) };
}

function shareOf({ vx, vy, wz }: Twist, share: number): Limit {
  return { ...FREE, speed: share * Math.hypot(vx, vy), spin: share * Math.abs(wz) };
}

type Approach = Action & { readonly kind: "approach" };

/** What an approach zone asks for while nothing is inside. */
function foreseen(
  zone: Zone,
  { views, asked, measured, footprint }: Scene,
  outlines: readonly Outline[],
): ActiveZone | undefined {
  const { action } = zone;
  if (action.kind !== "approach") {
    return undefined;
  }
  const timeOf = (twist: Twist): Seconds =>
    collisionTime(outlines, views, twist, zone.minPoints, action.time);
  const soon = timeOf(asked);
  const now = isMoving(measured) ? timeOf(measured) : Infinity;
  const time = Math.min(soon, now);
  if (time === Infinity) {
    return undefined;
  }
  const limit = meet([
    keepingTime(asked, soon, action.time),
    atLeast(keepingTime(measured, now, action.time), action.escape, footprint),
  ]);
  return { zone: zone.name, because: "zone-approach", points: 0, nearest: Infinity, time, limit };
}

/** The same way, so slowly that the collision is as far away in time as it must be. */
function keepingTime(twist: Twist, time: Seconds, wanted: Seconds): Limit {
  return time === Infinity ? FREE : shareOf(twist, time / wanted);
}

/** What the measured motion would reach does not keep a robot from crawling elsewhere, where it may escape. */
function atLeast({ speed, spin }: Limit, escape: Escape, footprint: Footprint): Limit {
  if (escape === "none") {
    return { ...FREE, speed, spin };
  }
  const crawl = crawling(footprint, CRAWL);
  return { ...FREE, speed: Math.max(speed, crawl.speed), spin: Math.max(spin, crawl.spin) };
}

/** A base at rest is measured to move a little, in any direction: that foretells no collision. */
function isMoving({ vx, vy, wz }: Twist): boolean {
  return Math.hypot(vx, vy) > JITTER.speed || Math.abs(wz) > JITTER.spin;
}
