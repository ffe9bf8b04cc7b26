/**
 * Solves a·x = b for a symmetric, positive definite matrix by Cholesky's decomposition.
 * @param a - Row-major, count × count; its lower triangle is overwritten with the factor.
 * @param x - Holds b, then the solution.
 */
export function solve(a: Float64Array, x: Float64Array, count: number): void {
  decompose(a, count);
  for (let i = 0; i < count; i++) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++) {
      sum -= (a[i * count + k] ?? 0) * (x[k] ?? 0);
    }
    x[i] = sum / (a[i * count + i] ?? 1);
  }
  for (let i = count - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < count; k++) {
      sum -= (a[k * count + i] ?? 0) * (x[k] ?? 0);
    }
    x[i] = sum / (a[i * count + i] ?? 1);
  }
}

function decompose(a: Float64Array, count: number): void {
  for (let j = 0; j < count; j++) {
    for (let i = j; i < count; i++) {
      let sum = a[i * count + j] ?? 0;
      for (let k = 0; k < j; k++) {
        sum -= (a[i * count + k] ?? 0) * (a[j * count + k] ?? 0);
      }
      a[i * count + j] = i === j ? Math.sqrt(sum) : sum / (a[j * count + j] ?? 1);
    }
  }
}
