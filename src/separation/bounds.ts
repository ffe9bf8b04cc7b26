import { dot, norm } from "../quantity/vector.ts";
import type { Bound } from "../kernel/limit.ts";
import type { ReasonId } from "../kernel/reason.ts";
import type { Motion } from "./bodies.ts";
import { type Footprint, type Gap, gapTo, radiusOf } from "./footprint.ts";
import type { Obstacle, ObstacleKind } from "./obstacle.ts";
import {
  type Allowance,
  anySpeed,
  type Approach,
  closingSpeed,
  IMMOBILE,
  protectiveDistance,
  STANDING,
  type Stopping,
  UNMEASURED,
} from "./protective-distance.ts";

/** What separation asks of the kernel. */
export type SeparationLimit = {
  /** Largest speed in any direction [m/s]. */
  readonly speed: number;
  readonly because: ReasonId;
  /** Whom or what the speed protects, in words. */
  readonly source: string;
  readonly bounds: readonly Bound[];
};

/** A lidar low above the ground sees legs; trunk and feet reach this much nearer [m]. */
const BODY_BEYOND_LEGS = 0.12;

/** A foot swings this far before the middle of the body: half a step, and the foot itself [m]. */
const STRIDE = 0.42;

/** Range noise of a scanner, three standard deviations [m]. */
const SENSING = 0.04;

/** Standard deviations added to a measured speed [1]. */
const CONFIDENCE = 1.5;

/** What a walking person gains within a step [m/s²]. */
const WALKING_ACCELERATION = 1;

/** How each kind may approach, what to add, and how slow the robot may always be towards it [m/s]. */
const KINDS: Readonly<
  Record<ObstacleKind, { approach: Approach; intrusion: number; crawl: number; because: ReasonId }>
> = {
  structure: { approach: IMMOBILE, intrusion: 0, crawl: 0, because: "protective-separation" },
  standing: {
    approach: STANDING,
    intrusion: BODY_BEYOND_LEGS,
    crawl: 0,
    because: "protective-separation",
  },
  moving: {
    approach: UNMEASURED,
    intrusion: BODY_BEYOND_LEGS,
    crawl: 0,
    because: "protective-separation",
  },
  hidden: { approach: UNMEASURED, intrusion: 0, crawl: 0.15, because: "hidden-space" },
  blind: { approach: IMMOBILE, intrusion: 0.3, crawl: 0, because: "hidden-space" },
};

/** Kinds that may be people: near them the robot is slow in every direction. */
const PEOPLE: ReadonlySet<ObstacleKind> = new Set(["standing", "moving"]);

/** Bearings are bound one by one in sectors this wide [rad]: the nearest obstacle of each kind speaks for its sector. */
const SECTOR = Math.PI / 36;

type Near = { readonly obstacle: Obstacle; readonly gap: Gap };

/**
 * The limit that keeps the protective distance to every obstacle, for a robot that would go no faster than `ceiling`
 * [m/s]; what cannot bind below the ceiling is left out.
 */
export function separationLimit(
  obstacles: readonly Obstacle[],
  footprint: Footprint,
  stopping: Stopping,
  positioning: number,
  ceiling: number,
): SeparationLimit {
  const nearest = nearestBySector(obstacles, footprint, (kind) =>
    distanceThatMatters(kind, stopping, positioning, ceiling),
  );
  const bounds = nearest.flatMap((near) => closingBound(near, stopping, positioning, ceiling));
  const slowest = nearest
    .filter(({ obstacle }) => PEOPLE.has(obstacle.kind))
    .map((near) => ({ near, speed: anySpeedNear(near, stopping, positioning) }))
    .reduce<{ near: Near | undefined; speed: number }>(
      (least, item) => (item.speed < least.speed ? item : least),
      { near: undefined, speed: Infinity },
    );
  const source = slowest.near === undefined ? "scan" : inWords(slowest.near);
  return { speed: slowest.speed, because: "protective-separation", source, bounds };
}

/**
 * From here on a kind cannot bind below the ceiling [m]. What may be people slows the robot in every direction, and
 * matters wherever it is.
 */
function distanceThatMatters(
  kind: ObstacleKind,
  stopping: Stopping,
  positioning: number,
  ceiling: number,
): number {
  return PEOPLE.has(kind)
    ? Infinity
    : MARGIN +
        protectiveDistance(
          ceiling,
          KINDS[kind].approach,
          stopping,
          allowanceFor(kind, positioning),
        );
}

/** The nearest obstacle of each kind in each sector, in the order in which the sectors were met. */
function nearestBySector(
  obstacles: readonly Obstacle[],
  footprint: Footprint,
  horizonOf: (kind: ObstacleKind) => number,
): Near[] {
  const radius = radiusOf(footprint);
  const horizons = KIND_NAMES.map(horizonOf);
  const best = new Map<number, Near | undefined>();
  const bodies = new Map<Motion, Gap>();
  for (const obstacle of obstacles) {
    const { kind, point } = obstacle;
    const number = KIND_NAMES.indexOf(kind);
    const sector = Math.round(Math.atan2(point.y, point.x) / SECTOR);
    const key = number * SECTORS + sector;
    const before = best.get(key);
    const body = bodyGap(footprint, obstacle, bodies);
    const least = Math.min(norm(point) - radius - MARGIN, body?.distance ?? Infinity);
    const record = before?.gap.distance ?? Infinity;
    const atMost = Math.min(record, horizons[number] ?? Infinity);
    const gap = least > atMost ? undefined : nearer(gapTo(footprint, point), body);
    if (gap !== undefined && gap.distance < record) {
      best.set(key, { obstacle, gap });
    } else if (before === undefined) {
      best.set(key, undefined);
    }
  }
  return [...best.values()].filter((near) => near !== undefined);
}

const KIND_NAMES = Object.keys(KINDS) as readonly ObstacleKind[];

/** More than there are sectors [1]. */
const SECTORS = 1000;

/** Far above what rounding does to a distance, far below what a scanner can tell [m]. */
const MARGIN = 1e-6;

/** The gap to as far as the feet of a moving body swing, reckoned once for all its points; undefined for other things. */
function bodyGap(
  footprint: Footprint,
  { kind, motion }: Obstacle,
  known: Map<Motion, Gap>,
): Gap | undefined {
  if (kind !== "moving" || motion === undefined) {
    return undefined;
  }
  const found = known.get(motion);
  if (found !== undefined) {
    return found;
  }
  const gap = gapTo(footprint, motion.centre);
  const swung = { ...gap, distance: Math.max(0, gap.distance - STRIDE + BODY_BEYOND_LEGS) };
  known.set(motion, swung);
  return swung;
}

function nearer(thing: Gap, body: Gap | undefined): Gap {
  return body !== undefined && body.distance < thing.distance ? body : thing;
}

function allowanceFor(kind: ObstacleKind, positioning: number): Allowance {
  return { intrusion: KINDS[kind].intrusion, sensing: SENSING, positioning };
}

function closingBound(
  { obstacle, gap }: Near,
  stopping: Stopping,
  positioning: number,
  ceiling: number,
): Bound[] {
  const { crawl, because } = KINDS[obstacle.kind];
  const allowed = closingSpeed(
    gap.distance,
    approachOf(obstacle, gap),
    stopping,
    allowanceFor(obstacle.kind, positioning),
  );
  const atMost = Math.max(allowed, crawl);
  const { towards, lever } = gap;
  return atMost >= ceiling
    ? []
    : [
        {
          x: towards.x,
          y: towards.y,
          turn: lever,
          atMost,
          because,
          source: inWords({ obstacle, gap }),
        },
      ];
}

/** How fast it may come: as its kind allows, or as it was measured to move, with the measurement's uncertainty. */
function approachOf({ kind, motion }: Obstacle, gap: Gap): Approach {
  if (kind !== "moving" || motion === undefined) {
    return KINDS[kind].approach;
  }
  const closing = -dot(motion.velocity, gap.towards) + CONFIDENCE * motion.deviation;
  return { speed: Math.max(0, closing), acceleration: WALKING_ACCELERATION };
}

function anySpeedNear({ obstacle, gap }: Near, stopping: Stopping, positioning: number): number {
  return anySpeed(
    gap.distance,
    approachOf(obstacle, gap),
    stopping,
    allowanceFor(obstacle.kind, positioning),
  );
}

/** For example "something moving 0.82 m away at 35°". */
function inWords({ obstacle, gap }: Near): string {
  const degrees = Math.round((Math.atan2(obstacle.point.y, obstacle.point.x) * 180) / Math.PI);
  return `${NAMES[obstacle.kind]} ${gap.distance.toFixed(2)} m away at ${degrees}°`;
}

const NAMES: Readonly<Record<ObstacleKind, string>> = {
  structure: "a wall",
  standing: "something standing",
  moving: "something moving",
  hidden: "a hidden place",
  blind: "a blind arc",
};
