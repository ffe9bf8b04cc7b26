import type { Manner } from "../../../nodes/theory-of-mind-faculty.ts";
import type { Bar } from "../../bench/benchmark.ts";
import type { SoakPart } from "../soak-part.ts";
import { type Drill, recordDrill } from "../tracking/drill.ts";
import { playFaculty } from "./play-faculty.ts";
import { judge, nothing, type Score } from "./score.ts";

const MANNERS: readonly Manner[] = ["assumed", "learnt"];
const WORLDS = ["blind-corner", "corridor", "crowd", "kitchen", "plaza", "shop-floor"];
/** Who is slower stands [m/s]. */
const STANDS = 0.3;
/** What regions of 90 % must hold, over everybody at every place ahead [1]. */
const HELD_LEAST = 0.88;

/** What came of one manner in one world. */
type Figures = {
  readonly count: number;
  readonly ade: number;
  readonly fde: number;
  readonly straight: { readonly ade: number; readonly fde: number };
  readonly best: { readonly ade: number; readonly fde: number };
  /** Share held by the smallest region of 90 % at 0.4, 1.2, 2.4 and 4.8 s, its size [m²], the surprise [ln m²]. */
  readonly held: readonly number[];
  readonly area: readonly number[];
  readonly surprise: readonly number[];
};

/** Where people are told to go against where they go, over the worlds, by the faculty that runs in the robot. */
export const motion: SoakPart = {
  name: "motion",
  summary: "Futures of people, assumed and learnt, by the live faculty, against the truth.",
  heeds: ["seeds", "first", "duration", "world"],
  run: async ({ seeds = 2, first = 1, duration = 90, world }, tell) => {
    const sums: Sums = { scores: new Map(), costs: new Map() };
    for (const place of world === undefined ? WORLDS : [world]) {
      for (let seed = first; seed < first + seeds; seed++) {
        watch(sums, place, await recordDrill({ world: place, seed, duration, detector: {} }));
      }
    }
    const { scores, costs } = sums;
    const figures = Object.fromEntries([...scores].map(([key, score]) => [key, figuresOf(score)]));
    for (const [key, one] of Object.entries(figures)) {
      tell(`${key}: ${tellFigures(one)}`);
    }
    const cost = Object.fromEntries([...costs].map(([key, one]) => [key, one.cost / one.told]));
    for (const [key, each] of Object.entries(cost)) {
      tell(`${key}: ${each.toFixed(3)} ms a person and frame, the whole faculty`);
    }
    return { figures: { ...figures, cost }, bars: barsOf(figures) };
  },
};

/** What has come so far, by world, way of moving and manner, and the cost of each manner. */
type Sums = {
  readonly scores: Map<string, Score>;
  readonly costs: Map<Manner, { readonly cost: number; readonly told: number }>;
};

/** Plays one drill in every manner. */
function watch({ scores, costs }: Sums, place: string, drill: Drill): void {
  for (const manner of MANNERS) {
    const { tellings, cost, told } = playFaculty(drill, manner);
    const sum = costs.get(manner) ?? { cost: 0, told: 0 };
    costs.set(manner, { cost: sum.cost + cost, told: sum.told + told });
    for (const telling of tellings) {
      const kind = telling.speed < STANDS ? "standing" : "walking";
      for (const key of [`${place}, ${kind}, ${manner}`, `all, ${kind}, ${manner}`]) {
        const score = scores.get(key) ?? nothing();
        scores.set(key, score);
        judge(score, telling);
      }
    }
  }
}

function figuresOf(score: Score): Figures {
  const { count, path, straight, best } = score;
  const mean = ({ ade, fde }: Score["path"]): Score["path"] => ({
    ade: ade / count,
    fde: fde / count,
  });
  const picked = (values: Float64Array): readonly number[] =>
    [0, 2, 5, 11].map((k) => (values[k] ?? 0) / count);
  return {
    count,
    ...mean(path),
    straight: mean(straight),
    best: mean(best),
    held: picked(score.held),
    area: picked(score.area),
    surprise: picked(score.surprise),
  };
}

function tellFigures({ count, ade, fde, straight, best, held, area, surprise }: Figures): string {
  const all = (values: readonly number[], digits: number): string =>
    values.map((one) => one.toFixed(digits)).join(" ");
  const errors = (one: Score["path"]): string => `${one.ade.toFixed(3)}/${one.fde.toFixed(3)}`;
  return (
    `${count} times, off ${errors({ ade, fde })} m (constant velocity ${errors(straight)}, best ${errors(best)}), ` +
    `held ${all(
      held.map((one) => 100 * one),
      1,
    )} %, in ${all(area, 2)} m², surprise ${all(surprise, 2)}`
  );
}

function barsOf(figures: { readonly [key: string]: Figures }): readonly Bar[] {
  return ["walking", "standing"].map((kind): Bar => {
    const held = figures[`all, ${kind}, learnt`]?.held ?? [0];
    return {
      name: `least share of places held by regions of 90 %, ${kind} [1]`,
      value: Math.min(...held),
      bound: "at least",
      bar: HELD_LEAST,
    };
  });
}
