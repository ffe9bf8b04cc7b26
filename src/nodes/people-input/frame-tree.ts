import type {
  Quaternion,
  TransformStamped,
  Vector3,
} from "../../bus/messages/geometry-msgs.gen.ts";
import { secondsOf, type Seconds } from "../../quantity/time.ts";

/** Where a frame sits in another one: turned by a unit quaternion, then moved [m]. */
export type Placement = { readonly rotation: Quaternion; readonly translation: Vector3 };

type Link = Placement & { readonly parent: string; readonly at: Seconds };

const NOWHERE: Placement = {
  rotation: { x: 0, y: 0, z: 0, w: 1 },
  translation: { x: 0, y: 0, z: 0 },
};

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
      this.#links.set(child, { rotation, translation: t, parent: header.frame_id, at });
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
    return composed(inverted(up.get(shared) ?? NOWHERE), down.get(shared) ?? NOWHERE);
  }

  /** Where a frame sits in each frame above it, itself first. */
  #upFrom(frame: string, oldest: Seconds): Map<string, Placement> {
    const places = new Map([[frame, NOWHERE]]);
    let [at, place] = [frame, NOWHERE];
    for (let k = 0; k < LONGEST; k++) {
      const link = this.#links.get(at);
      if (link === undefined || link.at < oldest || places.has(link.parent)) {
        break;
      }
      place = composed(link, place);
      at = link.parent;
      places.set(at, place);
    }
    return places;
  }
}

/** A vector given in the inner frame, in the outer one. */
export function turned({ x, y, z, w }: Quaternion, v: Vector3): Vector3 {
  const [tx, ty, tz] = [2 * (y * v.z - z * v.y), 2 * (z * v.x - x * v.z), 2 * (x * v.y - y * v.x)];
  return {
    x: v.x + w * tx + y * tz - z * ty,
    y: v.y + w * ty + z * tx - x * tz,
    z: v.z + w * tz + x * ty - y * tx,
  };
}

/** A point given in the inner frame, in the outer one [m]. */
export function placed({ rotation, translation }: Placement, point: Vector3): Vector3 {
  const { x, y, z } = turned(rotation, point);
  return { x: x + translation.x, y: y + translation.y, z: z + translation.z };
}

function composed(outer: Placement, inner: Placement): Placement {
  const [a, b] = [outer.rotation, inner.rotation];
  return {
    translation: placed(outer, inner.translation),
    rotation: {
      w: a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
      x: a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
      y: a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
      z: a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
    },
  };
}

function inverted({ rotation: { x, y, z, w }, translation }: Placement): Placement {
  const rotation = { x: -x, y: -y, z: -z, w };
  const back = turned(rotation, translation);
  return { rotation, translation: { x: -back.x, y: -back.y, z: -back.z } };
}
