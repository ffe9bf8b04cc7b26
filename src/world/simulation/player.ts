import type { Reading } from "../sensors/reading.ts";
import type { ContactReport } from "./contact-watch.ts";
import type { Simulation } from "./simulation.ts";

/** What a player needs to begin a world anew. */
export type Beginning = { begin(start: number): Simulation };

/** Plays a world: runs, pauses, steps, begins anew. Simulated time only goes on, also when the world begins anew. */
export class Player {
  readonly #beginning: Beginning;
  #simulation: Simulation;
  mode: "playing" | "paused";

  constructor(beginning: Beginning, mode: "playing" | "paused") {
    this.#beginning = beginning;
    this.#simulation = beginning.begin(0);
    this.mode = mode;
  }

  get simulation(): Simulation {
    return this.#simulation;
  }

  step(deliver: (robot: number, reading: Reading) => void): readonly ContactReport[] {
    return this.#simulation.step(deliver);
  }

  /** Ends the episode and begins it anew; returns contacts not told yet. */
  reset(): readonly ContactReport[] {
    const { time } = this.#simulation;
    const rest = this.#simulation.end();
    this.#simulation = this.#beginning.begin(time);
    return rest;
  }

  end(): readonly ContactReport[] {
    this.mode = "paused";
    return this.#simulation.end();
  }
}
