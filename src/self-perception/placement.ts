/** A point in space [m]. */
export type Point3 = readonly [x: number, y: number, z: number];

/** Where one frame sits in another: a rotation, row-major, and a translation [m]. */
export type Placement = {
  readonly rotation: readonly [Point3, Point3, Point3];
  readonly translation: Point3;
};

export const AT_ORIGIN: Placement = {
  rotation: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  translation: [0, 0, 0],
};

/** A placement from a URDF origin: translation [m], then roll, pitch, yaw about fixed axes [rad]. */
export function placementOf(xyz: Point3, rpy: Point3): Placement {
  const [roll, pitch, yaw] = rpy;
  const [cr, sr, cp, sp] = [Math.cos(roll), Math.sin(roll), Math.cos(pitch), Math.sin(pitch)];
  const [cy, sy] = [Math.cos(yaw), Math.sin(yaw)];
  return {
    rotation: [
      [cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr],
      [sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr],
      [-sp, cp * sr, cp * cr],
    ],
    translation: xyz,
  };
}

/** A point of the inner frame, in the outer one [m]. */
export function place(placement: Placement, point: Point3): Point3 {
  const [tx, ty, tz] = placement.translation;
  const [a, b, c] = placement.rotation;
  return [along(a, point) + tx, along(b, point) + ty, along(c, point) + tz];
}

/** C in A, from B in A and C in B. */
export function chain(ab: Placement, bc: Placement): Placement {
  const column = (k: 0 | 1 | 2): Point3 => [
    bc.rotation[0][k],
    bc.rotation[1][k],
    bc.rotation[2][k],
  ];
  const row = (r: Point3): Point3 => [
    along(r, column(0)),
    along(r, column(1)),
    along(r, column(2)),
  ];
  return {
    rotation: [row(ab.rotation[0]), row(ab.rotation[1]), row(ab.rotation[2])],
    translation: place(ab, bc.translation),
  };
}

/** A in B, from B in A. */
export function reverse(ab: Placement): Placement {
  const [a, b, c] = ab.rotation;
  const rotation: Placement["rotation"] = [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
  const back = place({ rotation, translation: [0, 0, 0] }, ab.translation);
  return { rotation, translation: [-back[0], -back[1], -back[2]] };
}

function along(a: Point3, b: Point3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
