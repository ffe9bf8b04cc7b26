/** Where people look: ahead, about, at shelves and each other, at a robot they have noticed, at a phone. */
import { at } from "./column.ts";
import { turnBetween, wrap } from "../../quantity/angle.ts";
import { listNear } from "./neighbours.ts";
import type { Crowd, Mind } from "./state.ts";

/** A head turns no further than this from the body [rad]. */
const NECK = 1.3;

/** Who stands this near is talked to [m]. */
const TALKING = 2.5;

/** A look up from a phone takes this long [s]. */
const GLANCE_UP = 1;

const near = new Int32Array(16);

function partner(crowd: Crowd, i: number, mind: Mind): number {
  const x = at(crowd.x, i);
  const y = at(crowd.y, i);
  const found = listNear(crowd.grid, crowd.x, crowd.y, x, y, TALKING, near);
  const group = crowd.people[i]?.group;
  const others: number[] = [];
  for (let k = 0; k < found; k++) {
    const j = at(near, k);
    if (j !== i && (group === undefined || crowd.people[j]?.group === group)) {
      others.push(j);
    }
  }
  return others[mind.random.index(others.length)] ?? -1;
}

function angleTo(crowd: Crowd, i: number, x: number, y: number): number {
  return Math.atan2(y - at(crowd.y, i), x - at(crowd.x, i));
}

/** The robot this person has in mind and nearest, or -1. */
function noticedRobot(crowd: Crowd, i: number): number {
  const { notice } = crowd;
  let best = -1;
  let least = Infinity;
  for (let r = 0; r < notice.robots; r++) {
    const entry = i * notice.robots + r;
    const far = Math.hypot(
      at(notice.x, entry) - at(crowd.x, i),
      at(notice.y, entry) - at(crowd.y, i),
    );
    if (notice.aware[entry] === 1 && far < least) {
      best = entry;
      least = far;
    }
  }
  return best;
}

function drawTurn(mind: Mind): number {
  const { random } = mind;
  return random.chance(0.75) ? 0.2 * random.normal() : random.between(-1.1, 1.1);
}

/** Share of the time the eyes of this person are on a phone now [1]. */
function phoneShare(mind: Mind): number {
  const activity = mind.phase === "staying" ? mind.plan[mind.step] : undefined;
  return activity?.kind === "phone" ? 0.9 : mind.traits.phone;
}

function drawLook(crowd: Crowd, i: number, mind: Mind): void {
  const { random } = mind;
  const share = phoneShare(mind);
  if (share > 0) {
    const down = crowd.eyesDown[i] === 0;
    crowd.eyesDown[i] = down ? 1 : 0;
    const long = (GLANCE_UP * share) / (1 - share);
    mind.gazeUntil =
      crowd.time + (down ? random.between(0.6 * long, 1.4 * long) : random.between(0.6, 1.4));
    mind.gazeTurn = down ? 0 : drawTurn(mind);
    return;
  }
  crowd.eyesDown[i] = 0;
  mind.gazeUntil = crowd.time + random.between(0.8, 2.5);
  mind.gazeTurn = drawTurn(mind);
  const activity = mind.phase === "staying" ? mind.plan[mind.step] : undefined;
  if (activity?.kind === "talk") {
    const j = partner(crowd, i, mind);
    if (j >= 0) {
      mind.facing = angleTo(crowd, i, at(crowd.x, j), at(crowd.y, j));
      mind.gazeTurn = 0;
    }
  } else if (noticedRobot(crowd, i) >= 0 && random.chance(0.3)) {
    mind.stareUntil = crowd.time + random.between(0.4, 0.9);
  }
}

/** Decides where the eyes of person `i` turn to. */
export function chooseGaze(crowd: Crowd, i: number, mind: Mind): void {
  if (crowd.time >= mind.gazeUntil) {
    drawLook(crowd, i, mind);
  }
  const heading = at(crowd.heading, i);
  let aim = heading + mind.gazeTurn;
  if (crowd.time < mind.stareUntil && crowd.eyesDown[i] === 0) {
    const entry = noticedRobot(crowd, i);
    if (entry >= 0) {
      aim = angleTo(crowd, i, at(crowd.notice.x, entry), at(crowd.notice.y, entry));
    }
  }
  const turn = turnBetween(heading, aim);
  crowd.look[i] = wrap(heading + Math.max(-NECK, Math.min(NECK, turn)));
}
