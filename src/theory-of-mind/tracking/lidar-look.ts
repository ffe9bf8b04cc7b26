import { toInner, toOuter } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Sweep } from "../view.ts";
import { type Background, learnPlace, wasFree } from "./background.ts";
import { filledBy } from "./figure.ts";
import { type Known, type Shape, isOfProven, shapesOf } from "./legs.ts";
import { type Furniture, isFurniture } from "./furniture.ts";
import { PROVEN } from "./track.ts";
import type { Crowd, Detection, Look } from "./tracker.ts";

/** Beyond this distance legs are too narrow for the beams of a lidar of 360 [m]. */
export const WITHIN = 8;

/** Who is believed in less has no legs to look for [1]. */
const BELIEVED = 0.3;

/** Things are seen well enough to be learnt within this distance [m]. */
const PLAIN = 5;
/** Probability that what stands where furniture was learnt is a person [1]. */
const OF_FURNITURE = 0.1;

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
  const known = knownIn(crowd, sweep, at);
  const { shapes, wide } = shapesOf(sweep, place, WITHIN, known);
  const lesson = at - place.learnt >= LESSON;
  const { x, y, yaw } = sweep.pose;
  const view = { pose: { x, y, yaw }, range: WITHIN, fieldOfView: 2 * Math.PI, sweep };
  const strange =
    newcomers === "welcome" && lesson ? shapes.filter((one) => !isOfProven(one, known)) : [];
  const came = new Set(strange.filter((shape) => wasFree(place, at, toOuter(sweep.pose, shape))));
  const found = shapes.map((shape) => ({
    ...detectionOf(shape, place.furniture, sweep),
    came: came.has(shape),
  }));
  const look: Look = { at, source: "lidar", newcomers, view, found };
  if (!lesson) {
    return { look, place };
  }
  const filled = wide.flatMap(filledBy).map((point) => {
    const there = toOuter(sweep.pose, { x: point[0], y: point[1] });
    return [there.x, there.y] as const;
  });
  const strangers = strange
    .filter((one) => !came.has(one) && Math.hypot(one.x, one.y) < PLAIN)
    .map((one) => toOuter(sweep.pose, one));
  return { look, place: learnPlace(place, at, filled, sweep, strangers) };
}

/** Where those are now who were believed in, in the lidar's frame. */
function knownIn(crowd: Crowd, { pose }: Sweep, at: Seconds): readonly Known[] {
  return crowd.tracks
    .filter(({ existence }) => existence > BELIEVED)
    .map(({ kinematics: { x, y, vx, vy }, at: then, proof }) => {
      const time = at - then;
      return {
        ...toInner(pose, { x: x + time * vx, y: y + time * vy }),
        speed: Math.hypot(vx, vy),
        proven: proof > PROVEN,
      };
    })
    .filter(({ x, y }) => Math.hypot(x, y) < WITHIN);
}

function detectionOf(shape: Shape, furniture: Furniture, { pose }: Sweep): Detection {
  const { x, y, deviation } = shape;
  const confidence = isFurniture(furniture, toOuter(pose, shape))
    ? Math.min(OF_FURNITURE, shape.confidence)
    : shape.confidence;
  const variance = deviation * deviation;
  return {
    x,
    y,
    covariance: Float64Array.of(variance, 0, 0, variance),
    confidence,
    heading: undefined,
    gaze: undefined,
    height: 0,
    posture: "",
  };
}
