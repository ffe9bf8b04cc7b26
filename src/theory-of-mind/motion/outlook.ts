import { carried, type Future, futuresOf, RADIUS90, STANDING } from "../futures.ts";
import type { Kinematics } from "../kinematics.ts";
import { at } from "./at.ts";
import type { Mover } from "./company.ts";
import type { Velocity } from "./course.ts";
import { AHEAD, STEP } from "./horizon.ts";
import { newPlace, type Place, type Presence, step, waysOf } from "./place.ts";
import type { Way } from "./shapes.ts";

/** A place being watched as time goes by, with what was last thought of everybody in sight. Changed in place. */
export type Outlook = {
  readonly place: Place;
  readonly known: Map<string, Known>;
  /** Latest step looked at [1]. */
  step: number;
};

/** What was thought of one person at the latest step. */
type Known = {
  /** Velocity then [m/step]. */
  readonly vx: number;
  readonly vy: number;
  /** Where the person was then [m]. */
  readonly x: number;
  readonly y: number;
  readonly ways: readonly Way[];
};

/** Somebody in sight. */
export type Sighted = { readonly id: string; readonly kinematics: Kinematics };

/** Ways told of each person [1]. */
const WAYS = 4;

export function newOutlook(): Outlook {
  return { place: newPlace(), known: new Map(), step: -Infinity };
}

/**
 * Looks at everybody in sight once a step; calls within the same step change nothing.
 * @param now - Time of the kinematics [s].
 * @param robot - Where it is and how it moves [m/s]: people walk around it too.
 */
export function lookOut(
  outlook: Outlook,
  sighted: () => readonly Sighted[],
  now: number,
  robot: Mover | undefined,
): void {
  const number = Math.floor(now / STEP + 1e-6);
  if (!Number.isFinite(number) || number === outlook.step) {
    return;
  }
  outlook.step = number;
  outlook.known.clear();
  const late = now - number * STEP;
  const there = new Map(sighted().map(({ id, kinematics }) => [id, kinematics]));
  const present = [...there].map(([id, kinematics]): Presence => {
    const { x, y, vx, vy } = kinematics;
    const velocity = velocityOf(kinematics);
    return { id, x: x - late * vx, y: y - late * vy, velocity, doubt: doubtOf(kinematics) };
  });
  const strangers =
    robot === undefined ? [] : [{ ...robot, vx: STEP * robot.vx, vy: STEP * robot.vy }];
  for (const forecast of step(outlook.place, number, present, strangers)) {
    const kinematics = there.get(forecast.id);
    if (kinematics !== undefined) {
      const ways = waysOf(outlook.place, forecast, WAYS);
      outlook.known.set(forecast.id, { ...forecast, ...velocityOf(kinematics), ways });
    }
  }
}

/**
 * Where somebody may go from here: as thought at the latest step, moved to where and how the person is now. Of those who
 * stand what is assumed is kept, and with some probability they may be anywhere near: only who stays in sight teaches, and
 * who sets off often leaves it, so what was learnt would take too many for staying.
 * @returns Undefined for somebody not in sight for long enough.
 */
export function futuresIn(
  { known, step: latest }: Outlook,
  id: string,
  now: Kinematics,
  time: number,
): readonly Future[] | undefined {
  const one = known.get(id);
  const late = (time - latest * STEP) / STEP;
  if (one === undefined || !(late >= 0 && late <= LATEST)) {
    return undefined;
  }
  const doubt = doubtOf(now);
  return isStanding(now)
    ? [...lessened(futuresOf(now), 1 - UNFORESEEN), unforeseen(now, doubt)]
    : one.ways.map((way) => futureOf(one, way, now, late, doubt));
}

function lessened(futures: readonly Future[], share: number): readonly Future[] {
  return futures.map((one) => ({ ...one, probability: share * one.probability }));
}

/** Who stands has no velocity: what is measured of it is noise. */
function velocityOf(kinematics: Kinematics): Velocity {
  const { vx, vy } = kinematics;
  return isStanding(kinematics) ? { vx: 0, vy: 0 } : { vx: STEP * vx, vy: STEP * vy };
}

function isStanding({ vx, vy }: Kinematics): boolean {
  return Math.hypot(vx, vy) < STANDING;
}

/** Share of today's doubt that is not in the errors learnt or assumed already [1] (`coalign soak motion`). */
const BESIDES = 0.7;
/** Standard deviation that today's doubt about place and velocity brings about at every step ahead [m]. */
function doubtOf(now: Kinematics): Float64Array {
  const doubt = new Float64Array(AHEAD);
  const standing = isStanding(now);
  for (let h = 0; h < AHEAD; h++) {
    doubt[h] = BESIDES * Math.sqrt(Math.max(0, carried(now, standing ? 0 : STEP * (h + 1))));
  }
  return doubt;
}

/** Steps after which what was thought is no longer told [1]. */
const LATEST = 2;

function futureOf(
  one: Known,
  { path, deviation, probability }: Way,
  now: Kinematics,
  late: number,
  doubt: Float64Array,
): Future {
  const [fromX, fromY] = [along(path, 0, one.x, late), along(path, 1, one.y, late)];
  const { vx, vy } = velocityOf(now);
  const [changeX, changeY] = [vx - one.vx, vy - one.vy];
  const points: { x: number; y: number; z: 0 }[] = [];
  const radius90 = new Float64Array(AHEAD);
  for (let h = 0; h < AHEAD; h++) {
    const steps = h + 1;
    points.push({
      x: now.x + along(path, 0, one.x, late + steps) - fromX + steps * changeX,
      y: now.y + along(path, 1, one.y, late + steps) - fromY + steps * changeY,
      z: 0,
    });
    const wide =
      at(deviation, h) + late * (at(deviation, Math.min(h + 1, AHEAD - 1)) - at(deviation, h));
    radius90[h] = RADIUS90 * Math.sqrt(wide * wide + at(doubt, h) ** 2);
  }
  return { kind: "learnt", probability, points, radius90 };
}

/** Share of those who stand that set off as nobody was seen to [1], and how fast their places spread [m/s] (`coalign soak motion`). */
const UNFORESEEN = 0.15;
const SPREADING = 0.7;

function unforeseen({ x, y }: Kinematics, doubt: Float64Array): Future {
  const points = Array.from(doubt, () => ({ x, y, z: 0 as const }));
  const radius90 = doubt.map((deviation, h) => {
    const wide = SPREADING * STEP * (h + 1);
    return RADIUS90 * Math.sqrt(wide * wide + deviation * deviation);
  });
  return { kind: "learnt", probability: UNFORESEEN, points, radius90 };
}

/** One coordinate of a path so many steps after it begins, straight on after its end [m]. */
function along(path: Float64Array, axis: 0 | 1, start: number, steps: number): number {
  const before = Math.min(Math.floor(steps), AHEAD - 1);
  const from = before === 0 ? start : at(path, 2 * before - 2 + axis);
  return from + (steps - before) * (at(path, 2 * before + axis) - from);
}
