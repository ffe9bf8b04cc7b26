/**
 * Which way and how fast to walk now: of some directions, the one that brings a person nearest to where they want to be
 * before anything is in the way, and as fast as they can still stop (M. Moussaïd, D. Helbing, G. Theraulaz, "How simple
 * rules determine pedestrian behavior and crowd disasters", PNAS 108(17), 2011). Robots count only for those who noticed them.
 */
import { at } from "./column.ts";
import { turnBetween } from "../../quantity/angle.ts";
import type { Surroundings } from "./crowd.ts";
import { freeWay } from "./floor.ts";
import { clearanceAt } from "./floor.ts";
import { listNear } from "./neighbours.ts";
import type { Crowd, Mind } from "./state.ts";

/** Directions tried, from the wanted one [rad]: to the right first, as most people pass. */
const TURNS = [
  0, -0.12, 0.12, -0.25, 0.25, -0.4, 0.4, -0.6, 0.6, -0.8, 0.8, -1.05, 1.05, -1.3, 1.3, -1.6, 1.6,
];

/** Room kept to other people, and by those who make room to robots [m]. */
const PEOPLE_ROOM = 0.1;
const ROBOT_ROOM = 0.25;

/** Room kept when nothing else goes, and to those one walks with [m]. */
const LEAST_ROOM = 0.04;

/** Legs reach this much farther than the disc a body fills, in a slow step [m]. */
const STRIDE = 0.1;

/** Slowing down in ordinary walking is planned with this share of the limit [1]. */
const PLANNED = 0.75;

/** Longest look ahead [s]. */
const HORIZON = 3;

/** A lying body fills this much more than a standing one [m]. */
const LYING = 0.55;

const found = new Int32Array(48);
const MAX_DISCS = 64;
const discX = new Float64Array(MAX_DISCS);
const discY = new Float64Array(MAX_DISCS);
const discVx = new Float64Array(MAX_DISCS);
const discVy = new Float64Array(MAX_DISCS);
const discRadius = new Float64Array(MAX_DISCS);
const discRoom = new Float64Array(MAX_DISCS);
let discs = 0;

function addDisc(
  dx: number,
  dy: number,
  vx: number,
  vy: number,
  radius: number,
  room: number,
): void {
  if (discs < MAX_DISCS) {
    discX[discs] = dx;
    discY[discs] = dy;
    discVx[discs] = vx;
    discVy[discs] = vy;
    discRadius[discs] = radius;
    discRoom[discs] = room;
    discs++;
  }
}

function gather(crowd: Crowd, i: number, mind: Mind, reach: number, around: Surroundings): void {
  discs = 0;
  const x = at(crowd.x, i);
  const y = at(crowd.y, i);
  const radius = at(crowd.radius, i);
  const { notice, time } = crowd;
  for (let r = 0; r < around.robots.length; r++) {
    const entry = i * notice.robots + r;
    const robot = around.robots[r];
    if (robot !== undefined && notice.aware[entry] === 1) {
      const age = Math.min(1, time - at(notice.seenAt, entry));
      const vx = at(notice.vx, entry);
      const vy = at(notice.vy, entry);
      addDisc(
        at(notice.x, entry) + vx * age - x,
        at(notice.y, entry) + vy * age - y,
        vx,
        vy,
        robot.radius + radius + STRIDE,
        mind.makesRoom ? ROBOT_ROOM : LEAST_ROOM,
      );
    }
  }
  const count = listNear(crowd.grid, crowd.x, crowd.y, x, y, reach, found);
  for (let k = 0; k < count; k++) {
    const j = at(found, k);
    if (j !== i) {
      const fellow = crowd.minds[j]?.leader === mind.leader;
      addDisc(
        at(crowd.x, j) - x,
        at(crowd.y, j) - y,
        at(crowd.vx, j),
        at(crowd.vy, j),
        radius + at(crowd.radius, j) + LYING * (1 - at(crowd.upright, j)),
        fellow ? LEAST_ROOM : PEOPLE_ROOM,
      );
    }
  }
  for (const obstacle of around.obstacles) {
    const dx = obstacle.x - x;
    const dy = obstacle.y - y;
    if (dx * dx + dy * dy < reach * reach) {
      addDisc(dx, dy, 0, 0, obstacle.radius + radius, LEAST_ROOM);
    }
  }
}

/** How far one gets at velocity (vx, vy) before meeting a disc, at most `reach` [m]; `share` of the room is kept. */
function wayToDiscs(vx: number, vy: number, speed: number, reach: number, share: number): number {
  let way = reach;
  for (let k = 0; k < discs; k++) {
    const px = at(discX, k);
    const py = at(discY, k);
    const wx = vx - at(discVx, k);
    const wy = vy - at(discVy, k);
    const closing = px * wx + py * wy;
    if (closing <= 0) {
      continue;
    }
    const far2 = px * px + py * py;
    const room = LEAST_ROOM + share * Math.max(0, at(discRoom, k) - LEAST_ROOM);
    const full = at(discRadius, k) + room;
    const radius2 = full * full < far2 ? full * full : far2 * 0.96;
    const w2 = wx * wx + wy * wy;
    const root = closing * closing - w2 * (far2 - radius2);
    if (root > 0 && w2 > 1e-9) {
      way = Math.min(way, (speed * Math.max(0, closing - Math.sqrt(root))) / w2);
    }
  }
  return way;
}

/** The best direction found and how far it is free. */
const best = { x: 0, y: 0, way: 0 };

function search(
  crowd: Crowd,
  i: number,
  toward: number,
  speed: number,
  reach: number,
  share: number,
): void {
  const x = at(crowd.x, i);
  const y = at(crowd.y, i);
  const radius = at(crowd.radius, i);
  const floorRoom = Math.min(radius + 0.02, clearanceAt(crowd.floor, x, y) - 0.02);
  const moving = Math.abs(at(crowd.vx, i)) + Math.abs(at(crowd.vy, i)) > 0.2;
  const course = Math.atan2(at(crowd.vy, i), at(crowd.vx, i));
  let least = Infinity;
  best.way = 0;
  for (let k = 0; k < TURNS.length; k++) {
    const turn = at(TURNS, k);
    const ux = Math.cos(toward + turn);
    const uy = Math.sin(toward + turn);
    let way = wayToDiscs(ux * speed, uy * speed, speed, reach, share);
    if (way > 0.01) {
      way = freeWay(crowd.floor, x, y, ux, uy, floorRoom, way);
    }
    const inertia = moving ? 0.15 * (1 - Math.cos(turnBetween(course, toward + turn))) : 0;
    const cost =
      reach * reach + way * way - 2 * reach * way * Math.cos(turn) + inertia * reach * reach;
    if (cost < least - 1e-9) {
      least = cost;
      best.x = ux;
      best.y = uy;
      best.way = way;
    }
    if (k === 0 && way >= reach - 1e-6) {
      return;
    }
  }
}

/**
 * Sets the velocity person `i` wants, to get to a point at a speed.
 * @param speed - On a free way [m/s].
 * @param swerve - Turned off the straight way by this much [rad].
 */
export function steerTo(
  crowd: Crowd,
  i: number,
  mind: Mind,
  toX: number,
  toY: number,
  speed: number,
  swerve: number,
  around: Surroundings,
): void {
  const dx = toX - at(crowd.x, i);
  const dy = toY - at(crowd.y, i);
  const distance = Math.sqrt(dx * dx + dy * dy);
  if (distance < 0.02 || speed < 0.02) {
    crowd.wishX[i] = 0;
    crowd.wishY[i] = 0;
    return;
  }
  const reach = Math.max(0.3, Math.min(distance, speed * HORIZON));
  gather(crowd, i, mind, Math.min(7, reach + 1.5 * HORIZON * 0.5 + 0.5), around);
  const toward = Math.atan2(dy, dx) + swerve;
  search(crowd, i, toward, speed, reach, 1);
  if (best.way < Math.min(0.6, reach * 0.9)) {
    search(crowd, i, toward, speed, reach, 0);
  }
  const { acceleration } = mind.traits;
  const free = Math.max(0, best.way - 0.03);
  const fast =
    best.way >= reach - 1e-6
      ? speed
      : Math.min(speed, Math.sqrt(2 * PLANNED * acceleration * free));
  crowd.wishX[i] = best.x * fast;
  crowd.wishY[i] = best.y * fast;
  const now = Math.hypot(at(crowd.vx, i), at(crowd.vy, i));
  if (fast < now - 0.3 && now * now > 2 * acceleration * free) {
    crowd.limit[i] = mind.traits.braking;
  }
}
