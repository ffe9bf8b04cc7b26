import type { SoakPart } from "../soak-part.ts";
import { escapeRun } from "./escape-run.ts";

/** Robots wedged among things and standing people, each with a way out. */
export const escape: SoakPart = {
  name: "escape",
  summary: "1,000 wedged starts with a way out, closed loop with the kernel.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 1000, first = 1 }, tell) => {
    const sum = { starts: seeds, left: 0, lost: 0, tried: 0, towards: 0 };
    for (let seed = first; seed < first + seeds; seed++) {
      const { left, lost, tried, towards } = escapeRun(seed);
      sum.left += left === "left" ? 1 : 0;
      sum.lost = Math.max(sum.lost, lost);
      sum.tried += tried;
      sum.towards += towards;
    }
    tell(`${sum.left} of ${sum.starts} left; ${sum.tried} commands towards people tried`);
    return await Promise.resolve({
      figures: sum,
      bars: [
        { name: "share that left", value: sum.left / seeds, bound: "at least", bar: 0.99 },
        { name: "clearance lost [m]", value: sum.lost, bound: "at most", bar: 0.001 },
        { name: "motions towards people", value: sum.towards, bound: "at most", bar: 0 },
      ],
    });
  },
};
