/** A position and an orientation in three dimensions. */
export type Placement = {
  /** [m] */
  readonly x: number;
  /** [m] */
  readonly y: number;
  /** [m] */
  readonly z: number;
  /** Unit quaternion. */
  readonly rotation: Rotation;
};

/** A unit quaternion. */
export type Rotation = {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly w: number;
};

/** A point or direction in three dimensions [m] or [1]. */
export type Point = { readonly x: number; readonly y: number; readonly z: number };

export const UPRIGHT: Rotation = { x: 0, y: 0, z: 0, w: 1 };

export const ORIGIN: Placement = { x: 0, y: 0, z: 0, rotation: UPRIGHT };

/** The rotation that applies `b` first and `a` after it. */
export function turn(a: Rotation, b: Rotation): Rotation {
  return {
    x: a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
    y: a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
    z: a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
    w: a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
  };
}

/** A vector turned by a rotation. */
export function turned(q: Rotation, v: Point): Point {
  const tx = 2 * (q.y * v.z - q.z * v.y);
  const ty = 2 * (q.z * v.x - q.x * v.z);
  const tz = 2 * (q.x * v.y - q.y * v.x);
  return {
    x: v.x + q.w * tx + q.y * tz - q.z * ty,
    y: v.y + q.w * ty + q.z * tx - q.x * tz,
    z: v.z + q.w * tz + q.x * ty - q.y * tx,
  };
}

/** C in A, from B in A and C in B. */
export function place(ab: Placement, bc: Placement): Placement {
  const p = turned(ab.rotation, bc);
  return { x: ab.x + p.x, y: ab.y + p.y, z: ab.z + p.z, rotation: turn(ab.rotation, bc.rotation) };
}

/** The opposite rotation. */
export function turnedBack(q: Rotation): Rotation {
  return { x: -q.x, y: -q.y, z: -q.z, w: q.w };
}

/** Rotation from fixed-axis roll, pitch and yaw as URDF writes it [rad]. */
export function fromRollPitchYaw(roll: number, pitch: number, yaw: number): Rotation {
  const cr = Math.cos(roll / 2);
  const sr = Math.sin(roll / 2);
  const cp = Math.cos(pitch / 2);
  const sp = Math.sin(pitch / 2);
  const cy = Math.cos(yaw / 2);
  const sy = Math.sin(yaw / 2);
  return {
    x: sr * cp * cy - cr * sp * sy,
    y: cr * sp * cy + sr * cp * sy,
    z: cr * cp * sy - sr * sp * cy,
    w: cr * cp * cy + sr * sp * sy,
  };
}

/** Rotation by an angle about a unit axis [rad]. */
export function fromAxis(axis: Point, angle: number): Rotation {
  const s = Math.sin(angle / 2);
  return { x: axis.x * s, y: axis.y * s, z: axis.z * s, w: Math.cos(angle / 2) };
}
