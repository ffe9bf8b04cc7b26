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

export function stop(id: ReasonId, source: string, age: number, margin = 0): readonly Answer[] {
  return [{ limit: STOP, evidence: { id, source, margin, unit: "s", age } }];
}

/** Age of a fact now, counting how old it was when it came [s]. */
export function ageOf(fact: Dated, now: Seconds): Seconds {
  return now - fact.received + fact.stampAge;
}

/** Absent, old or from the future means stop. */
export function dated(
  fact: Dated | undefined,
  what: "command" | "body" | "scan" | "source",
  source: string,
  budget: Seconds,
  { now, settings }: Question,
): readonly Answer[] {
  if (fact === undefined) {
    return stop(`${what}-missing`, source, Infinity);
  }
  const age = ageOf(fact, now);
  const silence = now - fact.received;
  if (!(fact.stampAge >= -settings.futureTolerance && silence >= 0)) {
    return stop(`${what}-future`, source, age, fact.stampAge);
  }
  return age <= budget && silence <= budget ? [] : stop(`${what}-stale`, source, age, budget - age);
}

export function commandSound(question: Question): readonly Answer[] {
  const { settings, now, state } = question;
  const { command } = state;
  const lines = dated(command, "command", "command", settings.commandBudget, question);
  if (command === undefined || lines.length > 0) {
    return lines;
  }
  const { twist, driver } = command;
  const isPlausible =
    speedOf(twist) <= settings.implausible * settings.speed &&
    Math.abs(twist.wz) <= settings.implausible * settings.spin;
  const trouble = isFinite(twist) ? "command-implausible" : "command-not-finite";
  return isPlausible ? [] : stop(trouble, driver, ageOf(command, now));
}

export function bodySound(question: Question): readonly Answer[] {
  const { body } = question.state;
  const lines = dated(body, "body", "body", question.settings.bodyBudget, question);
  return body === undefined || lines.length > 0 || isFinite(body.twist)
    ? lines
    : stop("body-not-finite", "body", ageOf(body, question.now));
}
