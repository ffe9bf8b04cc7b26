import {
  type Marker,
  type MarkerArray,
  MarkerConstants,
} from "../../../bus/messages/visualization-msgs.gen.ts";
import type { MarkView } from "../../protocol.ts";
import { roundedOr } from "../latest.ts";

/** Most marks kept, and most points of one [1]. */
const MOST_MARKS = 500;
const MOST_POINTS = 2000;

/** The markers in force, as RViz keeps them: by namespace and id, until deleted. Life times are not looked at. */
export class MarkBoard {
  readonly #marks = new Map<string, MarkView>();

  learn(array: MarkerArray): void {
    for (const marker of array.markers) {
      const key = `${marker.ns}/${marker.id}`;
      if (marker.action === MarkerConstants.DELETEALL) {
        this.#marks.clear();
      } else if (marker.action === MarkerConstants.DELETE) {
        this.#marks.delete(key);
      } else if (this.#marks.has(key) || this.#marks.size < MOST_MARKS) {
        this.#marks.set(key, viewMark(key, marker));
      }
    }
  }

  marks(): readonly MarkView[] {
    return [...this.#marks.values()];
  }
}

function viewMark(key: string, marker: Marker): MarkView {
  const { position: p, orientation: q } = marker.pose;
  const { scale: s, color: c } = marker;
  return {
    key,
    type: marker.type,
    pose: [p.x, p.y, p.z, q.x, q.y, q.z, q.w].map((value) => roundedOr(value, 0)),
    scale: [roundedOr(s.x, 0), roundedOr(s.y, 0), roundedOr(s.z, 0)],
    color: [roundedOr(c.r, 0), roundedOr(c.g, 0), roundedOr(c.b, 0), roundedOr(c.a, 0)],
    points: marker.points
      .slice(0, MOST_POINTS)
      .flatMap((point) => [point.x, point.y, point.z].map((value) => roundedOr(value, 0))),
    frame: marker.header.frame_id,
  };
}
