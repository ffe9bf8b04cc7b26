import { worldNames } from "../../world/load/load-world.ts";
import type { RunOptions } from "../episode.ts";
import type { Report } from "../report.ts";
import { readScenario } from "../scenario.ts";
import { runJobs } from "../worker-pool.ts";
import { campaignBars, sumUp, tellCampaign } from "./campaign-figures.ts";
import type { SoakPart } from "./soak-part.ts";

/** Many seeds over all worlds, with and without the supervisor. */
export const campaign: SoakPart = {
  name: "campaign",
  summary: "200 seeds over all worlds, 60 s each, with and without the supervisor.",
  heeds: ["seeds", "first", "duration", "world", "robot"],
  run: async ({ seeds = 200, first = 1, duration = 60, world, robot, jobs }, tell) => {
    const worlds = world === undefined ? worldNames() : [world];
    worlds.forEach((name) => readScenario(name, robot));
    const runs = Array.from({ length: seeds }, (_, i) => i).flatMap((i) =>
      (["supervised", "unsupervised"] as const).map((supervision): RunOptions => ({
        world: worlds[i % worlds.length] ?? "",
        seed: first + i,
        duration,
        supervision,
        ...(robot === undefined ? {} : { robot }),
      })),
    );
    const reports = await runJobs<RunOptions, Report>("episode", runs, jobs, (report) => {
      if (report.redLines === "crossed") {
        tell(`contact: ${report.world}, seed ${report.seed}`);
      }
    });
    const figures = sumUp(reports);
    tellCampaign(figures).forEach(tell);
    return { figures: { ...figures, reports }, bars: campaignBars(figures) };
  },
};
