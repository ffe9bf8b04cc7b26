import { turnBetween, wrap } from "../../quantity/angle.ts";
import type { Seconds } from "../../quantity/time.ts";

/** Where somebody faces and looks, smoothed from what was measured; NaN for never. */
export type Face = {
  /** Direction of the body [rad], when it was last told [s], and how far the latest measures were off it [rad]. */
  readonly heading: number;
  readonly headingAt: Seconds;
  readonly off: number;
  /** Direction of the eyes [rad], when it was last measured [s], and how often in a row far from it [1]. */
  readonly gaze: number;
  readonly gazeAt: Seconds;
  readonly strayed: number;
};

/** One look at a face. */
export type FaceSeen = {
  readonly at: Seconds;
  /** As measured at that time [rad]. */
  readonly heading: number | undefined;
  readonly gaze: number | undefined;
  readonly velocity: { readonly x: number; readonly y: number };
};

export const NO_FACE: Face = {
  heading: NaN,
  headingAt: -Infinity,
  off: 0,
  gaze: NaN,
  gazeAt: -Infinity,
  strayed: 0,
};

/** Who walks at least this fast faces where it walks [m/s]. */
const WALKING = 0.4;
/** A body that is this far off, as smoothed, has turned [rad]. */
const TURNED = 0.25;
/** Eyes rest on a thing for a while; two measures in a row this far off say that they went on [rad]. */
const STRAY = 0.45;
/** A gaze older than this tells nothing [s]. */
const OLD = 0.35;

/** The face after a look. */
export function faceAfter(face: Face, seen: FaceSeen): Face {
  return { ...face, ...headingAfter(face, seen), ...gazeAfter(face, seen) };
}

function headingAfter(face: Face, { at, heading, velocity }: FaceSeen): Partial<Face> {
  const walks = Math.hypot(velocity.x, velocity.y) > WALKING;
  const way = Math.atan2(velocity.y, velocity.x);
  const told =
    heading === undefined
      ? walks
        ? way
        : undefined
      : walks
        ? wrap(heading + 0.5 * turnBetween(heading, way))
        : heading;
  if (told === undefined) {
    return {};
  }
  if (Number.isNaN(face.heading)) {
    return { heading: told, headingAt: at };
  }
  const turn = turnBetween(face.heading, told);
  const off = 0.7 * face.off + 0.3 * turn;
  const gain = walks || Math.abs(off) > TURNED ? 0.5 : 0.15;
  return { heading: wrap(face.heading + gain * turn), headingAt: at, off };
}

function gazeAfter(face: Face, { at, gaze }: FaceSeen): Partial<Face> {
  if (gaze === undefined) {
    return {};
  }
  if (Number.isNaN(face.gaze) || at - face.gazeAt > OLD) {
    return { gaze, gazeAt: at, strayed: 0 };
  }
  const turn = turnBetween(face.gaze, gaze);
  const strayed = Math.abs(turn) > STRAY ? face.strayed + 1 : 0;
  return { gaze: strayed >= 2 ? gaze : wrap(face.gaze + 0.35 * turn), gazeAt: at, strayed };
}

/** Direction of the body and its standard deviation at a time [rad]; π where nothing tells. */
export function headingOf(
  face: Face,
  at: Seconds,
): { readonly angle: number; readonly noise: number } {
  if (Number.isNaN(face.heading)) {
    return { angle: 0, noise: Math.PI };
  }
  const age = Math.max(0, at - face.headingAt);
  return { angle: face.heading, noise: Math.min(Math.PI, 0.12 + 0.15 * Math.sqrt(age)) };
}

/** Direction of the eyes and its standard deviation at a time [rad]; undefined where only the body tells. */
export function eyesOf(
  face: Face,
  at: Seconds,
): { readonly angle: number; readonly noise: number } | undefined {
  const age = Math.max(0, at - face.gazeAt);
  return age > OLD ? undefined : { angle: face.gaze, noise: 0.12 + 0.3 * age };
}
