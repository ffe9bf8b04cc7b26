/**
 * Lock-step delivery: what a callback sends is handed over after that callback has ended, in the order of sending. The
 * outermost `run` empties the box before it returns.
 */
export class Post {
  #box: (() => void)[] = [];
  #busy = false;

  /** Runs an act, then delivers everything sent meanwhile. */
  run(act: () => void): void {
    if (this.#busy) {
      act();
      return;
    }
    this.#busy = true;
    try {
      act();
      while (this.#box.length > 0) {
        const letters = this.#box;
        this.#box = [];
        for (const deliver of letters) {
          deliver();
        }
      }
    } finally {
      this.#busy = false;
    }
  }

  /** Delivers after the callback that runs now; at once when none runs. */
  send(deliver: () => void): void {
    this.#box.push(deliver);
    if (!this.#busy) {
      this.run(() => undefined);
    }
  }
}
