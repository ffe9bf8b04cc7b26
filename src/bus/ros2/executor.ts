import type { Guard } from "../fault.ts";
import { EventsExecutor } from "./events-executor.ts";
import { loadEvents } from "./events-addon.ts";
import { type Handle, type Native, Ros2Error } from "./native.ts";
import { WaitSetExecutor } from "./wait-set-executor.ts";

/** What rcl makes that one can wait for. */
export type Kind = "subscription" | "service" | "client";

/** @param arrivals - How much may have come since the last call [1]. */
export type Act = (arrivals: number) => void;

/** Calls back on the main thread when a handle may have something to take. It never takes itself. */
export type Executor = {
  readonly name: "events" | "wait set";
  /**
   * Calls `act` whenever the handle may have something to take, what came before included, until the returned function
   * ends it and releases the handle; from then on `act` is not called any more. One call may stand for many arrivals: it
   * gets their number, and whoever leaves some of them is not called again for those.
   */
  wait(kind: Kind, handle: Handle, act: Act): () => void;
  /** Ends all waiting; releases nothing. No call comes after it. */
  close(): void;
};

/**
 * The name of an executor in this variable says which one to use. Only the tests set it, so that whatever must hold is
 * shown to hold on both.
 */
export const FORCED = "COALIGN_EXECUTOR";

/**
 * The faster executor where its addon is there, that of rclnodejs elsewhere. Both do the same.
 * @throws Ros2Error when a test asks for the faster one and its addon is not there.
 */
export function openExecutor(native: Native, context: Handle, guard: Guard): Executor {
  const forced = process.env[FORCED];
  const addon = forced === "wait set" ? undefined : loadEvents();
  if (addon === undefined && forced === "events") {
    throw new Ros2Error("the events addon is not built, or for another rclnodejs or ROS 2");
  }
  return addon === undefined
    ? new WaitSetExecutor(native, context, guard)
    : new EventsExecutor(addon, guard);
}
