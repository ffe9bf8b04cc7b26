import { closingSpeed, IMMOBILE } from "../protective-distance.ts";
import {
  drawnMargin,
  slowingDistance,
  slowSpeed,
  speedAtEdge,
  stoppingDistance,
} from "./allowed-speed.ts";
import { checkRanges, checkSizes } from "./check-velocity-set.ts";
import { metres, metresPerSecond, seconds } from "./figures.ts";
import { HEADINGS } from "./margin.ts";
import { cornersOf, holds, polygonOf } from "./outline.ts";
import { NOTHING_ADDED } from "./promise.ts";
import { grown, outlineOf } from "./shape-outline.ts";
import type {
  Exclusion,
  Heading,
  PlainShape,
  Robot,
  VelocityShape,
  Zone,
  ZoneSet,
} from "./zone.ts";

/** Something in a zones file that must not be: where, as keys from its root, and one sentence. */
export type Problem = { readonly path: readonly string[]; readonly sentence: string };

/** How far the robot's own parts may stick out of its footprint [m]; farther out may be a person. */
export const SELF_BEYOND = 0.05;

/** Everything that makes zones promise what they cannot keep. */
export function checkZones(set: ZoneSet): Problem[] {
  return [
    ...set.zones.flatMap((zone) => checkZone(set, zone)),
    ...set.exclusions.flatMap((exclusion) => checkExclusion(set, exclusion)),
  ];
}

function checkZone(set: ZoneSet, zone: Zone): Problem[] {
  const path = ["zones", zone.name];
  return zone.shape.kind === "velocity"
    ? checkVelocityZone(set.robot, zone, zone.shape, [...path, "velocities"])
    : checkPlainZone(set, zone, zone.shape, path);
}

function checkVelocityZone(
  robot: Robot,
  { name, action }: Zone,
  shape: VelocityShape,
  path: readonly string[],
): Problem[] {
  const named = `zone \`${name}\``;
  const ranges = checkRanges(shape, robot, path, named);
  if (ranges.length > 0) {
    return ranges;
  }
  switch (action.kind) {
    case "stop":
      return checkSizes(shape, robot, path, named);
    case "approach":
      return shape.members.flatMap((member) =>
        checkApproach(robot, member.shape, action.time, path, `\`${member.name}\` of ${named}`),
      );
    case "slow":
    case "limit":
      return [];
  }
}

function checkPlainZone(
  set: ZoneSet,
  zone: Zone,
  shape: PlainShape,
  path: readonly string[],
): Problem[] {
  switch (zone.action.kind) {
    case "stop":
      return zone.guards.flatMap((heading) => checkStop(set, zone, shape, heading, path));
    case "approach":
      return checkApproach(set.robot, shape, zone.action.time, path, `zone \`${zone.name}\``);
    case "slow":
    case "limit":
      return zone.guards.flatMap((heading) => checkSlowing(set.robot, zone, shape, heading, path));
  }
}

function checkStop(
  set: ZoneSet,
  zone: Zone,
  shape: PlainShape,
  heading: Heading,
  path: readonly string[],
): Problem[] {
  const { robot } = set;
  const margin = drawnMargin(shape, robot, HEADINGS[heading]);
  const speed = speedAtEdge(set, zone, heading, margin);
  const needed = stoppingDistance(robot, speed);
  const fits = closingSpeed(margin, IMMOBILE, robot, NOTHING_ADDED);
  return margin >= needed
    ? []
    : [
        {
          path,
          sentence:
            `zone \`${zone.name}\` reaches ${metres(margin)} ${heading} of the robot, but at the ${metresPerSecond(speed)} ` +
            `allowed there it needs ${metres(needed)} to stop; make it larger, or let the robot be no faster there than ` +
            `${metresPerSecond(Math.floor(100 * fits) / 100)}, by max_speed or a slowdown or limit zone around it`,
        },
      ];
}

function checkSlowing(
  robot: Robot,
  zone: Zone,
  shape: PlainShape,
  heading: Heading,
  path: readonly string[],
): Problem[] {
  const margin = drawnMargin(shape, robot, HEADINGS[heading]);
  const speed = slowSpeed(zone, robot);
  const needed = slowingDistance(robot, speed);
  return margin >= needed
    ? []
    : [
        {
          path,
          sentence:
            `zone \`${zone.name}\` reaches ${metres(margin)} ${heading} of the robot, but it needs ${metres(needed)} ` +
            `to slow down from ${metresPerSecond(robot.speed)} to ${metresPerSecond(speed)}; make it larger`,
        },
      ];
}

function checkApproach(
  robot: Robot,
  shape: PlainShape,
  time: number,
  path: readonly string[],
  named: string,
): Problem[] {
  const needed = stoppingDistance(robot, robot.speed) / robot.speed;
  const problems: Problem[] = [];
  if (time < needed) {
    problems.push({
      path: [...path, "time_before_collision"],
      sentence:
        `${named} begins to slow down ${seconds(time)} before a collision, but at ${metresPerSecond(robot.speed)} the robot ` +
        `needs ${seconds(needed)} to stop; make \`time_before_collision\` longer`,
    });
  }
  return holdsRobot(shape, robot)
    ? problems
    : [
        ...problems,
        {
          path,
          sentence: `${named} does not contain the robot's footprint, so that it foresees collisions of something smaller; draw it around the footprint`,
        },
      ];
}

function holdsRobot(shape: PlainShape, robot: Robot): boolean {
  const shaping = { footprint: robot.footprint, received: new Map<never, never>(), now: 0 };
  const outline = outlineOf(shape, shaping);
  return (
    outline === undefined ||
    (robot.footprint.every(({ x, y }) => holds(outline, x, y)) &&
      !cornersInside(cornersOf(outline), robot))
  );
}

/** Whether a corner of a shape lies inside the robot: then the shape does not go around it. */
function cornersInside(corners: readonly { x: number; y: number }[], robot: Robot): boolean {
  const inner = polygonOf(grown(robot.footprint, 1, -1e-6));
  return corners.some(({ x, y }) => holds(inner, x, y));
}

function checkExclusion(set: ZoneSet, exclusion: Exclusion): Problem[] {
  const path = ["exclusions", exclusion.name];
  if (set.zones.some((zone) => zone.name === exclusion.name)) {
    return [
      {
        path,
        sentence: `\`${exclusion.name}\` is a zone and an exclusion; a waiver goes by name, so give one of them another`,
      },
    ];
  }
  if (exclusion.kind === "dock") {
    return [];
  }
  const robot = polygonOf(grown(set.robot.footprint, 1, SELF_BEYOND));
  return cornersOf(exclusion.outline).every(({ x, y }) => holds(robot, x, y))
    ? []
    : [
        {
          path,
          sentence:
            `exclusion \`${exclusion.name}\` sticks out of the footprint by more than ${metres(SELF_BEYOND)}, where a person ` +
            "may be; draw it inside, or make it a `dock`, which needs a signed waiver",
        },
      ];
}
