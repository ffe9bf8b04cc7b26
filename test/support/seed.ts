import fc from "fast-check";
import { sampleSize } from "./sample-size.ts";

/** One seed for all property tests of a run: a red run can be repeated exactly. */
fc.configureGlobal({ seed: Number(process.env["COALIGN_SEED"]), numRuns: sampleSize(200, 30) });
