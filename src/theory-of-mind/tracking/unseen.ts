import type { Vector } from "../../quantity/vector.ts";
import { type Kinematics, spread } from "../kinematics.ts";
import type { Hiding } from "../view.ts";
import { chanceAt } from "./eye.ts";
import { merged, type Mode } from "./modes.ts";
import { type Glance, miss, type Track } from "./track.ts";

/** Radius by which lines of sight to a person are judged [m]. */
export const BODY = 0.25;

/** A track known better than this is judged at its mean alone [m]. */
const SHARP = 0.2;

/** Points that stand for a round normal distribution: its middle and two rings of six with its covariance [1]. */
const POINTS: readonly (readonly [number, number])[] = [
  [0, 0],
  ...[1, 1.825].flatMap((radius, ring) =>
    [0, 1, 2, 3, 4, 5].map((k) => {
      const angle = ((k + ring / 2) * Math.PI) / 3;
      return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
    }),
  ),
];

/** Why a place [m] may not be seen, and the probability that it is covered [1], known to a standard deviation [m]. */
export type Hides = (
  place: Vector,
  own: number,
) => { readonly hiding: Hiding; readonly covered: number };

/** A track nobody was seen for: less believed where it was looked for, and moved to where it was not. */
export function unseen(track: Track, glance: Glance & { readonly hides: Hides }): Track {
  const { kinematics } = track;
  if (spread(kinematics) < SHARP) {
    return miss(track, glance);
  }
  const { eye, hides, hiding, source } = glance;
  const missed = track.missedBy[source];
  const places = placesOf(kinematics);
  const ways = places.map((place) => hides(place, 0));
  const chances = ways.map((way) => chanceAt(eye, way.hiding, way.covered, missed));
  const chance = chances.reduce((sum, one) => sum + one, 0) / chances.length;
  const covered = ways.reduce((sum, way) => sum + way.covered, 0) / ways.length;
  return sifted(miss(track, { source, chance, covered, hiding }), places, chances);
}

function placesOf(kinematics: Kinematics): readonly Vector[] {
  const [along, across, wide] = rootOf(kinematics);
  return POINTS.map(([u, v]) => ({
    x: kinematics.x + along * u,
    y: kinematics.y + across * u + wide * v,
  }));
}

/** The track with its place drawn to where it would not have been seen. */
function sifted(track: Track, places: readonly Vector[], chances: readonly number[]): Track {
  const { kinematics } = track;
  const total = chances.reduce((sum, one) => sum + 1 - one, 0);
  let [x, y, round] = [0, 0, 0];
  places.forEach((place, k) => {
    const share = (1 - (chances[k] ?? 0)) / total;
    x += share * place.x;
    y += share * place.y;
  });
  places.forEach((place, k) => {
    const share = (1 - (chances[k] ?? 0)) / total;
    round += (share * ((place.x - x) ** 2 + (place.y - y) ** 2)) / 2;
  });
  const scale = Math.min(1, Math.sqrt(round) / spread(kinematics));
  const [dx, dy] = [x - kinematics.x, y - kinematics.y];
  const moved = (mode: Mode): Mode => ({
    weight: mode.weight,
    kinematics: drawn(mode.kinematics, dx, dy, scale),
  });
  const modes = [moved(track.modes[0]), moved(track.modes[1]), moved(track.modes[2])] as const;
  return { ...track, modes, kinematics: merged(modes) };
}

/** A motion with its place moved, the velocity as far as it goes with the place, and the place's spread scaled. */
function drawn(motion: Kinematics, dx: number, dy: number, scale: number): Kinematics {
  const { covariance: p } = motion;
  const covariance = p.map((value, k) => {
    const places = (k >> 2 < 2 ? 1 : 0) + ((k & 3) < 2 ? 1 : 0);
    return value * scale ** places;
  });
  return {
    x: motion.x + dx,
    y: motion.y + dy,
    vx: motion.vx + ((p[2] ?? 0) / Math.max(1e-6, p[0] ?? 0)) * dx,
    vy: motion.vy + ((p[7] ?? 0) / Math.max(1e-6, p[5] ?? 0)) * dy,
    covariance,
  };
}

/** Lower triangle whose square is the covariance of the place [m]. */
function rootOf({ covariance: p }: Kinematics): readonly [number, number, number] {
  const along = Math.sqrt(Math.max(1e-9, p[0] ?? 0));
  const across = (p[1] ?? 0) / along;
  return [along, across, Math.sqrt(Math.max(1e-9, (p[5] ?? 0) - across * across))];
}
