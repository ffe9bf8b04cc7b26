import { type Encounter } from "./encounter.ts";
import { felt } from "./live-comfort.ts";

/**
 * How startling a robot is. P(startle | speed, distance) rises with speed and falls with distance (Kirschner et al.,
 * "Expectable Motion Unit", 2021); the numbers here are assumed, only their order is claimed.
 */
/** Startles of a second beside a robot that comes at 1 m/s or jolts by 5 m/s² [1/s], and how they fade [m]. */
const COMING = 1.2;
const JOLT = 0.25;
const FADES = 0.8;
/** Chance that somebody who notices the robot all at once is startled: beside it [1], and how it fades [m]. */
const SUDDEN = 0.7;
const SUDDEN_FADES = 1;
/** A startle is over after this time [s]. */
const OVER = 1.5;
/** How soon a robot in view is noticed [s], and how far ahead the forecast looks [s]. */
const NOTICE = 0.8;
const AHEAD = 1;
/** Who is used to the robot is startled less often, at most by this share [1]. */
const USED = 0.5;

/** Startles of a second that a robot in this state brings about [1/s]; more when nearer and faster, never less. */
export function startleRate(encounter: Encounter, habit: number): number {
  const near = Math.exp(-felt(encounter.distance, encounter) / FADES);
  const known = encounter.awareOfRobot;
  const brought = COMING * encounter.approach ** 2 + JOLT * encounter.jolt;
  return known * brought * near * (1 - USED * habit);
}

/** Chance that being noticed now startles [1]; more when nearer and faster, never less. */
export function suddenness(encounter: Encounter, habit: number): number {
  return (
    SUDDEN * Math.exp(-felt(encounter.distance, encounter) / SUDDEN_FADES) * (1 - USED * habit)
  );
}

/** Probability that somebody is startled, after a time [s] in which the robot may have come to mind [1]. */
export function startledAfter(
  startled: number,
  encounter: Encounter,
  {
    habit,
    noticed,
    time,
  }: { readonly habit: number; readonly noticed: number; readonly time: number },
): number {
  const kept = startled * Math.exp(-time / OVER);
  const calm = Math.exp(-startleRate(encounter, habit) * time);
  return 1 - (1 - kept) * calm * (1 - noticed * suddenness(encounter, habit));
}

/** Probability that somebody is startled, or will be within a second if nothing changes. */
export function startleAhead(startled: number, encounter: Encounter, habit: number): number {
  const noticing =
    (1 - encounter.awareOfRobot) * (1 - Math.exp((-encounter.seesRobot * AHEAD) / NOTICE));
  const calm = Math.exp(-startleRate(encounter, habit) * AHEAD);
  return 1 - (1 - startled) * calm * (1 - noticing * suddenness(encounter, habit));
}
