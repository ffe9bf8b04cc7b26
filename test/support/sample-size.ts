/**
 * How many cases of a campaign a test draws: all it asks for, or the share of them that `COALIGN_SHARE` says [1]. The
 * mutation gate, which runs the tests once for every mutant, asks for a small one.
 */
export function sampleSize(cases: number): number {
  const share = Number(process.env["COALIGN_SHARE"] ?? "1");
  return Math.max(1, Math.ceil(cases * share));
}
