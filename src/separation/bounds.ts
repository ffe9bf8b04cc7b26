import type { Bound } from "../kernel/limit.ts";
import type { ReasonId } from "../kernel/reason.ts";
import { nearContact } from "./contact.ts";
import type { Footprint } from "./footprint.ts";
import { allowanceFor, approachOf, inWords, KINDS, mayBePerson } from "./kinds.ts";
import type { Obstacle, ObstacleKind } from "./obstacle.ts";
import {
  anySpeed,
  closingSpeed,
  protectiveDistance,
  type Stopping,
} from "./protective-distance.ts";
import { MARGIN, type Near, nearestBySector } from "./sectors.ts";

/** What separation asks of the kernel. */
export type SeparationLimit = {
  /** Largest speed in any direction [m/s]. */
  readonly speed: number;
  readonly because: ReasonId;
  /** Whom or what the speed protects, in words. */
  readonly source: string;
  readonly bounds: readonly Bound[];
};

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
  const contact = nearContact(nearest, footprint, stopping.reaction, ceiling);
  const slowest = nearest
    .filter(({ obstacle }) => mayBePerson(obstacle.kind) === "person")
    .map((near) => ({ near, speed: anySpeedNear(near, stopping, positioning) }))
    .reduce<{ near: Near | undefined; speed: number }>(
      (least, item) => (item.speed < least.speed ? item : least),
      contact,
    );
  const { near, speed } = slowest;
  return {
    speed,
    because: "protective-separation",
    source: near === undefined ? "scan" : inWords(near.obstacle, near.gap.distance),
    bounds: [...bounds, ...contact.bounds],
  };
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
  return mayBePerson(kind) === "person"
    ? Infinity
    : MARGIN +
        protectiveDistance(
          ceiling,
          KINDS[kind].approach,
          stopping,
          allowanceFor(kind, positioning),
        );
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
  const source = inWords(obstacle, gap.distance);
  return atMost >= ceiling
    ? []
    : [{ x: towards.x, y: towards.y, turn: lever, atMost, because, source }];
}

function anySpeedNear({ obstacle, gap }: Near, stopping: Stopping, positioning: number): number {
  const allowed = anySpeed(
    gap.distance,
    approachOf(obstacle, gap),
    stopping,
    allowanceFor(obstacle.kind, positioning),
  );
  return Math.max(allowed, KINDS[obstacle.kind].escape);
}
