import type { Seconds } from "../quantity/time.ts";
import { dot, norm, subtract, type Vector, ZERO } from "../quantity/vector.ts";

/** How fast something moves, by following it from scan to scan. */
export type Motion = {
  /** In the odometry frame [m/s]. */
  readonly velocity: Vector;
  /** Standard deviation of each component [m/s]. */
  readonly deviation: number;
  /** Middle of the body, in the odometry frame [m]. */
  readonly centre: Vector;
};

/** Points nearer than this are one leg, one post [m]. */
const ONE_LEG = 0.12;

/** Points nearer than this may be one body: two legs in stride [m]. */
const ONE_BODY = 0.5;

/** A body is looked for this far from where it was expected [m]. */
const GATE = 0.5;

/** Standard deviation of a body's centre as legs show it [m]. */
const CENTRE = 0.05;

/** The same where it is seen first, in part perhaps [m]. */
const BEGUN = 0.1;

/** Accelerations of walking people [m/s²]. */
const ACCELERATION = 1.5;

/** What is not yet followed may move this fast in any direction [m/s]. */
const UNKNOWN_SPEED = 1.6;

/** Something unseen for this long is forgotten [s]: who passes behind somebody is seen again after about so long. */
const FORGOTTEN: Seconds = 0.8;

/**
 * A body that was found elsewhere than expected is known less well than the filter thinks: two who pass each other are one
 * for a while, of somebody who steps out of a doorway a part is seen first. So much of the surprise is left a scan later [1].
 */
const FADING = 0.7;

/** One body that is followed: a Kalman filter of position and velocity, the same for both axes. */
type Track = {
  readonly position: Vector;
  readonly velocity: Vector;
  /** Variances of position [m²], of velocity [m²/s²], and their covariance [m²/s]. */
  readonly pp: number;
  readonly vv: number;
  readonly pv: number;
  /** When all this holds, and when a scan showed it last. */
  readonly at: Seconds;
  readonly seen: Seconds;
  /** How much farther than expected it was found lately, squared, over the square expected [1]. */
  readonly surprise: number;
};

/** Follows bodies from scan to scan by where their legs are. */
export class Bodies {
  #tracks: Track[] = [];

  /**
   * Follows what a scan shows of things that are no structure.
   * @param points - In the odometry frame [m].
   * @returns The motion of the body each point belongs to, however little is known of it.
   */
  follow(points: readonly Vector[], now: Seconds): (Motion | undefined)[] {
    const { body, legs } = groups(points);
    const free = new Set(this.#tracks.map((track) => predict(track, now)));
    const found = new Map<number, Track>();
    for (const label of new Set(body)) {
      const centre = centreOf(points, body, legs, label);
      const nearest = nearestOf(free, centre);
      if (nearest !== undefined) {
        free.delete(nearest);
      }
      found.set(label, nearest === undefined ? begin(centre, now) : correct(nearest, centre, now));
    }
    const motions = new Map<number, Motion>();
    const lost = [...free].filter((track) => now - track.seen < FORGOTTEN);
    for (const [label, track] of found) {
      const hidden = lost.filter(({ position }) => isWithin(points, body, label, position));
      motions.set(label, motionOf(track, hidden));
    }
    this.#tracks = [...found.values(), ...lost];
    return Array.from(body, (label) => motions.get(label));
  }
}

/** The motion of a body, and of those who may be lost in it: any of them may be the one that moves. */
function motionOf(track: Track, hidden: readonly Track[]): Motion {
  const apart = hidden.map(({ velocity }) => norm(subtract(velocity, track.velocity)));
  const own = Math.sqrt(track.vv * Math.max(1, track.surprise));
  const deviation = own + Math.max(0, ...apart);
  return { velocity: track.velocity, deviation, centre: track.position };
}

/** Whether a place is as near to a body as its own points are to each other. */
function isWithin(
  points: readonly Vector[],
  body: Int32Array,
  label: number,
  place: Vector,
): boolean {
  return points.some(
    (point, index) => body[index] === label && norm(subtract(point, place)) < ONE_BODY,
  );
}

/** Labels of points such that those who may be one body share one, and those who may be one leg another. */
function groups(points: readonly Vector[]): {
  readonly body: Int32Array;
  readonly legs: Int32Array;
} {
  const x = new Float64Array(points.length);
  const y = new Float64Array(points.length);
  const body = new Int32Array(points.length);
  const legs = new Int32Array(points.length);
  for (let i = 0; i < points.length; i++) {
    const point = points[i] ?? ZERO;
    x[i] = point.x;
    y[i] = point.y;
    body[i] = i;
    legs[i] = i;
    for (let j = 0; j < i; j++) {
      const dx = (x[i] ?? 0) - (x[j] ?? 0);
      const dy = (y[i] ?? 0) - (y[j] ?? 0);
      const square = dx * dx + dy * dy;
      if (square < ONE_BODY * ONE_BODY) {
        join(body, i, j);
        if (square < ONE_LEG * ONE_LEG) {
          join(legs, i, j);
        }
      }
    }
  }
  return { body: settled(body), legs: settled(legs) };
}

function join(labels: Int32Array, i: number, j: number): void {
  labels[rootOf(labels, i)] = rootOf(labels, j);
}

/** Each point labelled with its root. */
function settled(labels: Int32Array): Int32Array {
  const roots = new Int32Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    roots[i] = rootOf(labels, i);
  }
  return roots;
}

/** The point that a group is named after. */
function rootOf(labels: Int32Array, index: number): number {
  let root = index;
  while (labels[root] !== root) {
    root = labels[root] ?? root;
  }
  return root;
}

/** Middle of a body: the mean of the middles of its legs, however many beams each leg caught. */
function centreOf(
  points: readonly Vector[],
  body: Int32Array,
  legs: Int32Array,
  label: number,
): Vector {
  const byLeg = new Map<number, { x: number; y: number; count: number }>();
  points.forEach((point, index) => {
    if (body[index] === label) {
      const leg = byLeg.get(legs[index] ?? 0) ?? { x: 0, y: 0, count: 0 };
      byLeg.set(legs[index] ?? 0, { x: leg.x + point.x, y: leg.y + point.y, count: leg.count + 1 });
    }
  });
  const middles = [...byLeg.values()].map(({ x, y, count }) => ({ x: x / count, y: y / count }));
  const sum = middles.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / middles.length, y: sum.y / middles.length };
}

function nearestOf(tracks: Iterable<Track>, centre: Vector): Track | undefined {
  let best: Track | undefined;
  let least = GATE;
  for (const track of tracks) {
    const distance = norm(subtract(track.position, centre));
    if (distance < least) {
      least = distance;
      best = track;
    }
  }
  return best;
}

function begin(position: Vector, now: Seconds): Track {
  const vv = UNKNOWN_SPEED * UNKNOWN_SPEED;
  return {
    position,
    velocity: { x: 0, y: 0 },
    pp: BEGUN * BEGUN,
    vv,
    pv: 0,
    at: now,
    seen: now,
    surprise: 0,
  };
}

/** White acceleration noise (Bar-Shalom, Li & Kirubarajan 2001, 6.3.2, direct discrete-time model). */
function predict(track: Track, now: Seconds): Track {
  const dt = now - track.at;
  const { position, velocity, pp, vv, pv } = track;
  const noise = ACCELERATION * ACCELERATION * dt * dt;
  return {
    ...track,
    position: { x: position.x + dt * velocity.x, y: position.y + dt * velocity.y },
    pp: pp + 2 * dt * pv + dt * dt * vv + (noise * dt * dt) / 4,
    pv: pv + dt * vv + (noise * dt) / 2,
    vv: vv + noise,
    at: now,
  };
}

function correct(track: Track, centre: Vector, now: Seconds): Track {
  const { position, velocity, pp, vv, pv } = track;
  const spread = pp + CENTRE * CENTRE;
  const gain = pp / spread;
  const gainOfVelocity = pv / spread;
  const off = subtract(centre, position);
  const square = dot(off, off) / (2 * spread);
  return {
    position: { x: position.x + gain * off.x, y: position.y + gain * off.y },
    velocity: { x: velocity.x + gainOfVelocity * off.x, y: velocity.y + gainOfVelocity * off.y },
    pp: (1 - gain) * pp,
    pv: (1 - gain) * pv,
    vv: vv - gainOfVelocity * pv,
    at: now,
    seen: now,
    surprise: Math.max(square, FADING * track.surprise),
  };
}
