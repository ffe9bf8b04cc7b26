/** Walking together: followers keep a place beside their leader, or behind where the way is narrow. */
import { at } from "./column.ts";
import { clearanceAt, isStraightWayFree } from "./floor.ts";
import type { Crowd, Mind } from "./state.ts";
import type { Waypoint } from "./routes.ts";

/** Between people who walk side by side [m] (M. Moussaïd et al., PLoS ONE 5(4), 2010: about 0.75). */
const ABREAST = 0.75;

/** Between people who walk one behind the other [m]. */
const BEHIND = 0.85;

/** A leader slows down when the last one is farther than this [m]. */
const LAG = 1.8;

/** Where follower `i` wants to be, relative to its leader's course. */
export function slotOf(crowd: Crowd, mind: Mind, out: Waypoint): void {
  const leader = mind.leader;
  const x = at(crowd.x, leader);
  const y = at(crowd.y, leader);
  const heading = at(crowd.heading, leader);
  const side = (mind.rank % 2 === 1 ? -1 : 1) * Math.ceil(mind.rank / 2) * ABREAST;
  const c = Math.cos(heading);
  const s = Math.sin(heading);
  const besideX = x - s * side;
  const besideY = y + c * side;
  const ahead = 0.5;
  if (
    clearanceAt(crowd.floor, besideX, besideY) > 0.3 &&
    clearanceAt(crowd.floor, besideX + c * ahead, besideY + s * ahead) > 0.25 &&
    isStraightWayFree(crowd.floor, x, y, besideX, besideY, 0.15)
  ) {
    out.x = besideX;
    out.y = besideY;
    return;
  }
  out.x = x - c * BEHIND * mind.rank;
  out.y = y - s * BEHIND * mind.rank;
  if (clearanceAt(crowd.floor, out.x, out.y) < 0.25) {
    out.x = x;
    out.y = y;
  }
}

/** Share of its speed at which a leader walks so that the last one keeps up [1]. */
export function paceOf(crowd: Crowd, i: number, mind: Mind): number {
  let farthest = 0;
  for (const j of mind.followers) {
    if (crowd.minds[j]?.fall === "none") {
      const far = Math.hypot(at(crowd.x, j) - at(crowd.x, i), at(crowd.y, j) - at(crowd.y, i));
      farthest = Math.max(farthest, far);
    }
  }
  const slack = LAG + 0.35 * mind.followers.length;
  return farthest <= slack ? 1 : Math.max(0.15, 1 - 0.6 * (farthest - slack));
}
