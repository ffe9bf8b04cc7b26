import { CIRCUMSTANCES, circumstancesOf } from "../comfort.ts";
import { type Nearness, nearnessesOf, type Scene } from "../scene.ts";

/** One scene as one person judged it. */
export type Example = {
  readonly scene: Scene;
  /** 0 unbearable to 1 undisturbed [1]. */
  readonly score: number;
  /** Examples of one scene have one name, so that they are never on both sides of a validation. */
  readonly group: string;
};

/** An example as the fit needs it. */
export type Prepared = {
  readonly score: number;
  readonly group: string;
  readonly near: readonly Nearness[];
  /** In the order of `CIRCUMSTANCES`; those not known are NaN. */
  readonly circumstances: Float64Array;
};

export function prepare({ scene, score, group }: Example): Prepared {
  const known = circumstancesOf(scene.people.length, scene.place);
  return {
    score,
    group,
    near: nearnessesOf(scene),
    circumstances: Float64Array.from(CIRCUMSTANCES, (name) => known[name] ?? NaN),
  };
}

/** Mean and spread of each circumstance over the examples that know it. */
export function scalesOf(
  examples: readonly Prepared[],
): readonly { readonly centre: number; readonly spread: number }[] {
  return CIRCUMSTANCES.map((_, at) => {
    const known = examples
      .map(({ circumstances }) => circumstances[at] ?? NaN)
      .filter((value) => !Number.isNaN(value));
    const count = Math.max(1, known.length);
    const centre = known.reduce((sum, value) => sum + value, 0) / count;
    const variance = known.reduce((sum, value) => sum + (value - centre) ** 2, 0) / count;
    return { centre, spread: Math.sqrt(variance) + 1e-9 };
  });
}
