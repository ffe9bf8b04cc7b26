import type { SoakPart } from "../soak-part.ts";
import { freshRun } from "./fresh-run.ts";

/** Stamps, contents and clocks that go wrong in the middle of a drive, and drives in which nothing does. */
export const freshness: SoakPart = {
  name: "freshness",
  summary: "10,000 faults of stamps, contents, rates and clocks; 10,000 drives with jitter.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 10_000, first = 1 }, tell) => {
    const sum = { faults: seeds, missed: 0, falseAlarms: 0 };
    for (let seed = first; seed < first + seeds; seed++) {
      const { fault, source, found, due } = freshRun(seed);
      if (!(found <= due)) {
        sum.missed += 1;
        tell(`seed ${seed}: ${fault} of ${source}, due after ${due.toFixed(2)} s, was missed`);
      }
      sum.falseAlarms += freshRun(seed, "none").reasons.length > 0 ? 1 : 0;
    }
    return await Promise.resolve({
      figures: sum,
      bars: [
        { name: "faults missed", value: sum.missed, bound: "at most", bar: 0 },
        { name: "false alarms", value: sum.falseAlarms, bound: "at most", bar: 0 },
      ],
    });
  },
};
