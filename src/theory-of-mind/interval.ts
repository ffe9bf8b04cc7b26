/** Where a probability lies that is told as one number [1]. */
export type Interval = { readonly low: number; readonly high: number };

/** Even who is all but sure is wrong now and then [1]. */
const FLOOR = 0.01;

/**
 * Where the share of right answers lies, nine times in ten, among the times that about this probability was told in one place
 * and run. Narrow where it is all but sure.
 * @param spread - How far off such shares are, in the deviations of one answer: measured for each kind of estimate [1].
 */
export function shareInterval(probability: number, spread: number): Interval {
  const half = spread * Math.sqrt(probability * (1 - probability) + FLOOR);
  return { low: Math.max(0, probability - half), high: Math.min(1, probability + half) };
}
