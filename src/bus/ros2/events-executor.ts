import type { Guard } from "../fault.ts";
import { type Events, type EventsAddon, KINDS } from "./events-addon.ts";
import type { Act, Executor, Kind } from "./executor.ts";
import type { Handle } from "./native.ts";

/** Woken by the thread on which DDS delivers: one hop from there to the main thread, and no thread that waits. */
export class EventsExecutor implements Executor {
  readonly name = "events";
  readonly #events: Events;
  readonly #guard: Guard;
  #open = true;

  constructor(addon: EventsAddon, guard: Guard) {
    this.#events = new addon.Events();
    this.#guard = guard;
  }

  wait(kind: Kind, handle: Handle, act: Act): () => void {
    let waits = true;
    const watch = this.#events.watch(KINDS[kind], handle, (arrivals) =>
      this.#guard("the ROS 2 executor", () => act(arrivals)),
    );
    return () => {
      if (!waits || !this.#open) {
        return;
      }
      waits = false;
      this.#events.forget(watch);
      handle.release();
    };
  }

  close(): void {
    this.#open = false;
    this.#events.close();
  }
}
