import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";
import { fromOrigin } from "./scene.ts";
import type { Sign } from "./sign.ts";

/** The robot as those around meet it: odom frame [m], [m/s]. */
export type RobotMotion = Vector & { readonly vx: number; readonly vy: number };

/** Somebody as the robot sees them: odom frame [m], [m/s], [rad]. */
export type Met = Vector & {
  readonly id: string;
  readonly vx: number;
  readonly vy: number;
  /** Direction the front of the body faces; undefined where it is not known. */
  readonly front: number | undefined;
  /** `lying` is told apart; anything else counts as on one's feet or seated. */
  readonly posture: string;
  /** Probability that the robot is in this person's view now [1]. */
  readonly seesRobot: number;
  /** Probability that this person knows the robot is here [1]. */
  readonly awareOfRobot: number;
  /** Since the latest sighting [s]. */
  readonly age: Seconds;
  /** What a face or a voice told, where somebody tells such things. */
  readonly sign?: Sign | undefined;
};

/** One person and the robot at one moment, as far as feelings go. */
export type Encounter = {
  /** Between the middles of both [m]. */
  readonly distance: number;
  /** Cosine of the angle between the front of the body and the way to the robot [1]; 0 where it is not known. */
  readonly facing: number;
  /** From the robot to the lines between this person and those it deals with [m]; infinity where there are none. */
  readonly between: number;
  /** How fast the robot's own motion brings it nearer [m/s]; 0 where it does not. */
  readonly approach: number;
  /** [m/s] */
  readonly speed: number;
  /** How much the robot's velocity changed against what one would expect of it [m/s²]. */
  readonly jolt: number;
  /** How fast the person goes away from the robot that comes nearer [m/s]; 0 where one of both does not. */
  readonly retreat: number;
  /** How fast the person moves [m/s]. */
  readonly pace: number;
  readonly lying: boolean;
  readonly seesRobot: number;
  readonly awareOfRobot: number;
  readonly age: Seconds;
  readonly sign: Sign | undefined;
};

/** An approach slower than this sends nobody away [m/s]. */
const COMING = 0.1;

/**
 * How a person and the robot stand to each other.
 * @param others - Those this person deals with: talks to, walks with.
 * @param jolt - See `Encounter` [m/s²].
 */
export function encounterOf(
  person: Met,
  robot: RobotMotion,
  others: readonly Vector[],
  jolt: number,
): Encounter {
  const x = person.x - robot.x;
  const y = person.y - robot.y;
  const distance = Math.hypot(x, y);
  const along = (vx: number, vy: number): number =>
    distance > 0 ? (vx * x + vy * y) / distance : Math.hypot(vx, vy);
  const approach = Math.max(0, along(robot.vx, robot.vy));
  let between = Infinity;
  for (const other of others) {
    const to = { x: other.x - robot.x, y: other.y - robot.y };
    between = Math.min(between, fromOrigin({ x, y }, to));
  }
  return {
    distance,
    facing:
      person.front === undefined || distance === 0
        ? 0
        : Math.cos(Math.atan2(-y, -x) - person.front),
    between,
    approach,
    speed: Math.hypot(robot.vx, robot.vy),
    jolt,
    retreat: approach > COMING ? Math.max(0, along(person.vx, person.vy)) : 0,
    pace: Math.hypot(person.vx, person.vy),
    lying: person.posture === "lying",
    seesRobot: person.seesRobot,
    awareOfRobot: person.awareOfRobot,
    age: person.age,
    sign: person.sign,
  };
}
