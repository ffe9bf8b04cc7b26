/** Moving bodies: bounded accelerations, turning, and nobody inside a wall, another person or a robot. */
import { at } from "./column.ts";
import { turnBetween, wrap } from "../../quantity/angle.ts";
import type { RobotPresence } from "./crowd.ts";
import { clearanceAt } from "./floor.ts";
import { recoil, TOUCHING } from "./give-way.ts";
import { listNear, sortInto } from "./neighbours.ts";
import { becomeAware } from "./notice.ts";
import { FALLING, RISING } from "./plan.ts";
import type { Crowd } from "./state.ts";

/** How fast a body turns, walking and standing, and a head [rad/s]. */
const TURN = 3.5;
const HEAD_TURN = 6;

/** Stride (two steps) as a share of the height, at standstill and for every m/s more [1], [s] (fitted to 1.4 m at 1.34 m/s). */
const STRIDE = 0.45;
const STRIDE_SPEED = 0.28;

const near = new Int32Array(16);

function turnTowards(now: number, aim: number, most: number): number {
  const turn = turnBetween(now, aim);
  return wrap(now + Math.max(-most, Math.min(most, turn)));
}

function accelerate(crowd: Crowd, i: number, dt: number): void {
  const ax = at(crowd.wishX, i) - at(crowd.vx, i);
  const ay = at(crowd.wishY, i) - at(crowd.vy, i);
  const change = Math.sqrt(ax * ax + ay * ay);
  const most = at(crowd.limit, i) * dt;
  const share = change > most ? most / change : 1;
  const vx = at(crowd.vx, i) + ax * share;
  const vy = at(crowd.vy, i) + ay * share;
  crowd.vx[i] = vx;
  crowd.vy[i] = vy;
  crowd.x[i] = at(crowd.x, i) + vx * dt;
  crowd.y[i] = at(crowd.y, i) + vy * dt;
  const speed = Math.sqrt(vx * vx + vy * vy);
  const heading = at(crowd.heading, i);
  const aim = speed > 0.15 ? Math.atan2(vy, vx) : at(crowd.face, i);
  crowd.heading[i] = turnTowards(heading, aim, TURN * dt);
  crowd.gaze[i] = turnTowards(at(crowd.gaze, i), at(crowd.look, i), HEAD_TURN * dt);
  const stride = at(crowd.height, i) * (STRIDE + STRIDE_SPEED * speed);
  crowd.phase[i] = wrap(at(crowd.phase, i) + (2 * Math.PI * speed * dt) / stride);
}

function tip(crowd: Crowd, i: number, dt: number): void {
  const fall = crowd.minds[i]?.fall;
  const upright = at(crowd.upright, i);
  if (fall === "falling") {
    crowd.upright[i] = Math.max(0, upright - dt / FALLING);
  } else if (fall === "rising") {
    crowd.upright[i] = Math.min(1, upright + dt / RISING);
  } else if (fall === "none" && upright < 1) {
    crowd.upright[i] = Math.min(1, upright + dt / RISING);
  }
}

/** Takes from a velocity what goes against the unit vector (nx, ny). */
function keepOff(crowd: Crowd, i: number, nx: number, ny: number): void {
  const into = at(crowd.vx, i) * nx + at(crowd.vy, i) * ny;
  if (into < 0) {
    crowd.vx[i] = at(crowd.vx, i) - into * nx;
    crowd.vy[i] = at(crowd.vy, i) - into * ny;
  }
}

function partFromPeople(crowd: Crowd, i: number): void {
  const x = at(crowd.x, i);
  const y = at(crowd.y, i);
  const radius = at(crowd.radius, i);
  const count = listNear(crowd.grid, crowd.x, crowd.y, x, y, 2 * radius + 0.2, near);
  for (let k = 0; k < count; k++) {
    const j = at(near, k);
    if (j <= i) {
      continue;
    }
    const dx = at(crowd.x, j) - at(crowd.x, i);
    const dy = at(crowd.y, j) - at(crowd.y, i);
    const distance = Math.sqrt(dx * dx + dy * dy);
    const overlap = radius + at(crowd.radius, j) - distance;
    if (overlap > 0) {
      const nx = distance > 1e-9 ? dx / distance : 1;
      const ny = distance > 1e-9 ? dy / distance : 0;
      crowd.x[i] = at(crowd.x, i) - (nx * overlap) / 2;
      crowd.y[i] = at(crowd.y, i) - (ny * overlap) / 2;
      crowd.x[j] = at(crowd.x, j) + (nx * overlap) / 2;
      crowd.y[j] = at(crowd.y, j) + (ny * overlap) / 2;
      keepOff(crowd, i, -nx, -ny);
      keepOff(crowd, j, nx, ny);
    }
  }
}

function startle(crowd: Crowd, i: number, r: number, robot: RobotPresence): void {
  const mind = crowd.minds[i];
  if (mind?.fall !== "none") {
    return;
  }
  const known = crowd.notice.aware[i * crowd.notice.robots + r] === 1;
  if (!known || crowd.time > mind.yieldUntil) {
    becomeAware(crowd, i, r, robot);
    recoil(crowd, i, mind, robot);
  }
}

/** A robot that touches stops those who walk into it, and is noticed. */
function stopAtRobots(crowd: Crowd, i: number, robots: readonly RobotPresence[]): void {
  for (let r = 0; r < robots.length; r++) {
    const robot = robots[r];
    if (robot === undefined) {
      continue;
    }
    const dx = at(crowd.x, i) - robot.x;
    const dy = at(crowd.y, i) - robot.y;
    const distance = Math.sqrt(dx * dx + dy * dy);
    if (distance < robot.radius + TOUCHING && distance > 1e-9) {
      keepOff(crowd, i, dx / distance, dy / distance);
      startle(crowd, i, r, robot);
    }
  }
}

function keepOffWalls(crowd: Crowd, i: number): void {
  const radius = at(crowd.radius, i);
  for (let k = 0; k < 3; k++) {
    const x = at(crowd.x, i);
    const y = at(crowd.y, i);
    const clearance = clearanceAt(crowd.floor, x, y);
    if (clearance >= radius) {
      return;
    }
    const step = 0.05;
    const gx = clearanceAt(crowd.floor, x + step, y) - clearanceAt(crowd.floor, x - step, y);
    const gy = clearanceAt(crowd.floor, x, y + step) - clearanceAt(crowd.floor, x, y - step);
    const steep = Math.sqrt(gx * gx + gy * gy);
    if (steep < 1e-9) {
      return;
    }
    crowd.x[i] = x + (gx / steep) * (radius - clearance);
    crowd.y[i] = y + (gy / steep) * (radius - clearance);
    keepOff(crowd, i, gx / steep, gy / steep);
  }
}

/** Moves everyone on by `dt` [s]. */
export function moveAll(crowd: Crowd, dt: number, robots: readonly RobotPresence[]): void {
  for (let i = 0; i < crowd.count; i++) {
    accelerate(crowd, i, dt);
    tip(crowd, i, dt);
  }
  sortInto(crowd.grid, crowd.x, crowd.y);
  for (let i = 0; i < crowd.count; i++) {
    partFromPeople(crowd, i);
    stopAtRobots(crowd, i, robots);
    keepOffWalls(crowd, i);
  }
}
