import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";

/** What somebody may be about to do with the robot. */
export const INTENTIONS = ["interact", "hand over", "cross", "pass", "nothing"] as const;
export type Intention = (typeof INTENTIONS)[number];

/** Probabilities of what somebody is about to do with the robot, in the order of `INTENTIONS`; they sum to 1. */
export type Intent = { readonly at: Seconds; readonly shares: readonly number[] };

/** Somebody beside the robot, both in odom [m], [m/s], [rad]. */
export type Meeting = {
  readonly person: Vector & { readonly vx: number; readonly vy: number };
  /** Direction of the body; undefined when unknown. */
  readonly heading: number | undefined;
  /** Probability that it looks at the robot [1]. */
  readonly seesRobot: number;
  readonly robot: Vector & { readonly yaw: number; readonly vx: number; readonly vy: number };
};

/** How far ahead ways are followed [s]. */
const AHEAD = 5;
/** Who comes to the robot ends this near [m]; who hands something over stands this near [m]. */
const REACH = 1.2;
const ARM = 0.9;
/** A way that comes nearer than this to where the robot goes crosses or passes it [m]. */
const CORRIDOR = 1.8;
/** Who walks does so at this speed [m/s]. */
const WALKS = 0.3;
/** An intention lasts about so long [s]. */
const LASTING = 1.5;

/** What anybody is about before anything is seen: four in five have nothing to do with the robot. */
const PRIOR = [0.05, 0.01, 0.07, 0.07, 0.8] as const;

/** What is believed at a time about somebody's intention with the robot. */
export function intentAfter(before: Intent | undefined, meeting: Meeting, at: Seconds): Intent {
  const time = before === undefined ? Infinity : Math.max(0, at - before.at);
  const kept = Math.exp(-time / LASTING);
  const says = evidenceOf(meeting);
  const raw = INTENTIONS.map((intention, k) => {
    const prior = kept * (before?.shares[k] ?? 0) + (1 - kept) * (PRIOR[k] ?? 0);
    return prior * says[intention] ** Math.min(1, 1 - kept + 0.05);
  });
  const total = raw.reduce((sum, one) => sum + one, 0);
  return { at, shares: raw.map((one) => one / total) };
}

/** How much better each intention explains what is seen than no intention does [1]. */
function evidenceOf(meeting: Meeting): { readonly [I in Intention]: number } {
  const { person } = meeting;
  return Math.hypot(person.vx, person.vy) > WALKS
    ? evidenceOfWalk(meeting)
    : evidenceOfStay(meeting);
}

/** Of somebody who stands: near the robot, turned to it, with its eyes on it. */
function evidenceOfStay(meeting: Meeting): { readonly [I in Intention]: number } {
  const { person, robot, seesRobot } = meeting;
  const [dx, dy] = [robot.x - person.x, robot.y - person.y];
  const far = Math.hypot(dx, dy);
  const facing = meeting.heading === undefined ? 0.5 : facingOf(meeting.heading, dx, dy);
  const stays = far < 2 * REACH ? 8 * facing * seesRobot : 0;
  const gives = far < ARM + REACH / 2 ? stays : 0;
  return { interact: 0.2 + stays, "hand over": 0.1 + gives, cross: 0.2, pass: 0.2, nothing: 1 };
}

/** Of somebody who walks: whether its way ends at the robot, or meets the robot's way and how. */
function evidenceOfWalk(meeting: Meeting): { readonly [I in Intention]: number } {
  const { person, robot, seesRobot } = meeting;
  const [dx, dy] = [robot.x - person.x, robot.y - person.y];
  const comes = Math.cos(wayOf(person) - Math.atan2(dy, dx));
  const { distance, time } = nearestOf(meeting);
  const arrives = comes > 0 && distance < REACH ? 6 * comes * seesRobot : 0;
  const meets = time > 0 && time < AHEAD && distance < CORRIDOR ? 1 : 0;
  const across = Math.sin(wayOf(person) - wayOfRobot(robot)) ** 2;
  const isAhead = Math.cos(Math.atan2(-dy, -dx) - wayOfRobot(robot)) > 0;
  return {
    interact: 0.2 + arrives,
    "hand over": 0.1,
    cross: 0.2 + (isAhead ? 12 * meets * across : 0),
    pass: 0.2 + 8 * meets * (1 - across),
    nothing: 1,
  };
}

function facingOf(heading: number, dx: number, dy: number): number {
  return Math.max(0, Math.cos(heading - Math.atan2(dy, dx)));
}

function wayOf({ vx, vy }: { readonly vx: number; readonly vy: number }): number {
  return Math.atan2(vy, vx);
}

/** Where the robot goes; where it faces while it stands. */
function wayOfRobot({ yaw, vx, vy }: Meeting["robot"]): number {
  return Math.hypot(vx, vy) > 0.05 ? Math.atan2(vy, vx) : yaw;
}

/** When the two come nearest, as they go now, and how near. */
function nearestOf({ person, robot }: Meeting): {
  readonly distance: number;
  readonly time: number;
} {
  const [x, y] = [person.x - robot.x, person.y - robot.y];
  const [vx, vy] = [person.vx - robot.vx, person.vy - robot.vy];
  const fast = vx * vx + vy * vy;
  const time = fast < 1e-6 ? 0 : -(x * vx + y * vy) / fast;
  const then = Math.min(AHEAD, Math.max(0, time));
  return { distance: Math.hypot(x + then * vx, y + then * vy), time };
}
