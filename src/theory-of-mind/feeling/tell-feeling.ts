import type { Feeling } from "./feeling.ts";

/** How an estimate came about, and what would change it: one sentence each. */
export type Told = {
  /** What it was made from. */
  readonly source: string;
  readonly because: string;
  readonly wouldChange: string;
};

const BY_MOTION = "place, facing and motion of the person and of the robot";
const WITH_SIGNS = `${BY_MOTION}, and what face or voice showed`;

/** Less shown than this counts as nothing [1]. */
const SHOWN = 0.01;

function sourceOf({ encounter, shown }: Feeling): string {
  return encounter.sign !== undefined || shown > SHOWN ? WITH_SIGNS : BY_MOTION;
}

/** Below this somebody is hardly used to the robot [1], and differs hardly from others [1, logit]. */
const HARDLY = 0.15;

export function tellComfort(feeling: Feeling): Told {
  const { disturbance, encounter, bias, habit } = feeling;
  const { distance, approach, between } = encounter;
  const coming = approach > 0.1 ? ` and comes nearer at ${approach.toFixed(1)} m/s` : "";
  const reason = {
    nearness: `The robot is ${distance.toFixed(1)} m away${sideOf(encounter.facing)}${coming}`,
    between: `The robot is ${between.toFixed(1)} m from the line between people who deal with each other${coming}`,
    nothing: "The robot is too far away to disturb",
  }[disturbance.by];
  const used = habit > HARDLY ? "; this person has grown used to it" : "";
  const differs =
    Math.abs(bias) > HARDLY
      ? `; this person seems to bear it ${bias > 0 ? "better" : "worse"} than most`
      : "";
  return {
    source: sourceOf(feeling),
    because: `${reason}${used}${differs}.`,
    wouldChange: {
      nearness: `It would rise if the robot kept ${(distance + 1).toFixed(0)} m away or more, or ${approach > 0.1 ? "slowed down" : "stood behind this person"}.`,
      between: "It would rise if the robot went round the group.",
      nothing: "It would fall if the robot came within a few metres.",
    }[disturbance.by],
  };
}

function sideOf(facing: number): string {
  return facing > 0.6
    ? " in front"
    : facing < -0.6
      ? " behind"
      : facing === 0
        ? ""
        : " at the side";
}

export function tellStartle({ startled, encounter }: Feeling): Told {
  const { awareOfRobot: aware, distance, approach, jolt } = encounter;
  const because =
    startled > 0.3
      ? "The robot came into view all at once, came on fast or jolted nearby a moment ago."
      : aware < 0.5
        ? `This person may not know of the robot, which is ${distance.toFixed(1)} m away, and may notice it all at once.`
        : jolt > 0.5
          ? `The robot changes its motion hard, ${distance.toFixed(1)} m away.`
          : `This person knows of the robot, which comes nearer at ${approach.toFixed(1)} m/s from ${distance.toFixed(1)} m.`;
  return {
    source: BY_MOTION,
    because,
    wouldChange:
      aware < 0.5
        ? "It would fall once this person has seen the robot from afar."
        : "It would fall if the robot slowed down or kept farther away.",
  };
}

export function tellStress(feeling: Feeling): Told {
  const { stress, comfort, startled, at, since } = feeling;
  const time = Math.min(99, at - since).toFixed(0);
  const now = Math.max(1 - comfort, startled);
  return {
    source: sourceOf(feeling),
    because: `It gathers discomfort and startles of the ${time} s since this person was met, and is ${now > stress ? "rising" : "falling"}.`,
    wouldChange: "It would fall within a minute of the robot keeping away.",
  };
}

export function tellDistress(feeling: Feeling, feigned: number): Told {
  const { encounter, shown, stress } = feeling;
  const grounds = [
    ...(encounter.lying ? ["this person lies on the floor"] : []),
    ...(shown > 0.1 ? [`face or voice shows distress (${shown.toFixed(1)} of 1)`] : []),
    ...(stress > 0.3 ? ["there was much stress lately"] : []),
  ];
  const doubt =
    shown > 0.1
      ? ` It may be feigned (${(100 * feigned).toFixed(0)} %), which makes the robot no less careful.`
      : "";
  return {
    source: sourceOf(feeling),
    because:
      grounds.length === 0
        ? "Nothing speaks for distress; few people met by chance are in any."
        : `It is thought so because ${grounds.join(", and ")}.${doubt}`,
    wouldChange:
      grounds.length === 0
        ? "A fall, a frightened face or lasting stress would raise it."
        : "It would fall if this person stood up, looked calm or said that all is well.",
  };
}
