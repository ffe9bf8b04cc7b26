import { turnBetween } from "../quantity/angle.ts";
import type { Pose } from "../quantity/frame.ts";

/** When and where a content was shown last. */
export type Shown = {
  /** Place in the order of all contents ever shown [1]. */
  readonly order: number;
  readonly pose: Pose<"odom", "base">;
};

/** Contents remembered: 400 s of a scanner at 10 Hz, 80 s of a body state at 50 Hz [1]. */
const REMEMBERED = 4096;

/** Remembers the digests of the latest contents, in constant memory. */
export class FrameMemory {
  readonly #shown = new Map<number, Shown>();
  #order = 0;

  /** When the content was shown last, if that is remembered. */
  find(digest: number): Shown | undefined {
    return this.#shown.get(digest);
  }

  show(digest: number, pose: Pose<"odom", "base">): void {
    this.#shown.delete(digest);
    this.#shown.set(digest, { order: this.#order, pose });
    this.#order += 1;
    if (this.#shown.size > REMEMBERED) {
      const oldest = this.#shown.keys().next();
      this.#shown.delete(oldest.value ?? NaN);
    }
  }
}

/** A scanner that went or turned farther than this cannot see the same to the bit [m], [rad]. */
const ELSEWHERE = 0.02;

/** Whether two poses are too far apart for one view. */
export function areApart(a: Pose<"odom", "base">, b: Pose<"odom", "base">): boolean {
  return (
    Math.hypot(a.x - b.x, a.y - b.y) > ELSEWHERE || Math.abs(turnBetween(a.yaw, b.yaw)) > ELSEWHERE
  );
}
