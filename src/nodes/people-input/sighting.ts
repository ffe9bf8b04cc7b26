import { PersonDetection } from "../../bus/messages/coalign-msgs.gen.ts";
import type { Expression } from "../../bus/messages/hri-msgs.gen.ts";
import { type Placement, type Point, turned } from "../../quantity/placement.ts";

/** One person as somebody else's detector saw it, in the base frame. */
export type Sighting = {
  readonly id: string;
  /** [m] */
  readonly place: Point;
  /** How sure it is that this is a person [1]. */
  readonly confidence: number;
  /** Where the body faces [rad]. */
  readonly heading?: number | undefined;
  /** Where the eyes look [rad], and how far up [rad]. */
  readonly gaze?: { readonly angle: number; readonly pitch: number } | undefined;
  readonly expression?: Expression | undefined;
};

/** A sighting as this runtime's own detectors tell it, its place known within a standard deviation [m]. */
export function detectionOf(sighting: Sighting, deviation: number): PersonDetection {
  const { id, place, confidence, heading, gaze, expression } = sighting;
  const variance = deviation * deviation;
  return PersonDetection.create({
    id,
    confidence: Math.min(1, Math.max(0, confidence)),
    position: { x: place.x, y: place.y, z: 0 },
    position_covariance: Float64Array.of(variance, 0, 0, variance),
    has_heading: heading !== undefined,
    heading: heading ?? 0,
    has_gaze: gaze !== undefined,
    gaze: gaze?.angle ?? 0,
    gaze_pitch: gaze?.pitch ?? 0,
    expression: expression?.expression ?? "",
    valence: finite(expression?.valence),
    arousal: finite(expression?.arousal),
    expression_confidence: Math.min(1, Math.max(0, finite(expression?.confidence))),
  });
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}

/** Where an axis of a frame points, seen from above [rad], and how far up [rad]; undefined for one that points straight up. */
export function bearingOf(
  { rotation }: Placement,
  axis: Point,
): { readonly angle: number; readonly pitch: number } | undefined {
  const { x, y, z } = turned(rotation, axis);
  const flat = Math.hypot(x, y);
  return flat < 0.1 ? undefined : { angle: Math.atan2(y, x), pitch: Math.atan2(z, flat) };
}
