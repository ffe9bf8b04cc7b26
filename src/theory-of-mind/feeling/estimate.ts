import type { Seconds } from "../../quantity/time.ts";
import { wordVariance } from "./comfort.ts";
import { distressBy, distressUnshown } from "./distress.ts";
import type { Feeling } from "./feeling.ts";
import { startleAhead } from "./startle.ts";
import { tellComfort, tellDistress, tellStartle, tellStress, type Told } from "./tell-feeling.ts";

/** One thing that is estimated of a person, with its character. */
export type Estimate = Told & {
  readonly what: "comfort" | "startle" | "stress" | "distress";
  /** The estimate [1], and where it lies with probability 0.9 [1]. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Since this person was last seen [s]. */
  readonly age: Seconds;
};

/** 90 % of a normal distribution lie within so many deviations [1]. */
const WITHIN = 1.645;
/** A chance is known within this factor of its rate [1]; it doubles for somebody unseen for so long [s] (assumed). */
const RATE_FACTOR = 2;
const BLUR = 2;

/** The numbers alone, for whoever needs them often. */
export type FeelingNumbers = {
  readonly comfort: number;
  readonly startle: number;
  readonly stress: number;
  readonly distress: number;
};

/** What is estimated of a feeling, as numbers [1]. */
export function numbersOf(feeling: Feeling): FeelingNumbers {
  const { comfort, startled, encounter, habit, stress } = feeling;
  return {
    comfort,
    startle: startleAhead(startled, encounter, habit),
    stress,
    distress: distressBy(groundsOf(feeling)),
  };
}

/** Everything that is estimated of a feeling, with its character. */
export function estimatesOf(feeling: Feeling): readonly Estimate[] {
  const { comfort, startle, stress, distress } = numbersOf(feeling);
  const { age } = feeling.encounter;
  const blur = 1 + age / BLUR;
  const grounds = groundsOf(feeling);
  const slope = comfort * (1 - comfort);
  const wide =
    WITHIN * blur * Math.sqrt(wordVariance(comfort) + slope * slope * feeling.biasVariance);
  const [, high] = aboutRate(distress, blur);
  const feigned = feignedOf(feeling);
  const doubted = (1 - feigned) * distress + feigned * distressUnshown(grounds);
  const [low] = aboutRate(doubted, blur);
  return [
    {
      what: "comfort",
      value: comfort,
      low: Math.max(0, comfort - wide),
      high: Math.min(1, comfort + wide),
      age,
      ...tellComfort(feeling),
    },
    { what: "startle", value: startle, ...ends(startle, blur), age, ...tellStartle(feeling) },
    { what: "stress", value: stress, ...ends(stress, blur), age, ...tellStress(feeling) },
    { what: "distress", value: distress, low, high, age, ...tellDistress(feeling, feigned) },
  ];
}

/** Probability that a shown distress is feigned [1]. It widens an interval downwards, and changes nothing else. */
export function feignedOf({ feigned }: Feeling): number {
  return 1 / (1 + Math.exp(-feigned));
}

function groundsOf({ encounter: { lying }, shown, stress, startled }: Feeling): {
  readonly lying: boolean;
  readonly shown: number;
  readonly stress: number;
  readonly startled: number;
} {
  return { lying, shown, stress, startled };
}

function ends(chance: number, blur: number): { readonly low: number; readonly high: number } {
  const [low, high] = aboutRate(chance, blur);
  return { low, high };
}

/** Where a chance lies when its rate is known within a factor. */
function aboutRate(chance: number, blur: number): readonly [number, number] {
  const factor = RATE_FACTOR * blur;
  const calm = 1 - Math.min(1, chance);
  return [1 - calm ** (1 / factor), 1 - calm ** factor];
}
