/** A time or a duration [s]. Which clock it is on is said where it is used. */
export type Seconds = number;

/** A time as ROS messages carry it. */
export type Stamp = { readonly sec: number; readonly nanosec: number };

const NANOS = 1e9;

/** The stamp as seconds of its own clock [s]. */
export function secondsOf(stamp: Stamp): Seconds {
  return stamp.sec + stamp.nanosec / NANOS;
}

/** The nearest stamp to a time [s]; a stamp never has 1e9 nanoseconds. */
export function stampOf(time: Seconds): Stamp {
  const sec = Math.floor(time);
  const nanosec = Math.round((time - sec) * NANOS);
  return nanosec === NANOS ? { sec: sec + 1, nanosec: 0 } : { sec, nanosec };
}
