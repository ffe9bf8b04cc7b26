import type { Random } from "../../quantity/random.ts";
import type { Seconds } from "../../quantity/time.ts";

/** How often [Hz], how late [s], how often lost [1]. */
export type Timing = { readonly rate: number; readonly delay: Seconds; readonly dropout: number };

const SLACK = 1e-9;

/** Runs a sensor at its rate, loses readings at its dropout, and hands them over after its delay. */
export class Schedule<R> {
  readonly #timing: Timing;
  readonly #random: Random;
  readonly #start: Seconds;
  #count = 0;
  #waiting: { readonly due: Seconds; readonly reading: R }[] = [];

  constructor(timing: Timing, start: Seconds, random: Random) {
    this.#timing = timing;
    this.#start = start;
    this.#random = random;
  }

  /** Observes when it is time, and passes on what is due. A rate above the world's own gives one reading a step. */
  run(now: Seconds, observe: () => R, deliver: (reading: R) => void): void {
    const { rate, delay, dropout } = this.#timing;
    if (now + SLACK >= this.#start + this.#count / rate) {
      this.#count = Math.floor((now - this.#start) * rate + SLACK * rate + 1e-6) + 1;
      const reading = observe();
      if (dropout === 0 || !this.#random.chance(dropout)) {
        if (delay === 0) {
          deliver(reading);
          return;
        }
        this.#waiting.push({ due: now + delay, reading });
      }
    }
    while (this.#waiting[0] !== undefined && this.#waiting[0].due <= now + SLACK) {
      const [first] = this.#waiting.splice(0, 1);
      if (first !== undefined) {
        deliver(first.reading);
      }
    }
  }
}
