/** A vector in the plane [m], [m/s] or [1], as said where it is used. */
export type Vector = { readonly x: number; readonly y: number };

export const ZERO: Vector = { x: 0, y: 0 };

export function add(a: Vector, b: Vector): Vector {
  return { x: a.x + b.x, y: a.y + b.y };
}

export function subtract(a: Vector, b: Vector): Vector {
  return { x: a.x - b.x, y: a.y - b.y };
}

export function scale(a: Vector, factor: number): Vector {
  return { x: a.x * factor, y: a.y * factor };
}

export function dot(a: Vector, b: Vector): number {
  return a.x * b.x + a.y * b.y;
}

/** z component of the cross product a × b. */
export function cross(a: Vector, b: Vector): number {
  return a.x * b.y - a.y * b.x;
}

/** Length. Not `Math.hypot`, which guards against overflow no robot can reach and costs ten times as much in V8. */
export function norm(a: Vector): number {
  return Math.sqrt(a.x * a.x + a.y * a.y);
}

/** Unit vector at an angle counter-clockwise from x [rad]. */
export function direction(angle: number): Vector {
  return { x: Math.cos(angle), y: Math.sin(angle) };
}

/** The vector turned counter-clockwise [rad]. */
export function rotate(a: Vector, angle: number): Vector {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return { x: c * a.x - s * a.y, y: s * a.x + c * a.y };
}
