import type { Seconds } from "../../quantity/time.ts";
import type { Estimate } from "../estimate.ts";
import { shareInterval } from "../interval.ts";
import { ROBOT } from "./danger.ts";
import type { Misled } from "./regards.ts";

/** What an estimate of a false belief about a danger is called; about the robot itself it is `MISLED_ABOUT_ROBOT`. */
export function misledAbout(subject: string): string {
  return `false belief: ${subject}`;
}

export const MISLED_ABOUT_ROBOT = misledAbout(ROBOT);

/**
 * Fitted to 40 s of each world with two seeds (501, 502), about the robot; of a third (503) seven intervals of eight held.
 * What was told with 0.9 and more was so in 0.87, with 0.5 to 0.8 in 0.57. About other dangers it is assumed.
 */
const SPREAD = 1.7;

/** A false belief about a danger, with its character. */
export function misledEstimate(misled: Misled, age: Seconds): Estimate {
  const { subject, believes, really, fact, doubt, danger } = misled;
  const takes = fact === undefined ? "no such thing is there" : `it is ${believes}`;
  return {
    what: misledAbout(subject),
    says: `takes it that ${takes}; it is ${really}`,
    value: doubt,
    ...shareInterval(doubt, SPREAD),
    source: "its place, body and eyes as detected, and what stands between",
    age,
    because: becauseOf(misled),
    wouldChange:
      danger.subject === ROBOT
        ? "To have the robot in view for a second, or to be told of it, would change it."
        : `To have ${subject} in view for a second, or to be told that it is ${really}, would change it.`,
  };
}

function becauseOf({ subject, believes, fact, hidden, meeting, danger }: Misled): string {
  const what = subject === ROBOT ? "the robot" : subject;
  const saw =
    fact === undefined
      ? `It has perceived nothing of ${what}`
      : `It saw ${what} ${believes} and not since`;
  const why =
    hidden === "something between"
      ? "something stands between"
      : "its eyes are not on it, as far as can be told";
  const soon = meeting.time.toFixed(1);
  const meets =
    hidden === "something between"
      ? `they could meet in ${soon} s at the soonest`
      : danger.kind === "stands" && meeting.time === 0
        ? `it is ${meeting.distance.toFixed(1)} m from there`
        : `as both go they come within ${meeting.distance.toFixed(1)} m of each other in ${soon} s`;
  return `${saw}: ${why}; ${meets}.`;
}
