import type { SoakPart } from "../soak-part.ts";
import { failingRun, FAULTS, soundRun } from "./braking-run.ts";

/** After the envelope was left for 100 ms, a trouble must be found within this [s]. */
const ESCALATED = 0.05;

/** Actuators that fail when the robot is told to stop, and sound ones on slopes and being pushed. */
export const braking: SoakPart = {
  name: "braking",
  summary: "500 failing actuators of each kind, 500 drives of 20 s with sound ones.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 500, first = 1 }, tell) => {
    const sum = { runs: 0, inside: 0, missed: 0, late: 0, latest: 0, falseAlarms: 0 };
    for (let seed = first; seed < first + seeds; seed++) {
      for (const fault of FAULTS) {
        const { trouble, late } = failingRun(seed, fault);
        sum.runs += 1;
        if (trouble === "") {
          sum.inside += Number.isNaN(late) ? 1 : 0;
          sum.missed += Number.isNaN(late) ? 0 : 1;
        }
        sum.late += late > ESCALATED ? 1 : 0;
        sum.latest = Math.max(sum.latest, Number.isNaN(late) ? 0 : late);
      }
      sum.falseAlarms += soundRun(seed).trouble === "" ? 0 : 1;
    }
    tell(`${sum.runs} failing runs: ${sum.inside} stood before they left the envelope for 100 ms`);
    tell(`${sum.late} found later than 50 ms after that, the latest ${sum.latest.toFixed(3)} s`);
    return await Promise.resolve({
      figures: sum,
      bars: [
        { name: "runs outside the envelope missed", value: sum.missed, bound: "at most", bar: 0 },
        { name: "found later than 50 ms", value: sum.late, bound: "at most", bar: 0 },
        { name: "false alarms", value: sum.falseAlarms, bound: "at most", bar: 0 },
      ],
    });
  },
};
