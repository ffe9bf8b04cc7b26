/** Making room for a robot: those who have noticed it step out of its way, if that is their nature. */
import { at } from "./column.ts";
import { cross, dot } from "../../quantity/vector.ts";
import type { RobotPresence } from "./crowd.ts";
import { clearanceAt, isStraightWayFree } from "./floor.ts";
import type { Crowd, Mind } from "./state.ts";

/** A robot that will pass within this of the body's edge is made room for [m] ... */
const PASS = 0.3;

/** ... when it does so within this time [s]. */
const SOON = 3;

/** A robot that stands facing a person this near waits for them to move [m], and they see that after a while [s]. */
const WAITING_NEAR = 2.2;
const WAITING_CONE = 0.6;
const PATIENCE = 1;

/** Room left to the robot's path by stepping aside [m]. */
const ASIDE = 0.45;

/** A step back goes so far [m]. */
const RECOIL = 0.6;

/** A step aside is kept for this long [s]. */
const KEPT = 3;

/** Edges this near touch: shanks stand inside the disc a body fills [m]. */
export const TOUCHING = 0.12;

function stepAside(
  crowd: Crowd,
  i: number,
  mind: Mind,
  robot: RobotPresence,
  ux: number,
  uy: number,
): void {
  const x = at(crowd.x, i);
  const y = at(crowd.y, i);
  const radius = at(crowd.radius, i);
  const offset = cross({ x: ux, y: uy }, { x: x - robot.x, y: y - robot.y });
  const wanted = robot.radius + radius + ASIDE;
  for (const side of offset >= 0 ? [1, -1] : [-1, 1]) {
    const move = side * wanted - offset;
    const toX = x - uy * move;
    const toY = y + ux * move;
    if (
      clearanceAt(crowd.floor, toX, toY) > radius + 0.02 &&
      isStraightWayFree(crowd.floor, x, y, toX, toY, radius * 0.9)
    ) {
      mind.yieldX = toX;
      mind.yieldY = toY;
      mind.yieldUntil = crowd.time + KEPT;
      return;
    }
  }
}

/** Decides whether person `i`, standing, steps aside for robot `r`. */
function considerRobot(crowd: Crowd, i: number, mind: Mind, robot: RobotPresence, r: number): void {
  const dx = at(crowd.x, i) - robot.x;
  const dy = at(crowd.y, i) - robot.y;
  const distance = Math.hypot(dx, dy);
  const speed = Math.hypot(robot.vx, robot.vy);
  const reach = robot.radius + at(crowd.radius, i) + PASS;
  if (speed > 0.1) {
    const u = { x: robot.vx / speed, y: robot.vy / speed };
    const ahead = dot(u, { x: dx, y: dy });
    const aside = Math.abs(cross(u, { x: dx, y: dy }));
    if (ahead > 0 && ahead < speed * SOON + reach && aside < reach) {
      stepAside(crowd, i, mind, robot, u.x, u.y);
    }
    return;
  }
  const u = { x: Math.cos(robot.yaw), y: Math.sin(robot.yaw) };
  const ahead = dot(u, { x: dx, y: dy });
  const since = at(crowd.notice.awareSince, i * crowd.notice.robots + r);
  if (
    distance < WAITING_NEAR &&
    ahead > Math.cos(WAITING_CONE) * distance &&
    crowd.time - since > PATIENCE
  ) {
    stepAside(crowd, i, mind, robot, u.x, u.y);
  }
}

/** Lets person `i` make room for the robots it has in mind. */
export function makeRoom(
  crowd: Crowd,
  i: number,
  mind: Mind,
  robots: readonly RobotPresence[],
): void {
  if (!mind.makesRoom || mind.fall !== "none" || crowd.posture[i] !== 0) {
    return;
  }
  for (let r = 0; r < robots.length; r++) {
    const robot = robots[r];
    if (robot !== undefined && crowd.notice.aware[i * crowd.notice.robots + r] === 1) {
      considerRobot(crowd, i, mind, robot, r);
    }
  }
}

/** Ways back from a robot that touches, from straight away from it [rad]. */
const BACK = [0, 0.6, -0.6, 1.1, -1.1, 1.6, -1.6];

/** Steps back from a robot that touches, along a wall if one is behind. */
export function recoil(crowd: Crowd, i: number, mind: Mind, robot: RobotPresence): void {
  const x = at(crowd.x, i);
  const y = at(crowd.y, i);
  const radius = at(crowd.radius, i);
  const straight = Math.atan2(y - robot.y, x - robot.x);
  for (const turn of BACK) {
    mind.yieldX = x + RECOIL * Math.cos(straight + turn);
    mind.yieldY = y + RECOIL * Math.sin(straight + turn);
    if (isStraightWayFree(crowd.floor, x, y, mind.yieldX, mind.yieldY, radius * 0.9)) {
      break;
    }
  }
  mind.yieldUntil = crowd.time + 1.2;
  mind.startledUntil = crowd.time + 0.25;
}
