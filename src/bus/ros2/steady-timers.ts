import type { Seconds } from "../../quantity/time.ts";
import { checkPeriod } from "../driven-timers.ts";
import type { Timer } from "../port.ts";

/** How much before its time a tick may come, so that it need not be a whole millisecond late [ms]. */
const EARLY = 0.5;

/**
 * Calls back at start + k × period on the monotonic clock. Each call is aimed anew at its own time: `setInterval` adds its
 * lateness up to 1.4-10 % (measured). After a stall there is one call, not a burst. The timer does not depend on the thread
 * that waits for messages, so a watchdog lives on when that one is stuck.
 * @throws RangeError for a period that is not above 0.
 */
export function everySteady(period: Seconds, tick: () => void): Timer {
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
