/** What is to become small: as many numbers for each vector of parameters, in the same order. */
export type Residuals = (parameters: Float64Array) => Float64Array;

/** Step of the numeric derivative [1]. */
const STEP = 1e-6;
/** The search ends when a step gains less than this share [1], or finds nothing better for so many times. */
const GAIN = 1e-7;
const TRIES = 12;

/**
 * Least squares by Levenberg (1944) and Marquardt (1963), with numeric derivatives. The same input gives the same output
 * to the bit.
 */
export function leastSquares(
  residuals: Residuals,
  start: Float64Array,
  rounds: number,
): Float64Array {
  let at = start;
  let rest = residuals(at);
  let damping = 1e-3;
  for (let round = 0; round < rounds; round++) {
    const { normal, slope } = normalEquations(residuals, at, rest);
    const before = sumOfSquares(rest);
    let better = false;
    for (let n = 0; n < TRIES && !better; n++) {
      const step = solve(damped(normal, damping), slope);
      const next = at.map((value, i) => value - (step[i] ?? 0));
      const left = residuals(next);
      better = sumOfSquares(left) < before;
      damping *= better ? 0.3 : 4;
      [at, rest] = better ? [next, left] : [at, rest];
    }
    if (!better || before - sumOfSquares(rest) < GAIN * before) {
      return at;
    }
  }
  return at;
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) {
    sum += value * value;
  }
  return sum;
}

type Matrix = readonly Float64Array[];

function normalEquations(
  residuals: Residuals,
  at: Float64Array,
  rest: Float64Array,
): { readonly normal: Matrix; readonly slope: Float64Array } {
  const columns = Array.from(at, (value, i) => {
    const moved = at.slice();
    moved[i] = value + STEP;
    return residuals(moved).map((residual, k) => (residual - (rest[k] ?? 0)) / STEP);
  });
  const product = (a: Float64Array, b: Float64Array): number => {
    let sum = 0;
    for (let k = 0; k < a.length; k++) {
      sum += (a[k] ?? 0) * (b[k] ?? 0);
    }
    return sum;
  };
  return {
    normal: columns.map((a) => Float64Array.from(columns, (b) => product(a, b))),
    slope: Float64Array.from(columns, (a) => product(a, rest)),
  };
}

function damped(normal: Matrix, damping: number): Matrix {
  return normal.map((row, i) => {
    const copy = row.slice();
    copy[i] = (row[i] ?? 0) * (1 + damping) + 1e-12;
    return copy;
  });
}

/** Solves a symmetric positive system by Cholesky's factors. */
function solve(matrix: Matrix, right: Float64Array): Float64Array {
  const lower = factorOf(matrix);
  const size = right.length;
  const half = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    half[i] = ((right[i] ?? 0) - rowSum(lower[i], half, i)) / cell(lower, i, i);
  }
  const full = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    const column = Float64Array.from({ length: size }, (_, k) => (k > i ? cell(lower, k, i) : 0));
    full[i] = ((half[i] ?? 0) - rowSum(column, full, size)) / cell(lower, i, i);
  }
  return full;
}

function factorOf(matrix: Matrix): Matrix {
  const lower = matrix.map((row) => new Float64Array(row.length));
  lower.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const rest = cell(matrix, i, j) - rowSum(row, lower[j] ?? row, j);
      row[j] = i === j ? Math.sqrt(Math.max(rest, 1e-18)) : rest / cell(lower, j, j);
    }
  });
  return lower;
}

function cell(matrix: Matrix, i: number, j: number): number {
  return matrix[i]?.[j] ?? 0;
}

/** Product of two rows as far as a column. */
function rowSum(a: Float64Array | undefined, b: Float64Array, until: number): number {
  let sum = 0;
  for (let k = 0; k < until; k++) {
    sum += (a?.[k] ?? 0) * (b[k] ?? 0);
  }
  return sum;
}
