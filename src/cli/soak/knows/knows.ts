import { worldNames } from "../../../world/load/load-world.ts";
import { readScenario } from "../../scenario.ts";
import { runJobs } from "../../worker-pool.ts";
import type { SoakPart } from "../soak-part.ts";
import { areaUnderCurve } from "./area-under-curve.ts";
import type { KnowsCase, KnowsJob, KnowsRun } from "./run-knows.ts";

/** The robot's detectors tell the direction of eyes up to this distance [m] (`gaze_range`, unless a robot says otherwise). */
const EYES_TOLD = 4;

/** Whether people know that the robot is here, as the minds tell it, against what they have in mind. */
export const knows: SoakPart = {
  name: "knows",
  summary:
    "Who knows that the robot is here: 60 seeds over all worlds, 60 s each, against ground truth.",
  heeds: ["seeds", "first", "duration", "world", "robot"],
  run: async ({ seeds = 60, first = 1, duration = 60, world, robot, jobs }, tell) => {
    const worlds = world === undefined ? worldNames() : [world];
    worlds.forEach((name) => readScenario(name, robot));
    const runs = Array.from({ length: seeds }, (_, i): KnowsJob => ({
      world: worlds[i % worlds.length] ?? "",
      robot,
      seed: first + i,
      duration,
    }));
    const done = await runJobs<KnowsJob, KnowsRun>("knows", runs, jobs, () => undefined);
    const all = done.flatMap(({ cases }) => cases);
    const near = all.filter(({ distance }) => distance < EYES_TOLD);
    const byWorld = worlds.map((name) => ({
      world: name,
      ...figuresOf(done.filter((run) => run.world === name).flatMap(({ cases }) => cases)),
    }));
    const figures = { all: figuresOf(all), near: figuresOf(near), byWorld };
    byWorld.forEach((one) => tell(`${one.world}: ${tellFigures(one)}`));
    tell(`within ${EYES_TOLD} m: ${tellFigures(figures.near)}`);
    tell(`all: ${tellFigures(figures.all)}`);
    return {
      figures,
      bars: [
        {
          name: "area under the curve, everybody told [1]",
          value: figures.all.area,
          bound: "at least",
          bar: 0.97,
        },
      ],
    };
  },
};

type Figures = {
  readonly cases: number;
  readonly know: number;
  readonly area: number;
  /** Mean squared error of the probability (Brier, 1950) [1]. */
  readonly brier: number;
};

function figuresOf(cases: readonly KnowsCase[]): Figures {
  const squares = cases.map(({ score, truth }) => (score - (truth ? 1 : 0)) ** 2);
  return {
    cases: cases.length,
    know: cases.filter(({ truth }) => truth).length,
    area: areaUnderCurve(cases),
    brier: squares.reduce((sum, square) => sum + square, 0) / cases.length,
  };
}

function tellFigures({ cases, know, area, brier }: Figures): string {
  return `area under the curve ${area.toFixed(3)}, Brier ${brier.toFixed(3)}, ${cases} cases, in ${know} of which the person knows`;
}
