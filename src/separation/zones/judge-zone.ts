import type { Limit } from "../../kernel/limit.ts";
import { FREE, STOP } from "../../kernel/limit.ts";
import type { ReasonId } from "../../kernel/reason.ts";
import type { Twist } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import { type Footprint, radiusOf } from "../footprint.ts";
import { type Hold, hold } from "./debounce.ts";
import { awayFrom, type Columns } from "./escape.ts";
import { collisionTime, insideOf } from "./inside.ts";
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
  const seen = inside.x.length >= zone.minPoints ? "occupied" : "clear";
  const held = hold(before, seen, scene.taken, zone);
  if (held.state === "acting") {
    const points = seen === "occupied" ? inside : undefined;
    return { active: acting(zone, zone.action, scene, points), hold: held };
  }
  return {
    active:
      zone.action.kind === "approach" ? nearing(zone, zone.action, scene, outlines) : undefined,
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

/** @param inside - What is inside now; absent while the zone only waits to let go. */
function acting(
  zone: Zone,
  action: Action,
  { asked, footprint }: Scene,
  inside: Columns | undefined,
): ActiveZone {
  const points = inside?.x.length ?? 0;
  const base = { zone: zone.name, points, nearest: Infinity, time: Infinity };
  switch (action.kind) {
    case "stop":
      return { ...base, ...leaving(zone, action.escape, "zone-stop", footprint, inside) };
    case "approach":
      return {
        ...base,
        time: 0,
        ...leaving(zone, action.escape, "zone-approach", footprint, inside),
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

function leaving(
  zone: Zone,
  escape: Escape,
  because: ReasonId,
  footprint: Footprint,
  inside: Columns | undefined,
): { because: ReasonId; nearest: number; limit: Limit } {
  const { bounds, nearest } = awayFrom(footprint, inside ?? NOTHING, because, zone.name);
  const limit =
    escape === "away" && inside !== undefined ? { ...crawling(footprint, CRAWL), bounds } : STOP;
  return { because, nearest, limit };
}

const NOTHING: Columns = { x: [], y: [] };

/** No part of the outline moves faster by going, nor by turning, than the cap [m/s]. */
export function crawling(footprint: Footprint, cap: number): Limit {
  return { ...FREE, speed: cap, spin: cap / radiusOf(footprint) };
}

function shareOf({ vx, vy, wz }: Twist, share: number): Limit {
  return { ...FREE, speed: share * Math.hypot(vx, vy), spin: share * Math.abs(wz) };
}

/** Keeps the time to collision, of the twist asked for and of the one measured, by going slower on the same way. */
function nearing(
  zone: Zone,
  action: Action & { kind: "approach" },
  { views, asked, measured }: Scene,
  outlines: readonly Outline[],
): ActiveZone | undefined {
  const twists = isMoving(measured) ? [asked, measured] : [asked];
  const times = twists.map((twist) =>
    collisionTime(outlines, views, twist, zone.minPoints, action.time),
  );
  const time = Math.min(...times);
  if (time === Infinity) {
    return undefined;
  }
  const limits = twists.flatMap((twist, i) => {
    const until = times[i] ?? 0;
    return until < Infinity ? [shareOf(twist, until / action.time)] : [];
  });
  const limit = {
    ...FREE,
    speed: Math.min(...limits.map(({ speed }) => speed)),
    spin: Math.min(...limits.map(({ spin }) => spin)),
  };
  return { zone: zone.name, because: "zone-approach", points: 0, nearest: Infinity, time, limit };
}

/** A base at rest is measured to move a little, in any direction: that foretells no collision. */
function isMoving({ vx, vy, wz }: Twist): boolean {
  return Math.hypot(vx, vy) > JITTER.speed || Math.abs(wz) > JITTER.spin;
}
