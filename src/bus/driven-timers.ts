import type { Seconds } from "../quantity/time.ts";
import { Agenda } from "./agenda.ts";
import type { Timer } from "./port.ts";

/** Slack for times that were added up in floating point [s]. */
const SLACK = 1e-9;

/** @throws RangeError for a period that is not a number of seconds above 0. */
export function checkPeriod(period: Seconds): void {
  if (!(period > 0 && Number.isFinite(period))) {
    throw new RangeError(`a timer's period must be a number of seconds above 0, and not ${period}`);
  }
}

type Running = {
  readonly period: Seconds;
  readonly tick: () => void;
  /** Where the schedule counts from [s]. */
  start: Seconds;
  /** Periods from the start to the next call [1]. */
  calls: number;
};

/**
 * Timers on a clock that somebody else moves. It may stand still (nothing is called), jump forward (each timer is called
 * once, the missed calls are not made up for) or jump back, as a simulation does when it is reset (each timer starts anew
 * from there).
 */
export class DrivenTimers {
  readonly #guard: (act: () => void) => void;
  readonly #running = new Set<Running>();
  #agenda = new Agenda();
  #time: Seconds = 0;

  /** @param guard - Runs a tick and keeps to itself what it throws. */
  constructor(guard: (act: () => void) => void) {
    this.#guard = guard;
  }

  /** When the next timer is due [s]; infinity when there is none. */
  next(): Seconds {
    return this.#agenda.next();
  }

  /**
   * Calls back at now + k × period.
   * @throws RangeError for a period that is not above 0.
   */
  every(now: Seconds, period: Seconds, tick: () => void): Timer {
    checkPeriod(period);
    const timer: Running = { period, tick, start: now, calls: 0 };
    this.#running.add(timer);
    this.#aim(timer, now);
    return { cancel: () => this.#running.delete(timer) };
  }

  /** The clock shows a time: what is due by then is called, in order. */
  reach(time: Seconds): void {
    if (time < this.#time) {
      this.#restart(time);
      return;
    }
    this.#time = time;
    while (this.#agenda.next() <= time + SLACK) {
      this.#agenda.take()?.();
    }
  }

  #aim(timer: Running, now: Seconds): void {
    const passed = Math.floor((now - timer.start + SLACK) / timer.period);
    timer.calls = Math.max(timer.calls + 1, passed + 1);
    const agenda = this.#agenda;
    agenda.add(timer.start + timer.calls * timer.period, () => {
      if (this.#running.has(timer) && agenda === this.#agenda) {
        this.#guard(timer.tick);
        this.#aim(timer, this.#time);
      }
    });
  }

  #restart(time: Seconds): void {
    this.#time = time;
    this.#agenda = new Agenda();
    for (const timer of this.#running) {
      timer.start = time;
      timer.calls = 0;
      this.#aim(timer, time);
    }
  }
}
