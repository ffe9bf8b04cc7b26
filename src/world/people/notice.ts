/**
 * Who has noticed which robot. A person has a robot in mind once it has been in the cone of view, unhidden, for the
 * person's reaction time without a break, or once it has touched them; and forgets it some seconds after losing sight of it.
 */
import { at } from "./column.ts";
import { turnBetween } from "../../quantity/angle.ts";
import type { RobotPresence } from "./crowd.ts";
import { listNear } from "./neighbours.ts";
import { isBehindBody, isHidden } from "./sight.ts";
import type { Crowd, Mind, Notice } from "./state.ts";

/** A robot out of view stays in mind this long [s]. */
const MEMORY = 4;

/** A look away shorter than this does not start the reaction anew [s]. */
const BLINK = 0.35;

/**
 * What is near and within this of the way one goes [rad] is seen from the corner of the eye, wherever the eyes rest. With
 * the eyes on a phone that is all that is seen, and only so near [m] (assumed).
 */
const CORNER_CONE = 0.6;
const PHONE_RANGE = 2;

/** Share of the height at which the eyes are [1] (Drillis and Contini, 1966: 0.936). */
const EYES = 0.936;

/** Radius of a body as it hides things [m]. */
const SHADOW = 0.17;

const near = new Int32Array(64);

/** Makes the table fit the number of robots; what was known is forgotten when it changes. */
export function fitNotice(notice: Notice, people: number, robots: number): void {
  if (notice.robots === robots) {
    return;
  }
  const size = people * robots;
  notice.robots = robots;
  notice.exposure = new Float64Array(size);
  notice.seenAt = new Float64Array(size).fill(-Infinity);
  notice.aware = new Uint8Array(size);
  notice.awareSince = new Float64Array(size);
  notice.x = new Float64Array(size);
  notice.y = new Float64Array(size);
  notice.vx = new Float64Array(size);
  notice.vy = new Float64Array(size);
}

/** Height of the eyes above the floor [m]. */
function eyeHeight(crowd: Crowd, i: number): number {
  const height = at(crowd.height, i) * EYES;
  return (crowd.posture[i] === 1 ? 0.7 : 1) * height * Math.max(0.12, at(crowd.upright, i));
}

function isInView(crowd: Crowd, i: number, mind: Mind, robot: RobotPresence): boolean {
  const x = at(crowd.x, i);
  const y = at(crowd.y, i);
  const dx = robot.x - x;
  const dy = robot.y - y;
  const distance = Math.sqrt(dx * dx + dy * dy);
  const gap = distance - robot.radius;
  const bearing = Math.atan2(dy, dx);
  const down = crowd.eyesDown[i] === 1;
  const looked =
    !down &&
    gap < mind.traits.viewRange &&
    Math.abs(turnBetween(at(crowd.gaze, i), bearing)) < mind.traits.viewHalfAngle;
  const cornered =
    gap < Math.min(down ? PHONE_RANGE : Infinity, mind.traits.cornerRange) &&
    Math.abs(turnBetween(at(crowd.heading, i), bearing)) < CORNER_CONE;
  if (!looked && !cornered) {
    return false;
  }
  const eyes = eyeHeight(crowd, i);
  const top = robot.height * 0.9;
  if (isHidden(crowd.screens, x, y, eyes, robot.x, robot.y, top)) {
    return false;
  }
  const reach = distance / 2 + SHADOW;
  const found = listNear(crowd.grid, crowd.x, crowd.y, x + dx / 2, y + dy / 2, reach, near);
  for (let k = 0; k < found; k++) {
    const j = at(near, k);
    const height = at(crowd.height, j) * at(crowd.upright, j);
    if (
      j !== i &&
      isBehindBody(
        at(crowd.x, j),
        at(crowd.y, j),
        SHADOW,
        height,
        x,
        y,
        eyes,
        robot.x,
        robot.y,
        top,
      )
    ) {
      return false;
    }
  }
  return true;
}

/** Puts a robot in a person's mind now. */
export function becomeAware(crowd: Crowd, i: number, r: number, robot: RobotPresence): void {
  const { notice, time } = crowd;
  const entry = i * notice.robots + r;
  if (notice.aware[entry] !== 1) {
    notice.aware[entry] = 1;
    notice.awareSince[entry] = time;
    const mind = crowd.minds[i];
    if (mind !== undefined) {
      mind.stareUntil = time + 0.8;
    }
  }
  notice.seenAt[entry] = time;
  notice.x[entry] = robot.x;
  notice.y[entry] = robot.y;
  notice.vx[entry] = robot.vx;
  notice.vy[entry] = robot.vy;
}

/** Person `i` looks for robots for `dt` [s]. */
export function lookForRobots(
  crowd: Crowd,
  i: number,
  mind: Mind,
  robots: readonly RobotPresence[],
  dt: number,
): void {
  const { notice, time } = crowd;
  let sees = 0;
  let knows = 0;
  for (let r = 0; r < robots.length; r++) {
    const robot = robots[r];
    const entry = i * notice.robots + r;
    if (robot === undefined) {
      continue;
    }
    if (isInView(crowd, i, mind, robot)) {
      const exposure = at(notice.exposure, entry) + dt;
      notice.exposure[entry] = exposure;
      if (exposure >= mind.reaction || notice.aware[entry] === 1) {
        becomeAware(crowd, i, r, robot);
        sees = 1;
      }
      notice.seenAt[entry] = time;
    } else {
      const unseen = time - at(notice.seenAt, entry);
      if (unseen > BLINK) {
        notice.exposure[entry] = 0;
      }
      if (unseen > MEMORY) {
        notice.aware[entry] = 0;
      }
    }
    knows = at(notice.aware, entry) === 1 ? 1 : knows;
  }
  crowd.seesRobot[i] = sees;
  crowd.knowsRobot[i] = knows;
}
