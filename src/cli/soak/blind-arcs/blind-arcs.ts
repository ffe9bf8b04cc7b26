import type { SoakPart } from "../soak-part.ts";
import { judgeCase } from "./blind-case.ts";

/** Random masks over random scanners and outlines, each motion that is allowed checked by brute force. */
export const blindArcs: SoakPart = {
  name: "blind-arcs",
  summary: "10,000 random blind masks: every allowed motion stops before what may be hidden.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 10_000, first = 1 }, tell) => {
    const sum = { cases: seeds, tried: 0, moved: 0, refused: 0, violations: 0 };
    for (let seed = first; seed < first + seeds; seed++) {
      const { tried, moved, refused, violations } = judgeCase(seed);
      sum.tried += tried;
      sum.moved += moved;
      sum.refused += refused;
      sum.violations += violations;
      if (violations > 0) {
        tell(`seed ${seed}: ${violations} motions cannot stop before a hidden place`);
      }
    }
    tell(`${sum.cases} masks, ${sum.tried} motions, ${sum.moved} of them moved the robot`);
    const name = "motions that cannot stop before a hidden place";
    return await Promise.resolve({
      figures: sum,
      bars: [{ name, value: sum.violations, bound: "at most", bar: 0 }],
    });
  },
};
