/** An entry of an array of numbers whose index is known to lie within it. */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
