import type { Seconds } from "../quantity/time.ts";

/** What the deadman is set to. */
export type Settings = {
  /** Silence after which it gives zero [s]. */
  readonly timeout: Seconds;
  /** Oldest stamp of a command that counts [s]. */
  readonly stampTimeout: Seconds;
  /** How far in the future a stamp may lie through jitter of clocks [s]. */
  readonly futureTolerance: Seconds;
};

/** A command as it came. */
export type Command = {
  /** Its numbers, those beside the plane too [m/s], [rad/s]. */
  readonly components: readonly number[];
  /** Its stamp, ROS time [s]; undefined where commands carry none. */
  readonly stamp: Seconds | undefined;
};

/** When it was heard. */
export type Moment = {
  /** Monotonic clock [s]. */
  readonly now: Seconds;
  /** ROS time [s]. */
  readonly time: Seconds;
};

/** What it remembers: a value, handed in and handed back. */
export type Deadman = {
  /** When the last command that counts was heard, monotonic clock [s]; undefined while there is none. */
  readonly heard: Seconds | undefined;
  /** Its stamp and the ROS time it was heard at [s]. */
  readonly stamp: Seconds | undefined;
  readonly time: Seconds;
};

/** Before any command: it gives zero. */
export const SILENT: Deadman = { heard: undefined, stamp: undefined, time: -Infinity };

/** Why a command does not count. */
export type Fault = "not-finite" | "stale" | "future" | "repeated";

/** A command that counts goes out as it is. One that cannot be read ends motion at once; any other is silence. */
export function hear(
  deadman: Deadman,
  command: Command,
  moment: Moment,
  settings: Settings,
): { readonly deadman: Deadman; readonly fault: Fault | undefined } {
  const fault = faultOf(deadman, command, moment, settings);
  if (fault === "not-finite") {
    return { deadman: { ...deadman, heard: undefined }, fault };
  }
  if (fault !== undefined) {
    return { deadman, fault };
  }
  const { now: heard, time } = moment;
  return { deadman: { heard, stamp: command.stamp, time }, fault };
}

function faultOf(
  deadman: Deadman,
  { components, stamp }: Command,
  { time }: Moment,
  { stampTimeout, futureTolerance }: Settings,
): Fault | undefined {
  if (!components.every(Number.isFinite)) {
    return "not-finite";
  }
  if (stamp === undefined) {
    return undefined;
  }
  if (!(time - stamp <= stampTimeout)) {
    return "stale";
  }
  if (stamp - time > futureTolerance) {
    return "future";
  }
  return isNew(deadman, stamp, time) ? undefined : "repeated";
}

/** A stamp that does not go on is a repetition, unless the clock it is read on went back, and it was not the same. */
function isNew(deadman: Deadman, stamp: Seconds, time: Seconds): boolean {
  return (
    deadman.stamp === undefined ||
    stamp > deadman.stamp ||
    (time < deadman.time && stamp !== deadman.stamp)
  );
}

/** Whether the base may have what was heard last, or gets zero. A clock that went back gives zero. */
export function isAlive({ heard }: Deadman, now: Seconds, { timeout }: Settings): boolean {
  return heard !== undefined && now >= heard && now - heard < timeout;
}
