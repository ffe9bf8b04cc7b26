import type { Vector } from "../../quantity/vector.ts";
import { drawnMargin, stoppingDistance } from "./allowed-speed.ts";
import type { Problem } from "./check.ts";
import { coversStandstill, gapIn } from "./coverage.ts";
import { metres, metresPerSecond } from "./figures.ts";
import { HEADINGS } from "./margin.ts";
import { rangeOf } from "./velocity-set.ts";
import type { Drive, Member, Robot, VelocityShape } from "./zone.ts";

/** What is wrong with the ranges of a velocity-dependent shape. */
export function checkRanges(
  shape: VelocityShape,
  robot: Robot,
  path: readonly string[],
  named: string,
): Problem[] {
  const gap = gapIn(shape);
  if (gap !== undefined) {
    const bearing = shape.drive === "holonomic" ? ` towards ${gap.direction.toFixed(2)} rad` : "";
    const at = `${metresPerSecond(gap.linear)} and ${gap.spin.toFixed(2)} rad/s${bearing}`;
    const sentence = `the velocities of ${named} have a gap: none covers ${at}; widen one of their ranges`;
    return [{ path, sentence }];
  }
  if (!coversStandstill(shape)) {
    const sentence = `the velocities of ${named} do not cover standing still, so the robot could never set off; let one range hold 0 m/s and 0 rad/s`;
    return [{ path, sentence }];
  }
  const [, fastest] = rangeOf(shape.members, "linear");
  const [right, left] = rangeOf(shape.members, "spin");
  return fastest >= robot.speed && left >= robot.spin && right <= -robot.spin
    ? []
    : [
        {
          path,
          sentence:
            `the velocities of ${named} end at ${metresPerSecond(fastest)} and at ${right.toFixed(2)} to ${left.toFixed(2)} rad/s, ` +
            `but ${metresPerSecond(robot.speed)} and ${robot.spin.toFixed(2)} rad/s are allowed; cover them, or lower max_speed and max_spin`,
        },
      ];
}

/** What is wrong with the sizes of the shapes of a stop zone that depends on velocity: of each the bearing that lacks most. */
export function checkSizes(
  { drive, members }: VelocityShape,
  robot: Robot,
  path: readonly string[],
  named: string,
): Problem[] {
  return members.flatMap((member): Problem[] => {
    const [first, ...others] = travels(drive, member).flatMap((way) => lacking(way, member, robot));
    if (first === undefined) {
      return [];
    }
    const worst = others.reduce((most, one) => (lackOf(one) > lackOf(most) ? one : most), first);
    const { towards, top, margin, needed } = worst;
    const bearing = Math.round((Math.atan2(towards.y, towards.x) * 180) / Math.PI);
    const sentence =
      `\`${member.name}\` of ${named} reaches ${metres(margin)} from the robot at ${bearing}°, but at its ` +
      `${metresPerSecond(top)} the robot needs ${metres(needed)} to stop; make it larger or its range slower`;
    return [{ path: [...path, "members", member.name], sentence }];
  });
}

/** A way on which a shape reaches less far than the robot needs to stop [m], at its speed there [m/s]. */
type Lack = {
  readonly towards: Vector;
  readonly top: number;
  readonly margin: number;
  readonly needed: number;
};

function lacking({ towards, speed }: Travel, { shape }: Member, robot: Robot): Lack[] {
  const top = Math.min(speed, robot.speed);
  const margin = drawnMargin(shape, robot, towards);
  const needed = stoppingDistance(robot, top);
  return margin >= needed ? [] : [{ towards, top, margin, needed }];
}

function lackOf({ margin, needed }: Lack): number {
  return needed - margin;
}

type Travel = { readonly towards: Vector; readonly speed: number };

/** The ways in which the robot goes while a member answers, each with the largest speed of its range [m/s]. */
function travels(drive: Drive, { linear, direction }: Member): Travel[] {
  if (drive === "differential") {
    return [
      ...(linear[1] > 0 ? [{ towards: HEADINGS.forward, speed: linear[1] }] : []),
      ...(linear[0] < 0 ? [{ towards: HEADINGS.backward, speed: -linear[0] }] : []),
    ];
  }
  const [from, to] = direction;
  const span = to >= from ? to - from : to - from + 2 * Math.PI;
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const bearing = from + (span * i) / STEPS;
    return { towards: { x: Math.cos(bearing), y: Math.sin(bearing) }, speed: linear[1] };
  });
}

/** Directions of an arc that are looked at [1]. */
const STEPS = 24;
