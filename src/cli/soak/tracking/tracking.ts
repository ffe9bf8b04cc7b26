import type { Bar } from "../../bench/benchmark.ts";
import type { SoakPart } from "../soak-part.ts";
import { type Drill, POOR_DETECTOR, recordDrill } from "./drill.ts";
import { judgeTracks, type Means } from "./replay.ts";
import { add, NOTHING, type Score } from "./score.ts";

const MEANS: readonly Means[] = ["detector and lidar", "detector", "lidar"];

/** Bars of the whole: by detector and lidar, and by the lidar alone. */
const SWITCHES = 1;
const ERROR = 0.15;
const LIDAR_RECALL = 0.9;

/** What tracking came to by one means. */
type Figures = {
  /** Identity switches in 100 person-seconds [1], position error [m]. */
  readonly switches: number;
  readonly error: number;
  /** Shares of people who had a track: of all within range, of those the lidar has a line of sight to [1]. */
  readonly recall: number;
  readonly recallInSight: number;
  /** Share of tracks that were of somebody, and multiple object tracking accuracy [1]. */
  readonly precision: number;
  readonly accuracy: number;
  readonly personSeconds: number;
  /** Processor time for each person and frame [ms]. */
  readonly cost: number;
};

/** Tracking in a crowd by a poor detector and the lidar, by each alone, against the truth. */
export const tracking: SoakPart = {
  name: "tracking",
  summary:
    "Tracks of people, the detector missing 20 %, renaming and imagining, against the truth.",
  heeds: ["seeds", "first", "duration", "world"],
  run: async ({ seeds = 4, first = 1, duration = 60, world = "crowd" }, tell) => {
    const scores = new Map(MEANS.map((means) => [means, { score: NOTHING, cost: 0 }]));
    for (let seed = first; seed < first + seeds; seed++) {
      const drill = await recordDrill({ world, seed, duration, detector: POOR_DETECTOR });
      for (const means of MEANS) {
        const before = scores.get(means) ?? { score: NOTHING, cost: 0 };
        const { score, cost } = timed(drill, means);
        scores.set(means, { score: add(before.score, score), cost: before.cost + cost });
        tell(`seed ${seed}, ${means}: ${tellFigures(figuresOf(score, cost))}`);
      }
    }
    const figures = Object.fromEntries(
      [...scores].map(([means, { score, cost }]) => [means, figuresOf(score, cost)]),
    );
    return { figures, bars: barsOf(figures) };
  },
};

function timed(drill: Drill, means: Means): { readonly score: Score; readonly cost: number } {
  const before = process.cpuUsage();
  const score = judgeTracks(drill, means);
  const { user, system } = process.cpuUsage(before);
  return { score, cost: (user + system) / 1000 };
}

function figuresOf(score: Score, cost: number): Figures {
  const { present, found, told, switches } = score;
  return {
    switches: (100 * switches) / score.personSeconds,
    error: score.error / found,
    recall: found / present,
    recallInSight: score.foundInSight / score.inSight,
    precision: 1 - score.false / told,
    accuracy: 1 - (present - found + score.false + switches) / present,
    personSeconds: score.personSeconds,
    cost: cost / present,
  };
}

function tellFigures(figures: Figures): string {
  return (
    `${figures.switches.toFixed(2)} switches in 100 person-seconds, ${figures.error.toFixed(3)} m off, ` +
    `recall ${figures.recall.toFixed(3)} (in sight ${figures.recallInSight.toFixed(3)}), ` +
    `precision ${figures.precision.toFixed(3)}, MOTA ${figures.accuracy.toFixed(3)}, ` +
    `${figures.cost.toFixed(3)} ms a person and frame`
  );
}

function barsOf(figures: { readonly [means: string]: Figures }): readonly Bar[] {
  const both = figures["detector and lidar"];
  const alone = figures["lidar"];
  return [
    {
      name: "identity switches in 100 person-seconds [1]",
      value: both?.switches ?? Infinity,
      bound: "at most",
      bar: SWITCHES,
    },
    { name: "position error [m]", value: both?.error ?? Infinity, bound: "at most", bar: ERROR },
    {
      name: "recall within 5 m by the lidar alone [1]",
      value: alone?.recall ?? 0,
      bound: "at least",
      bar: LIDAR_RECALL,
    },
  ];
}
