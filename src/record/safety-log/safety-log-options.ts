import type { Seconds } from "../../quantity/time.ts";

/** Size at which a new file begins [bytes]: its successor reads all of it at a start, in 0.1 s. */
const FILE_SIZE = 8 << 20;

/** Longest time a line waits to be written [s]. */
export const FLUSH_PERIOD: Seconds = 0.1;

/** Time between two looks whether the file is still there, and between two attempts to begin anew [s]. */
export const LOOK_PERIOD: Seconds = 1;

const DAY: Seconds = 86_400;

/** How the log of a supervisor is kept. */
export type SafetyLogOptions = {
  /** Name of this robot. */
  readonly robot: string;
  /** File of the robot's private key, made at the first start; not in the log's folder, which is made to be handed on. */
  readonly keyFile: string;
  /**
   * `behind`: lines are written in another thread, within 0.1 s, so that a slow disk holds up nobody; `at once`: by the
   * caller, for simulated time, which leaves other threads no turn.
   */
  readonly pace: "behind" | "at once";
  /** Size at which a new file begins [bytes]; 8 MiB when not given. */
  readonly fileSize?: number;
  /**
   * Called with each signed place once it is on the disk: one line for somebody else to keep. With it, whatever is cut off
   * or written anew later is found, up to the last half second.
   */
  readonly anchored?: (anchor: string) => void;
};

/**
 * Whether a file of the log is to be followed by the next: it has its size, or another day (UTC) has begun.
 * @param length - Of the file [bytes].
 * @param begunAt - When it was begun, system clock [s since 1970].
 * @param at - System clock now [s since 1970].
 */
export function isFull(
  length: number,
  { fileSize }: SafetyLogOptions,
  begunAt: Seconds,
  at: Seconds,
): boolean {
  return length >= (fileSize ?? FILE_SIZE) || Math.floor(at / DAY) !== Math.floor(begunAt / DAY);
}
