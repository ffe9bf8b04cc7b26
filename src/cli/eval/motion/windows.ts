import { AHEAD, SEEN } from "../../../theory-of-mind/motion/horizon.ts";
import type { Recording } from "./recording.ts";

/** A person present in SEEN + AHEAD frames, one step apart: what is asked, and what came. */
export type Window = {
  readonly person: string;
  /** The last frame seen. */
  readonly frame: number;
  /** The last two places seen, x and y in turn, the newer last [m]. */
  readonly last: readonly number[];
  /** AHEAD places, x and y in turn [m]. */
  readonly came: readonly number[];
};

/** Every window of a recording. */
export function windowsOf({ step, frames }: Recording): readonly Window[] {
  const runs = new Map<string, { frame: number; places: number[] }>();
  const windows: Window[] = [];
  for (const { frame, people } of frames) {
    for (const { person, x, y } of people) {
      const run = runs.get(person);
      const follows = run !== undefined && Math.abs(frame - run.frame - step) < step / 1000;
      const places = follows ? run.places : [];
      runs.set(person, { frame, places });
      places.push(x, y);
      if (places.length >= 2 * (SEEN + AHEAD)) {
        windows.push({
          person,
          frame: frame - AHEAD * step,
          last: places.slice(-2 * AHEAD - 4, -2 * AHEAD),
          came: places.slice(-2 * AHEAD),
        });
      }
    }
  }
  return windows;
}
