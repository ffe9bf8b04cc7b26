import type { Vector } from "../../quantity/vector.ts";
import { type Background, isBackground } from "../tracking/background.ts";

/** Between two places looked at on a line of sight [m]: a wall as the background knows it is wider. */
const STEP = 0.2;
/** So much of the line at either end is the body of who looks, or of what is looked at [m]. */
const END = 0.4;

/** Whether something that stands here for good lies between two places, as far as the robot has learnt it. */
export function standsBetween(place: Background, from: Vector, to: Vector): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const far = Math.hypot(dx, dy);
  for (let way = END; way < far - END; way += STEP) {
    if (isBackground(place, from.x + (way * dx) / far, from.y + (way * dy) / far)) {
      return true;
    }
  }
  return false;
}
