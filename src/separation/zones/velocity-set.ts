import type { Twist } from "../../quantity/frame.ts";
import { isWithin } from "./bearing.ts";
import type { Member, Range, VelocityShape } from "./zone.ts";

/** How wrong a velocity may be: speed [m/s] and yaw rate [rad/s]. */
export type Blur = { readonly speed: number; readonly spin: number };

/** A robot at rest is measured to move by as much [m/s], [rad/s]: that far outside its ranges a set still answers. */
export const JITTER: Blur = { speed: 0.05, spin: 0.1 };

/** A differential base that slips sideways faster than this does what none of its shapes were drawn for [m/s]. */
const SIDEWAYS = 0.1;

/** Below this a holonomic base has no direction of travel [m/s]. */
const SLOWEST = 0.02;

const ANY_DIRECTION: Range = [-Math.PI, Math.PI];

/**
 * The members of a set whose ranges have any of the velocities that may be meant; undefined for a velocity that nobody
 * drew a shape for. More blur gives more members, never fewer.
 */
export function membersFor(
  { drive, members }: VelocityShape,
  twist: Twist,
  blur: Blur,
): readonly Member[] | undefined {
  const { vx, vy, wz } = twist;
  if (drive === "differential" && !(Math.abs(vy) <= SIDEWAYS)) {
    return undefined;
  }
  const speed = drive === "holonomic" ? Math.hypot(vx, vy) : vx;
  const linear = into(rangeOf(members, "linear"), speed, JITTER.speed);
  const spin = into(rangeOf(members, "spin"), wz, JITTER.spin);
  const heading = Math.atan2(vy, vx);
  const exactly = directions(drive, speed, heading, 0);
  const about = directions(drive, speed, heading, blur.speed);
  if (!members.some((member) => fits(member, [linear, linear], [spin, spin], exactly))) {
    return undefined;
  }
  const speeds: Range = [linear - blur.speed, linear + blur.speed];
  const spins: Range = [spin - blur.spin, spin + blur.spin];
  return members.filter((member) => fits(member, speeds, spins, about));
}

/** From the smallest to the largest that any member says. */
export function rangeOf(members: readonly Member[], of: "linear" | "spin"): Range {
  return [
    Math.min(...members.map((member) => member[of][0])),
    Math.max(...members.map((member) => member[of][1])),
  ];
}

/** The value moved into the range when it is outside by jitter alone; otherwise as it is, outside. */
function into([least, most]: Range, value: number, jitter: number): number {
  const inside = Math.min(most, Math.max(least, value));
  return Math.abs(inside - value) <= jitter ? inside : NaN;
}

/** The directions of travel that a velocity may have, when its vector is off by as much as `blur` [m/s]. */
function directions(drive: string, speed: number, heading: number, blur: number): Range {
  const doubt = SLOWEST + blur;
  if (drive === "differential" || !(speed > doubt)) {
    return ANY_DIRECTION;
  }
  const turn = blur === 0 ? 0 : Math.asin(doubt / speed);
  return [heading - turn, heading + turn];
}

function fits(member: Member, linear: Range, spin: Range, direction: Range): boolean {
  return (
    overlap(member.linear, linear) &&
    overlap(member.spin, spin) &&
    (isWithin(member.direction, direction[0]) || isWithin(direction, member.direction[0]))
  );
}

function overlap(a: Range, b: Range): boolean {
  return a[0] <= b[1] && b[0] <= a[1];
}
