import type { Seconds } from "../../quantity/time.ts";
import type { Estimate } from "../estimate.ts";
import { shareInterval } from "../interval.ts";
import { type Knowing, knows } from "./knowing.ts";

/** More than this is told as knowing, less than the rest as not knowing [1]. */
const SURE = 0.65;
/** Fitted to 40 s of each world with two seeds (501, 502); of a third (503) four in five intervals held. */
const SPREAD = 0.43;
/** What came about longer ago than this is forgotten [s]. */
const RECENT: Seconds = 10;

/** Whether a person knows that the robot is here, with its character. */
export function knowingEstimate(knowing: Knowing, age: Seconds): Estimate {
  const value = knows(knowing);
  return {
    what: "knows the robot is here",
    says: value > SURE ? "yes" : value < 1 - SURE ? "no" : "perhaps",
    value,
    ...shareInterval(value, SPREAD),
    source: "place, body and eyes as detected, and what stands between",
    age,
    because: becauseOf(knowing, value),
    wouldChange: wouldChangeOf(knowing, value),
  };
}

function becauseOf(knowing: Knowing, value: number): string {
  const { at, viewAt, viewSince, lookedAt, heardAt, toldAt, inView } = knowing;
  const ago = (then: Seconds): string => `${Math.max(0, at - then).toFixed(1)} s ago`;
  if (value < 1 - SURE) {
    return at - viewAt < RECENT
      ? `The robot was in its view until ${ago(viewAt)}, too short or too long ago to have it in mind.`
      : "The robot was not in its view in the last ten seconds, as far as its body and eyes tell.";
  }
  if (at - toldAt < RECENT) {
    return `It was told ${ago(toldAt)} that the robot is here.`;
  }
  if (at - lookedAt < RECENT) {
    return `Its eyes rested on the robot ${ago(lookedAt)}.`;
  }
  if (inView > 0.5) {
    return `The robot is in its view, since ${(at - viewSince).toFixed(1)} s, as its body and eyes are turned.`;
  }
  if (at - heardAt < RECENT) {
    return `The robot was near enough to be heard ${ago(heardAt)}.`;
  }
  return at - viewAt < RECENT
    ? `The robot was in its view until ${ago(viewAt)}.`
    : "Its way of looking about makes it as likely as not that the robot came into its view.";
}

function wouldChangeOf({ inView }: Knowing, value: number): string {
  if (value < SURE) {
    return inView > 0.5
      ? "A second with the robot in its view, its eyes not on something in its hand, would let it know."
      : "It would know after a second with the robot in its view, or when somebody tells it.";
  }
  return "After some seconds with the robot out of its view it would no longer have it in mind.";
}
