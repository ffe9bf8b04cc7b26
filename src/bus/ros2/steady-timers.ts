import type { Seconds } from "../../quantity/time.ts";
import { checkPeriod } from "../driven-timers.ts";
import type { Timer } from "../port.ts";
import { loadEvents } from "./events-addon.ts";
import { FORCED } from "./executor.ts";

/** How much before its time a tick may come, so that it need not be a whole millisecond late [ms]. */
const EARLY = 0.5;

/**
 * Calls back at start + k × period on the monotonic clock, whatever the calls before did. After a stall there is one call,
 * not a burst. The timer does not depend on the thread that waits for messages, so a watchdog lives on when that one is
 * stuck. A timer of the kernel where our addon is there, `everyReaimed` elsewhere; `coalign bench timers` compares them.
 * @throws RangeError for a period that is not above 0.
 */
export function everySteady(period: Seconds, tick: () => void): Timer {
  checkPeriod(period);
  const addon = process.env[FORCED] === "wait set" ? undefined : loadEvents();
  return addon === undefined ? everyReaimed(period, tick) : new addon.Ticker(period * 1000, tick);
}

/**
 * As `everySteady`, by Node's own timers: each call is aimed anew at its own time, where `setInterval` adds its lateness up
 * to 1.4-10 % (measured).
 * @throws RangeError for a period that is not above 0.
 */
export function everyReaimed(period: Seconds, tick: () => void): Timer {
  checkPeriod(period);
  const length = period * 1000;
  const start = performance.now();
  let calls = 1;
  let pending: NodeJS.Timeout;
  const aim = (): void => {
    const left = start + calls * length - performance.now();
    pending = setTimeout(fire, Math.max(1, Math.round(left)));
  };
  const fire = (): void => {
    if (start + calls * length - performance.now() > EARLY) {
      aim();
      return;
    }
    const passed = Math.floor((performance.now() - start) / length);
    calls = Math.max(calls, passed) + 1;
    aim();
    tick();
  };
  aim();
  return { cancel: () => clearTimeout(pending) };
}
