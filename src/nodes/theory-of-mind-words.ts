import type { Seconds } from "../quantity/time.ts";
import { desireEstimatesOf, type Goal, goalsOf } from "../theory-of-mind/desire/tell-desire.ts";
import type { Longing } from "../theory-of-mind/desire/desires.ts";
import type { Estimate } from "../theory-of-mind/estimate.ts";
import { estimatesOf } from "../theory-of-mind/feeling/estimate.ts";
import type { Feeling } from "../theory-of-mind/feeling/feeling.ts";
import type { Mind } from "../theory-of-mind/mind.ts";
import { knowingEstimate } from "../theory-of-mind/perspective/tell-knowing.ts";

/** What sentences are made from: values, which nothing changes later. */
export type Grounds = {
  readonly mind: Mind;
  readonly longing: Longing | undefined;
  readonly feeling: Feeling | undefined;
  /** What is told of dangers. */
  readonly misled: readonly Estimate[];
};

/** What is told of one person beside the numbers. It is put into words when somebody reads it first: often nobody does. */
export class Words {
  /** When it was so [s]. */
  readonly at: Seconds;
  readonly #grounds: Grounds;
  #goals: readonly Goal[] | undefined;
  #estimates: readonly Estimate[] | undefined;

  constructor(at: Seconds, grounds: Grounds) {
    this.at = at;
    this.#grounds = grounds;
  }

  get goals(): readonly Goal[] {
    const { longing } = this.#grounds;
    return (this.#goals ??= longing === undefined ? [] : goalsOf(longing));
  }

  get estimates(): readonly Estimate[] {
    return (this.#estimates ??= told(this.#grounds));
  }
}

function told({ mind, longing, feeling, misled }: Grounds): readonly Estimate[] {
  return [
    ...(mind.knowing === undefined ? [] : [knowingEstimate(mind.knowing, mind.age)]),
    ...misled,
    ...(longing === undefined ? [] : desireEstimatesOf(longing, mind.age)),
    ...(feeling === undefined ? [] : estimatesOf(feeling)),
  ];
}
