import { at } from "./at.ts";
/**
 * Solves a·x = b for a symmetric, positive definite matrix by Cholesky's decomposition.
 * @param a - Row-major, count × count; its lower triangle is overwritten with the factor.
 * @param x - Holds b, then the solution.
 */
export function solve(a: Float64Array, x: Float64Array, count: number): void {
  decompose(a, count);
  for (let i = 0; i < count; i++) {
    let sum = at(x, i);
    for (let k = 0; k < i; k++) {
      sum -= at(a, i * count + k) * at(x, k);
    }
    x[i] = sum / at(a, i * count + i);
  }
  for (let i = count - 1; i >= 0; i--) {
    let sum = at(x, i);
    for (let k = i + 1; k < count; k++) {
      sum -= at(a, k * count + i) * at(x, k);
    }
    x[i] = sum / at(a, i * count + i);
  }
}

function decompose(a: Float64Array, count: number): void {
  for (let j = 0; j < count; j++) {
    for (let i = j; i < count; i++) {
      let sum = at(a, i * count + j);
      for (let k = 0; k < j; k++) {
        sum -= at(a, i * count + k) * at(a, j * count + k);
      }
      a[i * count + j] = i === j ? Math.sqrt(sum) : sum / at(a, j * count + j);
    }
  }
}
