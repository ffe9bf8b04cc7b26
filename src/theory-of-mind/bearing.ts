import { turnBetween, wrap } from "../quantity/angle.ts";

/** A direction that is believed, with its variance [rad, rad²]; undefined where it is unknown stands for any direction. */
export type Bearing = { readonly angle: number; readonly variance: number };

/** Beyond this variance a direction is as good as unknown: that of a uniform one [rad²]. */
const UNKNOWN = Math.PI ** 2 / 3;

/** The belief after a time in which the direction may have turned at random, with the given density [rad²/s]. */
export function drift(
  bearing: Bearing | undefined,
  time: number,
  density: number,
): Bearing | undefined {
  if (bearing === undefined) {
    return undefined;
  }
  const variance = bearing.variance + density * time;
  return variance < UNKNOWN ? { angle: bearing.angle, variance } : undefined;
}

/** The belief after a measured direction with its variance [rad²]. */
export function sight(bearing: Bearing | undefined, angle: number, variance: number): Bearing {
  if (bearing === undefined) {
    return { angle: wrap(angle), variance };
  }
  const gain = bearing.variance / (bearing.variance + variance);
  return {
    angle: wrap(bearing.angle + gain * turnBetween(bearing.angle, angle)),
    variance: gain * variance,
  };
}

/** Standard deviation, π when the direction is unknown [rad]. */
export function deviation(bearing: Bearing | undefined): number {
  return bearing === undefined ? Math.PI : Math.sqrt(bearing.variance);
}
