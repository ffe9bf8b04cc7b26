/** Slower pictures than this are too slow [s]: 25 a second. */
const SLOW = 0.04;
/** Pictures looked at before anything is changed [1]. */
const SPAN = 15;
/** Least sharpness [1]. */
const LEAST = 0.5;

/**
 * Keeps the picture from starving the page, whose first duties are stop and drive: where pictures come too slowly it
 * draws coarser ones, and then fewer.
 */
export class Pace {
  #ratio: number;
  #sum = 0;
  #count = 0;
  #every = 1;
  #skipped = 0;

  /** @param ratio - Pixels of the picture for each of the page [1]. */
  constructor(ratio: number) {
    this.#ratio = ratio;
  }

  get ratio(): number {
    return this.#ratio;
  }

  /**
   * Whether to draw now.
   * @param dt - Time since the last call [s].
   */
  next(dt: number): "draw" | "skip" {
    this.#sum += dt;
    this.#count += 1;
    if (this.#count === SPAN) {
      this.#adapt(this.#sum / SPAN);
      this.#sum = 0;
      this.#count = 0;
    }
    this.#skipped = (this.#skipped + 1) % this.#every;
    return this.#skipped === 0 ? "draw" : "skip";
  }

  #adapt(mean: number): void {
    if (mean > SLOW && this.#ratio > LEAST) {
      this.#ratio = Math.max(LEAST, this.#ratio * 0.7);
    } else if (mean > SLOW) {
      this.#every = Math.min(6, this.#every + 1);
    }
  }
}
