import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";
import type { Estimate } from "../estimate.ts";
import { type Interval, shareInterval } from "../interval.ts";
import type { Longing } from "./desires.ts";
import { type Intention, INTENTIONS } from "./intentions.ts";
import { wishesOf } from "./wants.ts";

/** A place somebody may be on the way to; one that is not known has no name and no point. */
export type Goal = {
  readonly name: string;
  readonly point: Vector | undefined;
  readonly probability: number;
};

/** Most goals told of one person, the most probable first [1]. */
const MOST = 4;
/** Fitted on seeds 101-120 of `coalign soak goals`, which prints how often the intervals hold on others. */
const SPREAD = 0.52;
/** Nobody has measured intentions: twice as wide as goals (assumed). */
const SPREAD_OF_INTENTIONS = 1;

/** Where somebody may be going; the rest of the probability is that of a place that is not known. */
export function goalsOf({ wants, atlas }: Longing): readonly Goal[] {
  if (wants === undefined || atlas === undefined) {
    return [];
  }
  const known = wishesOf(atlas, wants)
    .filter(({ name }) => name !== "")
    .slice(0, MOST);
  const rest = 1 - known.reduce((sum, { probability }) => sum + probability, 0);
  return [
    ...known.map(({ name, probability }) => ({
      name,
      probability,
      point: atlas.places.find((place) => place.name === name)?.points[0],
    })),
    { name: "", point: undefined, probability: Math.max(0, rest) },
  ];
}

/** How often a goal told with a probability is the true one. */
export function goalInterval(probability: number): Interval {
  return shareInterval(probability, SPREAD);
}

/** What somebody seems to want, and to be about to do with the robot, with its character. */
export function desireEstimatesOf(longing: Longing, age: Seconds): readonly Estimate[] {
  const [best, second] = goalsOf(longing);
  const goal = best?.point === undefined ? [] : [goalEstimate(longing, best, second, age)];
  return [...goal, intentionEstimate(longing, age)];
}

function goalEstimate(
  { wants, atlas }: Longing,
  best: Goal,
  second: Goal | undefined,
  age: Seconds,
): Estimate {
  const aim = atlas?.aims.findIndex(({ place }) => atlas.places[place]?.name === best.name) ?? -1;
  const left = wants?.costs[aim] ?? NaN;
  const other = second?.point === undefined ? "a place not known" : second.name;
  return {
    what: "goal",
    says: best.name,
    value: best.probability,
    ...goalInterval(best.probability),
    source: "its way so far, against the shortest ways to the places people go to here",
    age,
    because: `Its way so far leads to ${best.name}, ${left.toFixed(1)} m of walking ahead, better than to ${other} (${(second?.probability ?? 0).toFixed(2)}).`,
    wouldChange: `A metre walked away from there, or a second of standing elsewhere, would speak for another place.`,
  };
}

const DOES: { readonly [I in Intention]: string } = {
  interact: "It is turned to the robot and near it, or comes to where the robot is",
  "hand over": "It stands within reach of the robot, turned to it",
  cross: "Its way crosses the robot's, ahead of the robot",
  pass: "Its way goes along the robot's, close by",
  nothing: "Neither its way nor its eyes lead to the robot",
};

const ENDS: { readonly [I in Intention]: string } = {
  interact: "turned away or walked on",
  "hand over": "stepped back or turned away",
  cross: "stopped or turned along the robot's way",
  pass: "turned across the robot's way or kept farther off",
  nothing: "came to the robot, or its way met the robot's",
};

function intentionEstimate({ intent }: Longing, age: Seconds): Estimate {
  const shares = INTENTIONS.map((intention, k) => ({ intention, share: intent.shares[k] ?? 0 }));
  const best = shares.reduce((a, b) => (b.share > a.share ? b : a));
  return {
    what: "intention with the robot",
    says: best.intention,
    value: best.share,
    ...shareInterval(best.share, SPREAD_OF_INTENTIONS),
    source: "place, motion and facing of the person and of the robot",
    age,
    because: `${DOES[best.intention]}.`,
    wouldChange: `It would change if this person ${ENDS[best.intention]}.`,
  };
}
