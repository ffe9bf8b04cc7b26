import { runJobs } from "../worker-pool.ts";
import { separationBars, separationFigures, tellSeparation } from "./separation/figures.ts";
import type { SeparationJob, SeparationResult } from "./separation/run-case.ts";
import type { SoakPart } from "./soak-part.ts";

/** How often progress is told [1]. */
const TOLD_EVERY = 500;

/** Every so many seeds it is also driven by the bold oracle and by nobody: both are for comparison, and no bar is theirs [1]. */
const COMPARED_EVERY = 10;

/**
 * Random short episodes against the protective separation: people who heed no robot walk through its way at up to 1.6 m/s
 * from every bearing, the base is up to 20 % off what is declared of it (speed, acceleration, braking, mass), and a
 * command takes up to 150 ms to the motors. Each is driven again by the careful oracle (see `startOracle`) on the same seed, and
 * some by the bold one and with nobody to hold them.
 */
export const separation: SoakPart = {
  name: "separation",
  summary:
    "10,000 random episodes of 12 s with people who heed no robot, against an oracle's speed.",
  heeds: ["seeds", "first", "duration"],
  run: async ({ seeds = 10_000, first = 1, duration = 12, jobs }, tell) => {
    const cases = Array.from({ length: seeds }, (_, i): SeparationJob => ({
      seed: first + i,
      duration,
      besides: (first + i) % COMPARED_EVERY === 0 ? ["careful", "bold", "unheld"] : ["careful"],
    }));
    let count = 0;
    const results = await runJobs<SeparationJob, SeparationResult>(
      "separation",
      cases,
      jobs,
      (result) => {
        result.supervised.contacts.forEach(({ time, other, robotOwnSpeed, movedInto }) =>
          tell(
            `contact: seed ${result.seed}, ${time.toFixed(2)} s, ${other}, own speed ${robotOwnSpeed.toFixed(3)} m/s, moved into by ${movedInto}; ${result.robot}, ${result.commander}, ${result.place}`,
          ),
        );
        count += 1;
        if (count % TOLD_EVERY === 0) {
          tell(`${count} of ${seeds} episodes`);
        }
      },
    );
    tellSeparation(results).forEach(tell);
    const figures = separationFigures(results);
    return { figures: { ...figures, results }, bars: separationBars(figures) };
  },
};
