import { wrap } from "../quantity/angle.ts";
import type { Bearing } from "./bearing.ts";

/** Half the angle within which people notice things without being told to look [rad]. */
const CONE = 1.05;
/** How much a gaze may differ from the heading of the body, where only that is known [rad²]. */
const GAZE_FROM_BODY = 0.6 ** 2;
/** Beyond this distance a low robot is seldom noticed; the chance falls to half at it [m]. */
const FAR = 8;
/** How soon somebody who has the robot in view knows of it [s], and forgets it out of view [s]. */
const NOTICE = 0.8;
const FORGET = 8;

/** The direction of the eyes as far as it is known: measured, else the body's. */
export function gazeOf(
  gaze: Bearing | undefined,
  heading: Bearing | undefined,
): Bearing | undefined {
  return gaze ?? (heading && { ...heading, variance: heading.variance + GAZE_FROM_BODY });
}

/**
 * Probability that something at a direction [rad] and distance [m] from a person is in this person's view.
 * @param lineOfSight - Probability that nothing stands between [1].
 */
export function seesAt(
  eyes: Bearing | undefined,
  towards: number,
  distance: number,
  lineOfSight: number,
): number {
  const noticed = lineOfSight / (1 + (distance / FAR) ** 4);
  if (eyes === undefined) {
    return (noticed * CONE) / Math.PI;
  }
  const off = wrap(towards - eyes.angle);
  const sigma = Math.max(1e-3, Math.sqrt(eyes.variance));
  let inside = 0;
  for (const turn of [-2 * Math.PI, 0, 2 * Math.PI]) {
    inside += normalBelow((CONE - off - turn) / sigma) - normalBelow((-CONE - off - turn) / sigma);
  }
  return noticed * Math.min(1, Math.max(0, inside));
}

/** Awareness after a time [s] in which the robot was in view with the given probability. */
export function awareAfter(aware: number, sees: number, time: number): number {
  const noticing = 1 - Math.exp((-sees * time) / NOTICE);
  const kept = aware * Math.exp((-(1 - sees) * time) / FORGET);
  return kept + (1 - kept) * noticing;
}

/** Standard normal distribution function (logistic of a cubic, Bowling et al. 2009; error below 1.5e-4). */
export function normalBelow(z: number): number {
  return 1 / (1 + Math.exp(-z * (1.5976 + 0.07056 * z * z)));
}
