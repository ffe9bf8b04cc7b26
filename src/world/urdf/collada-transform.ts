/** A 4 x 4 matrix, row by row. */
export type Matrix = readonly number[];

export const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** What an element of a COLLADA node does to what is in the node. */
export function transformOf(name: string, n: readonly number[]): Matrix {
  const [x = 0, y = 0, z = 0, degrees = 0] = n;
  switch (name) {
    case "matrix":
      return n.length === 16 ? n : IDENTITY;
    case "translate":
      return [1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z, 0, 0, 0, 1];
    case "scale":
      return [x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0, 0, 0, 0, 1];
    case "rotate":
      return rotation(x, y, z, (degrees * Math.PI) / 180);
    default:
      return IDENTITY;
  }
}

function rotation(ax: number, ay: number, az: number, angle: number): Matrix {
  const length = Math.hypot(ax, ay, az) || 1;
  const x = ax / length;
  const y = ay / length;
  const z = az / length;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const d = 1 - c;
  const rows = [
    [c + x * x * d, x * y * d - z * s, x * z * d + y * s, 0],
    [y * x * d + z * s, c + y * y * d, y * z * d - x * s, 0],
    [z * x * d - y * s, z * y * d + x * s, c + z * z * d, 0],
    [0, 0, 0, 1],
  ];
  return rows.flat();
}

/** The transform that applies `b` first and `a` after it. */
export function times(a: Matrix, b: Matrix): Matrix {
  return b === IDENTITY
    ? a
    : Array.from({ length: 16 }, (_, i) => {
        const row = i - (i % 4);
        const column = i % 4;
        let sum = 0;
        for (let k = 0; k < 4; k++) {
          sum += (a[row + k] ?? 0) * (b[4 * k + column] ?? 0);
        }
        return sum;
      });
}

/** A point moved by a transform. */
export function moved(m: Matrix, x: number, y: number, z: number): [number, number, number] {
  const row = (r: number): number => {
    const [a = 0, b = 0, c = 0, d = 0] = m.slice(4 * r, 4 * r + 4);
    return a * x + b * y + c * z + d;
  };
  return [row(0), row(1), row(2)];
}
