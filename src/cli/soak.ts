import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { holds, tellBar } from "./bench/benchmark.ts";
import { campaignBars, sumUp, tellCampaign } from "./campaign.ts";
import { tell } from "./console-lines.ts";
import type { RunOptions } from "./episode.ts";
import { runEpisodes } from "./episode-pool.ts";
import { worldNames } from "../world/load/load-world.ts";
import { readScenario } from "./scenario.ts";
import { type Command, type OptionSpecs, UsageError } from "./usage.ts";

const OPTIONS = {
  seeds: { kind: "integer", value: "N", min: 1, max: 100_000, meaning: "How many seeds [200]." },
  first: { kind: "integer", value: "N", min: 0, max: 2 ** 31 - 1, meaning: "The first seed [1]." },
  duration: {
    kind: "number",
    value: "S",
    min: 1,
    max: 3600,
    meaning: "Simulated time of each run [60 s].",
  },
  world: { kind: "text", value: "NAME", meaning: "This world only [all in turn]." },
  robot: { kind: "text", value: "NAME", meaning: "Robot, by name or URDF file [the world's]." },
  jobs: { kind: "integer", value: "N", min: 1, max: 256, meaning: "Processes [one a core]." },
  json: { kind: "text", value: "FILE", meaning: "Where the figures and every report go." },
} as const satisfies OptionSpecs;

/** Many seeds over all worlds, with and without the supervisor. */
export const soak: Command<typeof OPTIONS> = {
  name: "soak",
  summary: "Runs many seeds over all worlds on loopback, with and without the supervisor.",
  words: { value: "campaign", min: 1, max: 1 },
  options: OPTIONS,
  run: async ({ words: [name], options }) => {
    if (name !== "campaign") {
      throw new UsageError(`there is no soak '${name ?? ""}'; there is campaign`);
    }
    const worlds = options.world === undefined ? worldNames() : [options.world];
    worlds.forEach((world) => readScenario(world, options.robot));
    const first = options.first ?? 1;
    const jobs = Array.from({ length: options.seeds ?? 200 }, (_, i) => i).flatMap((i) =>
      (["supervised", "unsupervised"] as const).map((supervision): RunOptions => ({
        world: worlds[i % worlds.length] ?? "",
        seed: first + i,
        duration: options.duration ?? 60,
        supervision,
        ...(options.robot === undefined ? {} : { robot: options.robot }),
      })),
    );
    const reports = await runEpisodes(jobs, options.jobs ?? availableParallelism(), (report) => {
      if (report.redLines === "crossed") {
        tell(`contact: ${report.world}, seed ${report.seed}`);
      }
    });
    const campaign = sumUp(reports);
    tellCampaign(campaign).forEach(tell);
    const bars = campaignBars(campaign);
    bars.forEach((bar) => tell(tellBar(bar)));
    if (options.json !== undefined) {
      const text = JSON.stringify({ campaign, bars, reports }, undefined, 1);
      writeFileSync(options.json, `${text}\n`);
    }
    return bars.every(holds) ? 0 : 1;
  },
};
