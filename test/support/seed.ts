import fc from "fast-check";

/** One seed for all property tests of a run: a red run can be repeated exactly. */
fc.configureGlobal({ seed: Number(process.env["COALIGN_SEED"]), numRuns: 200 });
