/** What velocity a person wants, out of plan, group, manners and the moment. */
import { at } from "./column.ts";
import type { Surroundings } from "./crowd.ts";
import { THINK_PERIOD } from "./create.ts";
import { isStraightWayFree } from "./floor.ts";
import { paceOf, slotOf } from "./group.ts";
import { fieldTo, wayRoom, waypoint, type Waypoint } from "./routes.ts";
import type { Crowd, Mind } from "./state.ts";
import { steerTo } from "./steer.ts";

/** How long a waypoint is kept [s]. */
const WAYPOINT_KEPT = 0.4;

/** Pushed farther than this from where one stays, one walks back [m]. */
const OFF_POST = 0.6;

/** Held up for this long, one tries a way round [s], for so long [s]. */
const JAMMED = 2.5;
const ESCAPE = 1.2;

/** Below this one counts as held up [m/s]. */
const SLOW = 0.12;

const slot: Waypoint = { x: 0, y: 0 };

function stand(crowd: Crowd, i: number): void {
  crowd.wishX[i] = 0;
  crowd.wishY[i] = 0;
}

/** Whether the plan goes on walking after this goal, so that nobody slows down for it. */
function walksOn(mind: Mind): boolean {
  const activity = mind.plan[mind.step];
  if (activity?.kind === "wander" && mind.goalsLeft > 1) {
    return true;
  }
  const last = mind.step === mind.plan.length - 1;
  const after = last && !mind.repeat ? undefined : mind.plan[last ? 0 : mind.step + 1];
  return after?.kind === "go" || after?.kind === "wander";
}

function noteProgress(crowd: Crowd, i: number, mind: Mind): void {
  const speed = Math.hypot(at(crowd.vx, i), at(crowd.vy, i));
  if (speed > SLOW) {
    mind.slowSince = crowd.time;
  } else if (crowd.time - mind.slowSince > JAMMED && crowd.time > mind.escapeUntil + JAMMED) {
    mind.escapeUntil = crowd.time + ESCAPE;
    mind.escapeTurn = mind.random.between(1, 2.6) * (mind.random.chance(0.5) ? 1 : -1);
  }
}

/** Sets the waypoint: the goal itself where the way is straight, else a point of the way round. */
function aimAt(crowd: Crowd, mind: Mind, x: number, y: number, goalX: number, goalY: number): void {
  const { waypoint: via } = mind;
  if (isStraightWayFree(crowd.floor, x, y, goalX, goalY, wayRoom(crowd.floor, x, y))) {
    via.x = goalX;
    via.y = goalY;
  } else {
    mind.field ??= fieldTo(crowd.routes, goalX, goalY);
    waypoint(crowd.routes, mind.field, x, y, via);
  }
}

function walkToGoal(
  crowd: Crowd,
  i: number,
  mind: Mind,
  goalX: number,
  goalY: number,
  top: number,
  around: Surroundings,
): void {
  const x = at(crowd.x, i);
  const y = at(crowd.y, i);
  const { waypoint: via } = mind;
  const near = Math.abs(via.x - x) + Math.abs(via.y - y) < 0.6;
  if (near || crowd.time >= mind.waypointUntil) {
    aimAt(crowd, mind, x, y, goalX, goalY);
    mind.waypointUntil = crowd.time + WAYPOINT_KEPT;
  }
  const escapes = crowd.time < mind.escapeUntil;
  let speed = escapes ? Math.max(top, 0.6) : top;
  if (via.x === goalX && via.y === goalY && !walksOn(mind)) {
    const left = Math.hypot(goalX - x, goalY - y);
    speed = Math.min(speed, Math.sqrt(1.2 * left) + 0.1);
  }
  noteProgress(crowd, i, mind);
  const swerve = escapes ? mind.escapeTurn : mind.wobble;
  steerTo(crowd, i, mind, via.x, via.y, speed, swerve, around);
}

function follow(crowd: Crowd, i: number, mind: Mind, around: Surroundings): void {
  const leader = crowd.minds[mind.leader];
  slotOf(crowd, mind, slot);
  const { leader: l } = mind;
  const dx = slot.x - at(crowd.x, i);
  const dy = slot.y - at(crowd.y, i);
  const lag = Math.hypot(dx, dy);
  const vx = at(crowd.vx, l);
  const vy = at(crowd.vy, l);
  const pace = Math.hypot(vx, vy);
  if (lag > 4 && leader !== undefined) {
    mind.field = leader.field;
    walkToGoal(crowd, i, mind, leader.goalX, leader.goalY, mind.walkSpeed * 1.3, around);
    return;
  }
  if (pace < 0.2 && lag < 0.5) {
    stand(crowd, i);
    return;
  }
  const lead = 0.8;
  const aimX = slot.x + vx * lead;
  const aimY = slot.y + vy * lead;
  const ahead = Math.hypot(aimX - at(crowd.x, i), aimY - at(crowd.y, i));
  const speed = Math.min(1.4 * Math.max(mind.walkSpeed, pace), ahead / lead);
  noteProgress(crowd, i, mind);
  const swerve = crowd.time < mind.escapeUntil ? mind.escapeTurn : 0;
  steerTo(crowd, i, mind, aimX, aimY, speed, swerve, around);
}

function drawWobble(mind: Mind): void {
  const { wobble } = mind.traits;
  mind.wobble +=
    -mind.wobble * THINK_PERIOD + wobble * Math.sqrt(2 * THINK_PERIOD) * mind.random.normal();
  mind.wobble = Math.max(-1.2, Math.min(1.2, mind.wobble));
}

function walkOrStay(crowd: Crowd, i: number, mind: Mind, around: Surroundings): void {
  const follows = mind.leader !== i;
  if (mind.phase === "going" && follows) {
    follow(crowd, i, mind, around);
  } else if (mind.phase === "going") {
    const run = mind.whim === "run" ? mind.traits.runFactor : 1;
    const pace = mind.followers.length > 0 ? paceOf(crowd, i, mind) : 1;
    walkToGoal(crowd, i, mind, mind.goalX, mind.goalY, mind.walkSpeed * run * pace, around);
  } else {
    const away = Math.hypot(mind.goalX - at(crowd.x, i), mind.goalY - at(crowd.y, i));
    const returning = Math.abs(at(crowd.wishX, i)) + Math.abs(at(crowd.wishY, i)) > 0.05;
    if (away > (returning ? 0.15 : OFF_POST)) {
      const speed = Math.min(mind.walkSpeed, 0.8, Math.sqrt(away));
      steerTo(crowd, i, mind, mind.goalX, mind.goalY, speed, 0, around);
    } else {
      stand(crowd, i);
      crowd.face[i] = Number.isNaN(mind.facing) ? at(crowd.heading, i) : mind.facing;
    }
  }
}

/** Sets what velocity person `i` wants now, and how hard it may brake for it. */
export function wish(crowd: Crowd, i: number, mind: Mind, around: Surroundings): void {
  crowd.limit[i] = mind.traits.acceleration;
  crowd.face[i] = at(crowd.heading, i);
  drawWobble(mind);
  if (mind.fall !== "none" || crowd.time < mind.startledUntil || mind.whim === "stop") {
    crowd.limit[i] = mind.traits.braking;
    stand(crowd, i);
    return;
  }
  if (crowd.time < mind.yieldUntil) {
    const away = Math.hypot(mind.yieldX - at(crowd.x, i), mind.yieldY - at(crowd.y, i));
    mind.slowSince = crowd.time;
    if (away < 0.1) {
      stand(crowd, i);
    } else {
      const speed = Math.min(mind.walkSpeed, 1.1, 0.2 + 1.5 * away);
      steerTo(crowd, i, mind, mind.yieldX, mind.yieldY, speed, 0, around);
    }
    return;
  }
  walkOrStay(crowd, i, mind, around);
}
