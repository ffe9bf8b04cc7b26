import { worldNames } from "../../../world/load/load-world.ts";
import type { SoakPart } from "../soak-part.ts";
import { coverageOf } from "./coverage.ts";
import { informedOf, judgeInformed } from "./informed.ts";
import { type Answer, atlasIn, calibrationError, judgeWalk, QUARTERS } from "./judge-goals.ts";
import { KINDS, walkIn } from "./walks.ts";

/** Bars: right at three quarters of the way [1], time of an observation [ms], calibration [1]. */
const TOP = 0.9;
const TIME = 50;
const CALIBRATION = 0.05;

/** What people who walk on errands are on the way to, by inverse planning, against the truth. */
export const goals: SoakPart = {
  name: "goals",
  summary: "Goals of people on errands, with detours, failed plans and changed minds.",
  heeds: ["seeds", "first", "world"],
  run: async ({ seeds = 10, first = 1, world }, tell) => {
    const answers: Answer[] = [];
    const halls: (readonly Answer[])[] = [];
    const times: number[] = [];
    let walks = 0;
    let informedRight = 0;
    for (const name of world === undefined ? worldNames() : [world]) {
      for (let seed = first; seed < first + seeds; seed++) {
        const hall = walkIn(name, seed);
        const atlas = atlasIn(hall);
        const informed = informedOf(hall);
        const own: Answer[] = [];
        halls.push(own);
        for (const walk of hall.walks) {
          const judged = judgeWalk(atlas, walk);
          answers.push(...judged.answers);
          own.push(...judged.answers);
          informedRight += judgeInformed(informed, walk) === "right" ? 1 : 0;
          times.push(...judged.times);
          walks++;
        }
      }
    }
    const figures = {
      ...figuresOf(walks, answers, times),
      coverage: coverageOf(halls),
      informed: informedRight / Math.max(1, walks),
    };
    tell(`${walks} walks: right ${JSON.stringify(figures.right)}, ECE ${figures.calibration}`);
    tell(
      `who knows how the simulator walks is right in ${figures.informed} at three quarters: hardly anybody can do better`,
    );
    tell(`intervals of nine in ten hold the share of right answers in ${figures.coverage}`);
    return await Promise.resolve({
      figures,
      bars: [
        {
          name: "right at three quarters of the way [1]",
          value: figures.right["0.75"] ?? 0,
          bound: "at least",
          bar: TOP,
        },
        {
          name: "expected calibration error [1]",
          value: figures.calibration,
          bound: "at most",
          bar: CALIBRATION,
        },
        {
          name: "longest observation [ms]",
          value: figures.longest,
          bound: "at most",
          bar: TIME,
        },
      ],
    });
  },
};

type GoalFigures = {
  readonly walks: number;
  /** Shares of right answers, by quarter and by kind at three quarters [1]. */
  readonly right: { readonly [what: string]: number };
  readonly calibration: number;
  /** Time of one observation [ms]. */
  readonly mean: number;
  readonly longest: number;
};

function figuresOf(
  walks: number,
  answers: readonly Answer[],
  times: readonly number[],
): GoalFigures {
  const right = (of: readonly Answer[]): number =>
    of.filter(({ isRight }) => isRight).length / Math.max(1, of.length);
  const late = answers.filter(({ quarter }) => quarter === 0.75);
  return {
    walks,
    right: Object.fromEntries([
      ...QUARTERS.map((share) => [`${share}`, right(answers.filter((a) => a.quarter === share))]),
      ...KINDS.map((kind) => [kind, right(late.filter((a) => a.kind === kind))]),
    ]) as { [what: string]: number },
    calibration: calibrationError(answers),
    mean: times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length),
    longest: times.reduce((most, time) => Math.max(most, time), 0),
  };
}
