/** What a person does next: plans, whims and falls. Followers of a group do what their leader does. */
import { at } from "./column.ts";
import type { Random } from "../../quantity/random.ts";
import type { Activity, Range } from "../scenario/description.ts";
import { DOINGS, type Doing } from "./crowd.ts";
import { THINK_PERIOD } from "./create.ts";
import type { Crowd, Mind } from "./state.ts";

/** A goal is reached this near [m], or from this near when others are in the way. */
const ARRIVED = 0.35;
const NEAR_ENOUGH = 1.3;

/** Held up for this long, one takes near for there, and after this long gives a goal up [s]. */
const PATIENCE = 1.5;
const GIVE_UP = 10;

/** How long falling and getting up take [s]. */
export const FALLING = 0.7;
export const RISING = 2.5;

const indexOf = Object.fromEntries(DOINGS.map((doing, i) => [doing, i])) as Record<Doing, number>;

function drawFrom(random: Random, range: Range): number {
  return random.between(range.low, range.high);
}

function setGoal(crowd: Crowd, mind: Mind, place: string): void {
  const stop = crowd.stops.get(place);
  if (stop === undefined) {
    return;
  }
  const point = stop.points[mind.random.index(stop.points.length)];
  mind.goalX = point?.x ?? mind.goalX;
  mind.goalY = point?.y ?? mind.goalY;
  mind.facing = stop.facing ?? Number.NaN;
  mind.field = undefined;
  mind.waypointUntil = 0;
  mind.phase = "going";
  mind.slowSince = crowd.time;
}

function stay(crowd: Crowd, i: number, mind: Mind, duration: number): void {
  mind.phase = "staying";
  mind.until = crowd.time + duration;
  mind.goalX = at(crowd.x, i);
  mind.goalY = at(crowd.y, i);
  mind.gazeUntil = 0;
}

/** Begins to fall, and lies for a while. */
export function startFall(crowd: Crowd, mind: Mind, lieFor: number): void {
  mind.fall = "falling";
  mind.fallUntil = crowd.time + FALLING;
  mind.lieFor = lieFor;
}

function begin(crowd: Crowd, i: number, mind: Mind, activity: Activity): void {
  switch (activity.kind) {
    case "go":
      setGoal(crowd, mind, activity.place);
      return;
    case "wander":
      mind.goalsLeft = activity.goals;
      setGoal(crowd, mind, activity.place);
      return;
    case "look": {
      const shelf = crowd.stops.get(activity.place)?.points[0];
      stay(crowd, i, mind, drawFrom(mind.random, activity.duration));
      mind.facing =
        shelf === undefined
          ? Number.NaN
          : Math.atan2(shelf.y - at(crowd.y, i), shelf.x - at(crowd.x, i));
      return;
    }
    case "fall":
      startFall(crowd, mind, drawFrom(mind.random, activity.duration));
      stay(crowd, i, mind, FALLING + mind.lieFor + RISING);
      return;
    case "wait":
    case "talk":
    case "sit":
    case "phone":
      stay(crowd, i, mind, drawFrom(mind.random, activity.duration));
  }
}

function next(crowd: Crowd, i: number, mind: Mind): void {
  mind.step++;
  if (mind.step >= mind.plan.length) {
    if (!mind.repeat || mind.plan.length === 0) {
      mind.phase = "done";
      mind.goalX = at(crowd.x, i);
      mind.goalY = at(crowd.y, i);
      return;
    }
    mind.step = 0;
  }
  const activity = mind.plan[mind.step];
  if (activity !== undefined) {
    begin(crowd, i, mind, activity);
  }
}

function hasArrived(crowd: Crowd, i: number, mind: Mind): boolean {
  const dx = mind.goalX - at(crowd.x, i);
  const dy = mind.goalY - at(crowd.y, i);
  const away = Math.sqrt(dx * dx + dy * dy);
  const held = crowd.time - mind.slowSince;
  return away < ARRIVED || (away < NEAR_ENOUGH && held > PATIENCE) || held > GIVE_UP;
}

function drawWhims(crowd: Crowd, mind: Mind): void {
  const { traits, random } = mind;
  if (crowd.time >= mind.whimUntil) {
    mind.whim = "none";
  }
  if (mind.phase !== "going" || mind.whim !== "none") {
    return;
  }
  if (traits.fallRate > 0 && random.chance(traits.fallRate * THINK_PERIOD)) {
    startFall(crowd, mind, random.between(4, 9));
  }
  if (traits.stopRate > 0 && random.chance(traits.stopRate * THINK_PERIOD)) {
    mind.whim = "stop";
    mind.whimUntil = crowd.time + random.between(0.8, 2.5);
  } else if (traits.runRate > 0 && random.chance(traits.runRate * THINK_PERIOD)) {
    mind.whim = "run";
    mind.whimUntil = crowd.time + random.between(1, 3);
  }
}

function goOnFalling(crowd: Crowd, mind: Mind): void {
  if (mind.fall === "none" || crowd.time < mind.fallUntil) {
    return;
  }
  if (mind.fall === "falling") {
    mind.fall = "lying";
    mind.fallUntil = crowd.time + mind.lieFor;
  } else if (mind.fall === "lying") {
    mind.fall = "rising";
    mind.fallUntil = crowd.time + RISING;
  } else {
    mind.fall = "none";
    mind.slowSince = crowd.time;
  }
}

function lead(crowd: Crowd, i: number, mind: Mind): void {
  if (mind.phase === "going" && hasArrived(crowd, i, mind)) {
    const activity = mind.plan[mind.step];
    if (activity?.kind === "wander" && --mind.goalsLeft > 0) {
      setGoal(crowd, mind, activity.place);
    } else {
      next(crowd, i, mind);
    }
  } else if ((mind.phase === "before" || mind.phase === "staying") && crowd.time >= mind.until) {
    next(crowd, i, mind);
  }
}

function copyLeader(crowd: Crowd, i: number, mind: Mind): void {
  const leader = crowd.minds[mind.leader];
  if (leader !== undefined && (leader.step !== mind.step || leader.phase !== mind.phase)) {
    mind.step = leader.step;
    mind.phase = leader.phase;
    mind.gazeUntil = 0;
    mind.facing = leader.facing;
    mind.goalX = at(crowd.x, i);
    mind.goalY = at(crowd.y, i);
  }
}

/** Moves person `i` on in its plan. */
export function followPlan(crowd: Crowd, i: number, mind: Mind): void {
  goOnFalling(crowd, mind);
  if (mind.fall !== "none") {
    return;
  }
  if (mind.leader === i) {
    lead(crowd, i, mind);
  } else {
    copyLeader(crowd, i, mind);
  }
  drawWhims(crowd, mind);
}

const FALL_DOING = { falling: "falling", lying: "fallen", rising: "rising" } as const;

function doingNow(crowd: Crowd, i: number, mind: Mind): Doing {
  if (mind.fall !== "none") {
    return FALL_DOING[mind.fall];
  }
  if (crowd.time < mind.yieldUntil) {
    return "yielding";
  }
  const wish = Math.abs(at(crowd.wishX, i)) + Math.abs(at(crowd.wishY, i));
  if (mind.phase !== "staying" || wish > 0.05) {
    return wish > 0.05 ? "walking" : "waiting";
  }
  switch (mind.plan[mind.step]?.kind) {
    case "look":
      return "looking";
    case "talk":
      return "talking";
    case "sit":
      return "sitting";
    case "phone":
      return "phoning";
    case "go":
    case "wander":
    case "wait":
    case "fall":
    case undefined:
      return "waiting";
  }
}

/** Writes what person `i` does now, for those who look. */
export function tellDoing(crowd: Crowd, i: number, mind: Mind): void {
  const doing = doingNow(crowd, i, mind);
  crowd.doing[i] = indexOf[doing];
  crowd.posture[i] = at(crowd.upright, i) < 0.5 ? 2 : doing === "sitting" ? 1 : 0;
}
