import { isFinite, speedOf } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import type { Dated, Settings } from "./fact.ts";
import { type Limit, STOP } from "./limit.ts";
import type { State } from "./observe.ts";
import type { Evidence, ReasonId } from "./reason.ts";

/** What a red line answers: a limit, and what it rests on. */
export type Answer = { readonly limit: Limit; readonly evidence: Evidence };

/** What a red line is asked about. */
export type Question = {
  readonly state: State;
  readonly settings: Settings;
  readonly now: Seconds;
};

/** A margin that is no number, as of what never came, is infinitely far outside. */
export function stop(id: ReasonId, source: string, age: number, from = 0): Answer {
  const margin = Number.isNaN(from) ? -Infinity : from;
  return { limit: STOP, evidence: { id, source, margin, unit: "s", age } };
}

/** Age of a fact now, counting how old it was when it came [s]. */
export function ageOf(fact: Dated, now: Seconds): Seconds {
  return now - fact.received + fact.stampAge;
}

/** Absent, old or from the future means stop; what came in time is judged by what it says. */
export function dated<F extends Dated>(
  fact: F | undefined,
  what: "command" | "body" | "scan" | "source",
  source: string,
  budget: Seconds,
  { now, settings }: Question,
  judge: (fact: F, age: Seconds) => Answer | undefined,
): Answer | undefined {
  if (fact === undefined) {
    return stop(`${what}-missing`, source, Infinity);
  }
  const age = ageOf(fact, now);
  const silence = now - fact.received;
  if (!(fact.stampAge >= -settings.futureTolerance && silence >= 0)) {
    return stop(`${what}-future`, source, age, fact.stampAge);
  }
  const isFresh = age <= budget && silence <= budget;
  return isFresh ? judge(fact, age) : stop(`${what}-stale`, source, age, budget - age);
}

export function commandSound(question: Question): Answer | undefined {
  const { commandBudget: budget, implausible, speed, spin } = question.settings;
  const { command } = question.state;
  return dated(command, "command", "command", budget, question, ({ twist, driver }, age) => {
    const isPlausible =
      speedOf(twist) <= implausible * speed && Math.abs(twist.wz) <= implausible * spin;
    const trouble = isFinite(twist) ? "command-implausible" : "command-not-finite";
    return isPlausible ? undefined : stop(trouble, driver, age);
  });
}

export function bodySound(question: Question): Answer | undefined {
  const { bodyBudget: budget } = question.settings;
  return dated(question.state.body, "body", "body", budget, question, ({ twist }, age) =>
    isFinite(twist) ? undefined : stop("body-not-finite", "body", age),
  );
}
