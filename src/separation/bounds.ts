import type { Bound } from "../kernel/limit.ts";
import type { ReasonId } from "../kernel/reason.ts";
import { closingBounds, type Mover } from "./closing-bounds.ts";
import { contactSpeed, nearContact } from "./contact.ts";
import {
  allowanceFor,
  approachesOf,
  escapeFrom,
  inWords,
  KINDS,
  mayBePerson,
  mildest,
} from "./kinds.ts";
import type { Obstacle, ObstacleKind } from "./obstacle.ts";
import { anySpeed, closingSpeed, IMMOBILE, protectiveDistance } from "./protective-distance.ts";
import { MARGIN, type Near, nearestBySector } from "./sectors.ts";
import { swingSpeed } from "./swing.ts";
import { partWedged } from "./wedged.ts";

/** What separation asks of the kernel. */
export type SeparationLimit = {
  /** Largest speed in any direction [m/s]. */
  readonly speed: number;
  readonly because: ReasonId;
  /** Whom or what the speed protects, in words. */
  readonly source: string;
  readonly bounds: readonly Bound[];
};

/** The limit that keeps the protective distance to every obstacle; what cannot bind below the ceiling is left out. */
export function separationLimit(obstacles: readonly Obstacle[], mover: Mover): SeparationLimit {
  const { footprint, stopping, ceiling } = mover;
  const fastest = ceiling + swingSpeed(footprint);
  const horizonOf = (kind: ObstacleKind): number => distanceThatMatters(kind, mover, fastest);
  const nearest = nearestBySector(obstacles, footprint, horizonOf);
  const contact = nearContact(nearest, footprint, stopping.reaction, ceiling);
  const slowest = nearest
    .filter(({ obstacle }) => mayBePerson(obstacle.kind) === "person")
    .map((near) => ({ near, speed: anySpeedNear(near, mover) }))
    .reduce<{ near: Near | undefined; speed: number }>(
      (least, item) => (item.speed < least.speed ? item : least),
      contact,
    );
  const { near } = slowest;
  const wedging = surfacesNear(nearest, mover);
  const parted = wedging.size === 0 ? undefined : partWedged(obstacles, wedging, mover);
  const others =
    parted === undefined ? nearest : nearestBySector(parted.rest, footprint, horizonOf);
  const bounds = others.flatMap((other) => closingBounds(other, mover, fastest));
  const speed = Math.min(slowest.speed, speedInSight(mover));
  return {
    speed,
    because: "protective-separation",
    source: near === undefined ? "scan" : inWords(near.obstacle, near.gap.distance),
    bounds: [...(parted?.bounds ?? []), ...bounds, ...contact.bounds],
  };
}

/** Largest speed from which it stops within what it sees, whatever stands there [m/s]. */
function speedInSight({ sight, stopping, positioning }: Mover): number {
  return closingSpeed(sight, IMMOBILE, stopping, allowanceFor("structure", positioning));
}

/**
 * From here on a kind cannot bind what goes no faster than `fastest` [m/s]. What may be people slows the robot in every
 * direction, and matters wherever it is.
 */
function distanceThatMatters(
  kind: ObstacleKind,
  { stopping, positioning }: Mover,
  fastest: number,
): number {
  const { approach } = KINDS[kind];
  const allowance = allowanceFor(kind, positioning);
  return mayBePerson(kind) === "person"
    ? Infinity
    : MARGIN + protectiveDistance(fastest, approach, stopping, allowance);
}

/** Slower than this the robot crawls out of where it is wedged [m/s]. */
const CRAWLING = 0.3;

/** Surfaces of what stands near which it crawls, each for itself. */
function surfacesNear(nearest: readonly Near[], mover: Mover): ReadonlySet<number> {
  const { reaction } = mover.stopping;
  const found = new Set<number>();
  for (const near of nearest) {
    const { surface, kind } = near.obstacle;
    const speed = kind === "standing" ? anySpeedNear(near, mover) : Infinity;
    const beside = kind === "structure" ? contactSpeed(near.gap.distance, reaction) : Infinity;
    if (surface !== undefined && Math.min(speed, beside) <= CRAWLING) {
      found.add(surface);
    }
  }
  return found;
}

function anySpeedNear({ obstacle, gap }: Near, { stopping, positioning }: Mover): number {
  const allowance = allowanceFor(obstacle.kind, positioning);
  const allowed = mildest(approachesOf(obstacle, gap), (approach) =>
    anySpeed(gap.distance, approach, stopping, allowance),
  );
  return Math.max(allowed, escapeFrom(obstacle));
}
