import type { TransformStamped } from "../../bus/messages/geometry-msgs.gen.ts";
import { ORIGIN, place, type Placement, turned, turnedBack } from "../../quantity/placement.ts";
import { secondsOf, type Seconds } from "../../quantity/time.ts";

type Link = Placement & { readonly parent: string; readonly at: Seconds };

/** Most frames remembered [1]: those of people come and go. */
const MOST = 2000;
/** Longest chain of frames looked along [1]. */
const LONGEST = 64;

/** Frames as `/tf` and `/tf_static` say, the latest of each. */
export class FrameTree {
  readonly #links = new Map<string, Link>();

  /** @param life - What is said once and holds for ever, or moves and is only as good as its stamp. */
  learn(transforms: readonly TransformStamped[], life: "for ever" | "moves"): void {
    for (const { header, child_frame_id: child, transform } of transforms) {
      const { rotation: q, translation: t } = transform;
      const length = Math.hypot(q.x, q.y, q.z, q.w);
      if (child === "" || child === header.frame_id || !(length > 0.5 && length < 2)) {
        continue;
      }
      if (![t.x, t.y, t.z].every(Number.isFinite)) {
        continue;
      }
      const at = life === "for ever" ? Infinity : secondsOf(header.stamp);
      const rotation = { x: q.x / length, y: q.y / length, z: q.z / length, w: q.w / length };
      this.#links.delete(child);
      this.#links.set(child, { x: t.x, y: t.y, z: t.z, rotation, parent: header.frame_id, at });
    }
    for (const [child, { at }] of this.#links) {
      if (this.#links.size <= MOST) {
        break;
      }
      if (at !== Infinity) {
        this.#links.delete(child);
      }
    }
  }

  /** When a frame was last said to be where it is [s]; undefined for one that nobody spoke of. */
  saidAt(frame: string): Seconds | undefined {
    return this.#links.get(frame)?.at;
  }

  /**
   * Where a frame sits in another; undefined when no chain of frames leads there, or a moving one in it is older than
   * `oldest` [s].
   */
  placeOf(frame: string, within: string, oldest: Seconds): Placement | undefined {
    const down = this.#upFrom(frame, oldest);
    const up = this.#upFrom(within, oldest);
    const shared = [...down.keys()].find((name) => up.has(name));
    if (shared === undefined) {
      return undefined;
    }
    return place(inverted(up.get(shared) ?? ORIGIN), down.get(shared) ?? ORIGIN);
  }

  /** Where a frame sits in each frame above it, itself first. */
  #upFrom(frame: string, oldest: Seconds): Map<string, Placement> {
    const places = new Map([[frame, ORIGIN]]);
    let [at, above] = [frame, ORIGIN];
    for (let k = 0; k < LONGEST; k++) {
      const link = this.#links.get(at);
      if (link === undefined || link.at < oldest || places.has(link.parent)) {
        break;
      }
      above = place(link, above);
      at = link.parent;
      places.set(at, above);
    }
    return places;
  }
}

/** The outer frame in the inner one. */
function inverted({ rotation, ...origin }: Placement): Placement {
  const back = turnedBack(rotation);
  const { x, y, z } = turned(back, origin);
  return { x: -x, y: -y, z: -z, rotation: back };
}
