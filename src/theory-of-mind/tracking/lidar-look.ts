import { toInner, toOuter } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Sweep } from "../view.ts";
import { type Background, learnPlace } from "./background.ts";
import { type Known, type Shape, shapesOf } from "./legs.ts";
import type { Crowd, Detection, Look } from "./tracker.ts";

/** Beyond this distance legs are too narrow for the beams of a lidar of 360 [m]. */
export const WITHIN = 8;

/** Probability that a shape is of a person at all [1]: two legs look like few other things. */
const CONFIDENCE: { readonly [K in Shape["kind"]]: number } = { pair: 0.8, body: 0.6, leg: 0.5 };

/** Who is believed in less has no legs to look for [1]. */
const BELIEVED = 0.3;

/** Between two lessons of what stands here for good [s]: it changes slowly. */
const LESSON = 0.5;

/** One sweep as a look of the tracker, and what was learnt of the place. */
export function lidarLook(
  sweep: Sweep,
  at: Seconds,
  place: Background,
  crowd: Crowd,
  newcomers: "welcome" | "left out",
): { readonly look: Look; readonly place: Background } {
  const { shapes, wide } = shapesOf(sweep, place, WITHIN, knownIn(crowd, sweep, at));
  const { x, y, yaw } = sweep.pose;
  const view = { pose: { x, y, yaw }, range: WITHIN, fieldOfView: 2 * Math.PI, sweep };
  const look: Look = { at, source: "lidar", newcomers, view, found: shapes.map(detectionOf) };
  if (at - place.learnt < LESSON) {
    return { look, place };
  }
  const filled = wide.map((point) => {
    const there = toOuter(sweep.pose, { x: point[0], y: point[1] });
    return [there.x, there.y] as const;
  });
  return { look, place: learnPlace(place, at, filled) };
}

/** Where those are now who were believed in, in the lidar's frame. */
function knownIn(crowd: Crowd, { pose }: Sweep, at: Seconds): readonly Known[] {
  return crowd.tracks
    .filter(({ existence }) => existence > BELIEVED)
    .map(({ kinematics: { x, y, vx, vy }, at: then }) => {
      const time = at - then;
      return {
        ...toInner(pose, { x: x + time * vx, y: y + time * vy }),
        speed: Math.hypot(vx, vy),
      };
    })
    .filter(({ x, y }) => Math.hypot(x, y) < WITHIN);
}

function detectionOf({ x, y, kind, deviation }: Shape): Detection {
  const variance = deviation * deviation;
  return {
    x,
    y,
    covariance: Float64Array.of(variance, 0, 0, variance),
    confidence: CONFIDENCE[kind],
    heading: undefined,
    gaze: undefined,
    height: 0,
    posture: "",
  };
}
