import type { TransformStamped } from "../../bus/messages/geometry-msgs.gen.ts";

type Quaternion = {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly w: number;
};
type Point = { readonly x: number; readonly y: number; readonly z: number };

/** Where a sensor sits on the base: position [m] and rotation, in the base frame. */
export type Mount = { readonly at: Point; readonly turned: Quaternion };

const CENTRE: Mount = { at: { x: 0, y: 0, z: 0 }, turned: { x: 0, y: 0, z: 0, w: 1 } };

/** Longest chain of frames followed from a sensor to the base [1]. */
const LONGEST = 16;

/** What `/tf_static` said, by the child's name. */
export class Mounts {
  readonly #parents = new Map<string, { readonly parent: string; readonly mount: Mount }>();

  learn(transforms: readonly TransformStamped[]): void {
    for (const { header, child_frame_id, transform } of transforms) {
      this.#parents.set(child_frame_id, {
        parent: header.frame_id,
        mount: { at: transform.translation, turned: transform.rotation },
      });
    }
  }

  /** The mount of a frame on `base`; the base's own place where the chain is not known. */
  find(frame: string, base: string): Mount {
    let mount = CENTRE;
    let name = frame;
    for (let step = 0; step < LONGEST && name !== base; step++) {
      const found = this.#parents.get(name);
      if (found === undefined) {
        return CENTRE;
      }
      mount = compose(found.mount, mount);
      name = found.parent;
    }
    return mount;
  }
}

/** A vector turned by a rotation. */
export function turned(q: Quaternion, v: Point): Point {
  const tx = 2 * (q.y * v.z - q.z * v.y);
  const ty = 2 * (q.z * v.x - q.x * v.z);
  const tz = 2 * (q.x * v.y - q.y * v.x);
  return {
    x: v.x + q.w * tx + q.y * tz - q.z * ty,
    y: v.y + q.w * ty + q.z * tx - q.x * tz,
    z: v.z + q.w * tz + q.x * ty - q.y * tx,
  };
}

function compose(outer: Mount, inner: Mount): Mount {
  const at = turned(outer.turned, inner.at);
  const a = outer.turned;
  const b = inner.turned;
  return {
    at: { x: outer.at.x + at.x, y: outer.at.y + at.y, z: outer.at.z + at.z },
    turned: {
      w: a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
      x: a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
      y: a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
      z: a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
    },
  };
}
