import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { findRclnodejs, type Handle } from "./native.ts";

/** Our own addon, `events/events.cc`: the main thread is woken straight from the thread on which DDS delivers. */

/** What a handle of rclnodejs is, as `events.cc` counts it. */
export const KINDS = { subscription: 0, service: 1, client: 2 } as const;

/** One bell of the main loop and the handles that ring it. An open one keeps the process from ending. */
export type Events = {
  /**
   * Calls `act` with the number of arrivals whenever something came for the handle, what came before
   * included. It keeps the handle from being collected as garbage.
   * @returns the number of the watch.
   * @throws Error in the words of rcl when it refuses.
   */
  watch(
    kind: (typeof KINDS)[keyof typeof KINDS],
    handle: Handle,
    act: (arrivals: number) => void,
  ): number;
  /** Ends a watch; no call is on its way any more when this returns. Must come before the handle's release. */
  forget(watch: number): void;
  close(): void;
};

/** Calls back at start + k × period of the monotonic clock until it is cancelled, and keeps the process from ending. */
export type Ticker = { cancel(): void };

export type EventsAddon = {
  readonly Events: new () => Events;
  /** @throws Error when the system has no timer left. */
  readonly Ticker: new (milliseconds: number, tick: () => void) => Ticker;
};

const require = createRequire(import.meta.url);

let loaded: { readonly addon: EventsAddon | undefined } | undefined;

/** As `findEvents`, looked for once in a process. */
export function loadEvents(): EventsAddon | undefined {
  loaded ??= { addon: findEvents() };
  return loaded.addon;
}

/** The addon; undefined where it was not built, cannot be loaded, or was built for another rclnodejs or ROS 2. */
function findEvents(): EventsAddon | undefined {
  const root = findRclnodejs();
  const file = join(root, "build", "Release", "events.node");
  if (!existsSync(file)) {
    return undefined;
  }
  try {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      version: string;
    };
    const addon = require(file) as EventsAddon & { readonly builtFor: string };
    // It reads the memory of rclnodejs' own objects, whose layout is that of one version only.
    return addon.builtFor === `${version}-${process.env["ROS_DISTRO"]}` ? addon : undefined;
  } catch {
    return undefined;
  }
}
