import { worldNames } from "../../../world/load/load-world.ts";
import { readScenario } from "../../scenario.ts";
import { runJobs } from "../../worker-pool.ts";
import type { SoakPart } from "../soak-part.ts";
import { mindsBars, sumUpMinds, tellMinds } from "./figures.ts";
import type { MindsJob, MindsRun } from "./run-minds.ts";

/** The same seeds with minds and without, under the same red lines. */
export const minds: SoakPart = {
  name: "minds",
  summary: "60 seeds over all worlds, 60 s each, with minds and without, under the same red lines.",
  heeds: ["seeds", "first", "duration", "world", "robot"],
  run: async ({ seeds = 60, first = 1, duration = 60, world, robot, jobs }, tell) => {
    const worlds = world === undefined ? worldNames() : [world];
    worlds.forEach((name) => readScenario(name, robot));
    const runs = Array.from({ length: seeds }, (_, i) => i).flatMap((i) =>
      (["off", "on"] as const).map((which): MindsJob => ({
        world: worlds[i % worlds.length] ?? "",
        robot,
        seed: first + i,
        duration,
        minds: which,
      })),
    );
    const done = await runJobs<MindsJob, MindsRun>("minds", runs, jobs, (run) => {
      if (run.contacts > 0) {
        tell(`contact: ${run.world}, seed ${run.seed}, minds ${run.minds}`);
      }
    });
    const figures = sumUpMinds(done);
    tellMinds(figures).forEach(tell);
    return { figures: { ...figures, runs: done }, bars: mindsBars(figures) };
  },
};
