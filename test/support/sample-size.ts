/**
 * How many cases of a campaign a test draws: all it asks for, or the share of them that `COALIGN_SHARE` says [1]. The
 * mutation gate, which runs the tests once for every mutant, asks for a small one.
 *
 * @param least - How many at least, where a handful would show nothing.
 */
export function sampleSize(cases: number, least = 1): number {
  const share = Number(process.env["COALIGN_SHARE"] ?? "1");
  return Math.min(cases, Math.max(least, Math.ceil(cases * share)));
}
