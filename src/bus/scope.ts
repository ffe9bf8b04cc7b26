import type { Bus, Subscription } from "./port.ts";

/** A bus whose endpoints and timers all end together. */
export type Scope = {
  readonly bus: Bus;
  /** Ends them; what is opened later on this bus ends at once. */
  end(): void;
};

/** A part of the life of a node: everything it opens on this bus ends with it, while the node itself lives on. */
export function openScope(bus: Bus): Scope {
  const open = new Set<() => void>();
  let state: "open" | "ended" = "open";
  const own = <E extends Subscription>(endpoint: E): E => {
    const close = (): void => {
      open.delete(close);
      endpoint.close();
    };
    open.add(close);
    if (state === "ended") {
      close();
    }
    return { ...endpoint, close };
  };
  return {
    bus: {
      ...bus,
      advertise: (topic) => own(bus.advertise(topic)),
      subscribe: (topic, receive, refuse) => own(bus.subscribe(topic, receive, refuse)),
      tap: (topic, receive) => own(bus.tap(topic, receive)),
      serve: (service, answer) => own(bus.serve(service, answer)),
      every: (period, clock, tick) => {
        const timer = bus.every(period, clock, tick);
        return { cancel: own({ close: () => timer.cancel() }).close };
      },
    },
    end: () => {
      state = "ended";
      [...open].forEach((close) => close());
    },
  };
}
