/** The same direction within (-π, π] [rad]. */
export function wrap(angle: number): number {
  const turned = angle - 2 * Math.PI * Math.floor((angle + Math.PI) / (2 * Math.PI));
  return turned === -Math.PI ? Math.PI : turned;
}

/** Smallest turn from one direction to another, counter-clockwise positive [rad]. */
export function turnBetween(from: number, to: number): number {
  return wrap(to - from);
}

/** Yaw of a rotation about z given as a quaternion [rad]. */
export function yawOf(q: {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly w: number;
}): number {
  return Math.atan2(2 * (q.w * q.z + q.x * q.y), 1 - 2 * (q.y * q.y + q.z * q.z));
}

/** Rotation about z as a quaternion. */
export function quaternionOf(yaw: number): { x: number; y: number; z: number; w: number } {
  return { x: 0, y: 0, z: Math.sin(yaw / 2), w: Math.cos(yaw / 2) };
}
