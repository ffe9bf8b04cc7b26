import { logistic } from "./comfort.ts";

/** Somebody met by chance is in distress this often [1, log odds]: about 2 %. Assumed, as all weights here. */
const SELDOM = -3.9;
/** What speaks for it [1, log odds]: lying on the floor, a full sign, full stress, a startle. */
const LIES = 4;
const SHOWS = 5;
const STRESSED = 2.5;
const STARTLED = 1;

/** How often shown distress is feigned, before anything speaks for or against it [1]. */
export const OFTEN_FEIGNED = 0.05;
/** How fast the body can speak for or against a shown distress [1, log odds per s], and how long it is remembered [s]. */
const AGAINST = 0.3;
const FORGET = 120;
/** The hypothesis is never thought surer or less sure than this [1, log odds]. */
const SUREST = 4;

/** What distress is judged by. */
export type Grounds = {
  readonly lying: boolean;
  /** How much face and voice show of it [1]. */
  readonly shown: number;
  readonly stress: number;
  readonly startled: number;
};

/** Probability of distress, a shown one taken at its word: so it is what the robot goes by. */
export function distressBy({ lying, shown, stress, startled }: Grounds): number {
  return logistic(
    SELDOM + (lying ? LIES : 0) + SHOWS * shown + STRESSED * stress + STARTLED * startled,
  );
}

/** The same when what is shown is not counted: the lower end of the interval when it may be feigned. */
export function distressUnshown(grounds: Grounds): number {
  return distressBy({ ...grounds, shown: 0 });
}

/**
 * Log odds that what is shown is feigned, after a time [s]: it rises while somebody shows distress and walks about as
 * usual, falls while the body says the same as the face, and is forgotten without a sign. It never lowers care.
 */
export function feignedAfter(
  feigned: number,
  {
    shown,
    lying,
    retreat,
    pace,
  }: {
    readonly shown: number;
    readonly lying: boolean;
    readonly retreat: number;
    readonly pace: number;
  },
  time: number,
): number {
  const rest = Math.log(OFTEN_FEIGNED / (1 - OFTEN_FEIGNED));
  const agrees = lying || retreat > 0.2;
  const speaks = agrees ? -1 : Math.min(1, pace);
  const moved = feigned + AGAINST * shown * speaks * time;
  const kept = rest + (moved - rest) * Math.exp((-(1 - shown) * time) / FORGET);
  return Math.min(SUREST, Math.max(-SUREST, kept));
}
