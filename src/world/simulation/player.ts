import type { LooseObject } from "../scenario/description.ts";
import type { Reading } from "../sensors/reading.ts";
import type { ContactReport } from "./contact-watch.ts";
import type { Simulation } from "./simulation.ts";

/** What a player needs to begin a world anew. */
export type Beginning = { begin(start: number): Simulation };

/** Plays a world: runs, pauses, steps, begins anew. Simulated time only goes on, also when the world begins anew. */
export class Player {
  readonly #beginning: Beginning;
  readonly #spawned = new Map<string, LooseObject>();
  #simulation: Simulation;
  /** Stopped: paused at the beginning. */
  mode: "playing" | "paused" | "stopped";

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

  /** Adds a loose object that the world file does not have. */
  spawn(object: LooseObject): void {
    this.#spawned.set(object.id, object);
    this.#simulation.stage.addThing(object);
  }

  /** Removes a loose object; answers whether there was one. */
  remove(id: string): boolean {
    this.#spawned.delete(id);
    return this.#simulation.stage.removeThing(id);
  }

  /** Ends the episode and begins it anew, spawned objects in their first places; returns contacts not told yet. */
  restart(): readonly ContactReport[] {
    const { time } = this.#simulation;
    const rest = this.#simulation.end();
    this.#simulation = this.#beginning.begin(time);
    this.#spawned.forEach((object) => this.#simulation.stage.addThing(object));
    return rest;
  }

  /** Removes all that was spawned. */
  forgetSpawned(): void {
    [...this.#spawned.keys()].forEach((id) => this.remove(id));
  }

  end(): readonly ContactReport[] {
    this.mode = "paused";
    return this.#simulation.end();
  }
}
