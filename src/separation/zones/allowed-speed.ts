import type { Vector } from "../../quantity/vector.ts";
import { IMMOBILE, protectiveDistance } from "../protective-distance.ts";
import { HEADINGS, marginAlong } from "./margin.ts";
import { NOTHING_ADDED } from "./promise.ts";
import { outlineOf } from "./shape-outline.ts";
import type { Heading, PlainShape, Robot, Zone, ZoneSet } from "./zone.ts";

/** How far the robot goes until it stands [m]. */
export function stoppingDistance(robot: Robot, speed: number): number {
  return protectiveDistance(speed, IMMOBILE, robot, NOTHING_ADDED);
}

/** How far a drawn shape reaches beyond the robot in a way of travel [m]; Infinity for one not known before it comes. */
export function drawnMargin(shape: PlainShape, robot: Robot, towards: Vector): number {
  const shaping = { footprint: robot.footprint, received: new Map<never, never>(), now: 0 };
  const outline = outlineOf(shape, shaping);
  return outline === undefined ? Infinity : marginAlong(outline, robot.footprint, towards);
}

/**
 * How fast the robot may still be when something comes as near as a zone's edge [m/s]: the ceiling, or less where another
 * zone, seen by the same sources, has slowed it down before.
 */
export function speedAtEdge(set: ZoneSet, zone: Zone, heading: Heading, margin: number): number {
  const { robot } = set;
  return Math.min(
    robot.speed,
    ...set.zones
      .filter((other) => other !== zone && isSeenAsSoon(other, zone))
      .map((other) => speedLeftBy(other, robot, heading, margin)),
  );
}

function isSeenAsSoon(other: Zone, zone: Zone): boolean {
  return (
    other.minPoints <= zone.minPoints &&
    other.trigger === 1 &&
    zone.sources.every((source) => other.sources.includes(source))
  );
}

function speedLeftBy(other: Zone, robot: Robot, heading: Heading, margin: number): number {
  if (other.shape.kind === "velocity" || other.shape.kind === "topic") {
    return Infinity;
  }
  const outer = drawnMargin(other.shape, robot, HEADINGS[heading]);
  const { action } = other;
  if (action.kind === "approach") {
    return outer < margin ? (margin - outer) / action.time : Infinity;
  }
  const left = slowSpeed(other, robot);
  return other.guards.includes(heading) && outer - margin >= slowingDistance(robot, left)
    ? left
    : Infinity;
}

/** The speed a slow-down or limit zone leaves at most [m/s]; Infinity for other zones. */
export function slowSpeed({ action }: Zone, robot: Robot): number {
  switch (action.kind) {
    case "slow":
      return action.ratio * robot.speed;
    case "limit":
      return action.speed;
    case "stop":
    case "approach":
      return Infinity;
  }
}

/** How far the robot goes until it has slowed down from the ceiling to a speed [m]. */
export function slowingDistance(robot: Robot, speed: number): number {
  return stoppingDistance(robot, robot.speed) - (speed * speed) / (2 * robot.braking);
}
