import { CIRCUMSTANCES, type ComfortTable } from "../comfort.ts";
import type { FallingCurve } from "../curve.ts";
import type { scalesOf } from "./example.ts";

/** Knots of the curves [m]: nearer together where people tell distances apart best. */
const PERSON_KNOTS = [0, 0.3, 0.6, 0.9, 1.2, 1.6, 2.1, 2.8, 4];
const TIE_KNOTS = [0, 0.25, 0.5, 0.75, 1, 1.4, 2, 3];
const CURVES = [
  ["person", PERSON_KNOTS],
  ["pair", TIE_KNOTS],
  ["thing", TIE_KNOTS],
] as const;

/** Where the search begins: falls over each stretch [1, logit]. */
const START_FALLS = [
  [2.5, 1.5, 1, 0.7, 0.6, 0.5, 0.4, 0.3],
  [1, 1.2, 1.2, 0.8, 0.6, 0.4, 0.3],
  [1, 1.2, 1.2, 0.8, 0.6, 0.4, 0.3],
] as const;
const START_EASE = 3.9;

/** Ease, weights, facing; then the logarithm of how steeply each stretch of each curve falls: so all of them fall. */
const FACING_AT = 1 + CIRCUMSTANCES.length;
const CURVES_AT = FACING_AT + 2;

/** Weights of what holds the parameters back: weights, facing, steepness from its mean [1]. */
const HOLD_WEIGHT = 0.03;
const HOLD_FACING = 0.05;
const HOLD_STEEPNESS = 0.02;

export function startParameters(): Float64Array {
  const falls = CURVES.flatMap(([, knots], n) =>
    (START_FALLS[n] ?? []).map((fall, k) => Math.log(fall / widthAt(knots, k))),
  );
  return Float64Array.from([START_EASE, ...CIRCUMSTANCES.map(() => 0), 0, 0, ...falls]);
}

/** The model that a vector of parameters stands for. */
export function tableOf(
  parameters: Float64Array,
  scales: ReturnType<typeof scalesOf>,
): ComfortTable {
  const [person, pair, thing] = curvesOf(parameters);
  const circumstances = Object.fromEntries(
    CIRCUMSTANCES.map((name, k) => {
      const { centre, spread } = scales[k] ?? { centre: 0, spread: 1 };
      return [name, { weight: (parameters[1 + k] ?? 0) / spread, centre }];
    }),
  ) as ComfortTable["circumstances"];
  return {
    ease: parameters[0] ?? 0,
    circumstances,
    facing: { front: parameters[FACING_AT] ?? 0, along: parameters[FACING_AT + 1] ?? 0 },
    pressure: { person, pair, thing },
  };
}

function curvesOf(parameters: Float64Array): [FallingCurve, FallingCurve, FallingCurve] {
  let at = CURVES_AT;
  const next = (knots: readonly number[]): FallingCurve => {
    const values = knots.map(() => 0);
    for (let k = knots.length - 2; k >= 0; k--) {
      const fall = Math.exp(parameters[at + k] ?? 0) * widthAt(knots, k);
      values[k] = (values[k + 1] ?? 0) + fall;
    }
    at += knots.length - 1;
    return { knots, values };
  };
  return [next(PERSON_KNOTS), next(TIE_KNOTS), next(TIE_KNOTS)];
}

/** What holds the parameters back where the data says little: curves bend no more than they must. */
export function penalties(parameters: Float64Array, smoothness: number): readonly number[] {
  const held: number[] = [];
  for (let k = 0; k < CIRCUMSTANCES.length; k++) {
    held.push(HOLD_WEIGHT * (parameters[1 + k] ?? 0));
  }
  held.push(HOLD_FACING * (parameters[FACING_AT] ?? 0));
  held.push(HOLD_FACING * (parameters[FACING_AT + 1] ?? 0));
  let at = CURVES_AT;
  for (const [, knots] of CURVES) {
    const steepness = parameters.subarray(at, at + knots.length - 1);
    const mean = steepness.reduce((sum, value) => sum + value, 0) / steepness.length;
    steepness.forEach((value, k) => {
      held.push(HOLD_STEEPNESS * (value - mean));
      if (k > 1) {
        const bend = value - 2 * (steepness[k - 1] ?? 0) + (steepness[k - 2] ?? 0);
        held.push(smoothness * bend);
      }
    });
    at += steepness.length;
  }
  return held;
}

function widthAt(knots: readonly number[], k: number): number {
  return (knots[k + 1] ?? 0) - (knots[k] ?? 0);
}
