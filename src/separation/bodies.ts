import type { Seconds } from "../quantity/time.ts";
import { norm, subtract, type Vector } from "../quantity/vector.ts";

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
const ONE_BODY = 0.4;

/** A body is looked for this far from where it was expected [m]. */
const GATE = 0.5;

/** Standard deviation of a body's centre as legs show it [m]. */
const CENTRE = 0.08;

/** Accelerations of walking people [m/s²]. */
const ACCELERATION = 1.5;

/** What is not yet followed may move this fast in any direction [m/s]. */
const UNKNOWN_SPEED = 1.6;

/** A velocity is believed once its deviation is below this [m/s]. */
const BELIEVED = 0.6;

/** Something unseen for this long is forgotten [s]. */
const FORGOTTEN: Seconds = 0.35;

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
};

/** Follows bodies from scan to scan by where their legs are. */
export class Bodies {
  #tracks: Track[] = [];

  /**
   * Follows what a scan shows of things that are no structure.
   * @param points - In the odometry frame [m].
   * @returns The motion of the body each point belongs to; undefined where it is not known well enough.
   */
  follow(points: readonly Vector[], now: Seconds): (Motion | undefined)[] {
    const { body, legs } = groups(points);
    const free = new Set(this.#tracks.map((track) => predict(track, now)));
    const motions = new Map<number, Motion | undefined>();
    const followed: Track[] = [];
    for (const label of new Set(body)) {
      const centre = centreOf(points, body, legs, label);
      const nearest = nearestOf(free, centre);
      const track = nearest === undefined ? begin(centre, now) : correct(nearest, centre, now);
      if (nearest !== undefined) {
        free.delete(nearest);
      }
      followed.push(track);
      motions.set(label, motionOf(track));
    }
    this.#tracks = [...followed, ...[...free].filter((track) => now - track.seen < FORGOTTEN)];
    return Array.from(body, (label) => motions.get(label));
  }
}

function motionOf(track: Track): Motion | undefined {
  const deviation = Math.sqrt(track.vv);
  return deviation < BELIEVED
    ? { velocity: track.velocity, deviation, centre: track.position }
    : undefined;
}

/** Labels of points such that those who may be one body share one, and those who may be one leg another. */
function groups(points: readonly Vector[]): {
  readonly body: Int32Array;
  readonly legs: Int32Array;
} {
  const x = Float64Array.from(points, (point) => point.x);
  const y = Float64Array.from(points, (point) => point.y);
  const body = Int32Array.from(points, (_, index) => index);
  const legs = body.slice();
  for (let i = 0; i < points.length; i++) {
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
  return labels.map((_, index) => rootOf(labels, index));
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
  return { position, velocity: { x: 0, y: 0 }, pp: CENTRE * CENTRE, vv, pv: 0, at: now, seen: now };
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
  return {
    position: { x: position.x + gain * off.x, y: position.y + gain * off.y },
    velocity: { x: velocity.x + gainOfVelocity * off.x, y: velocity.y + gainOfVelocity * off.y },
    pp: (1 - gain) * pp,
    pv: (1 - gain) * pv,
    vv: vv - gainOfVelocity * pv,
    at: now,
    seen: now,
  };
}
