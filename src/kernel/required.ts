import type { Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import type { Dated, FactOf, Settings } from "./fact.ts";
import { isFinite, type Limit, STOP } from "./limit.ts";
import type { State } from "./observe.ts";
import type { Evidence, ReasonId } from "./reason.ts";

/** What a red line answers: a limit, and what it rests on. */
export type Answer = { readonly limit: Limit; readonly evidence: Evidence };

/** What a red line is asked about. */
export type Question = {
  readonly state: State;
  readonly settings: Settings;
  readonly now: Seconds;
  readonly command: FactOf<"command"> | undefined;
};

export function stop(id: ReasonId, source: string, age: number, margin = 0): readonly Answer[] {
  return [{ limit: STOP, evidence: { id, source, margin, unit: "s", age } }];
}

/** Age of a fact now, counting how old it was when it came [s]. */
export function ageOf(fact: Dated, now: Seconds): Seconds {
  return now - fact.received + fact.stampAge;
}

export function humanVeto({ state, now }: Question): readonly Answer[] {
  const latch = state.latch;
  if (latch === undefined) {
    return [];
  }
  const id = latch.resetBy === undefined ? latch.because : "awaiting-resume";
  return stop(id, latch.resetBy ?? latch.by, now - latch.since);
}

/** Required facts: absent, old, from the future or not a number means stop. */
function dated(
  fact: Dated | undefined,
  what: "command" | "body" | "scan",
  budget: Seconds,
  { now, settings }: Question,
): readonly Answer[] {
  if (fact === undefined) {
    return stop(`${what}-missing`, what, Infinity);
  }
  const age = ageOf(fact, now);
  const silence = now - fact.received;
  if (!(fact.stampAge >= -settings.futureTolerance && silence >= 0)) {
    return stop(`${what}-future`, what, age, fact.stampAge);
  }
  return age <= budget && silence <= budget ? [] : stop(`${what}-stale`, what, age, budget - age);
}

export function commandSound(question: Question): readonly Answer[] {
  const { command, settings, now } = question;
  const lines = dated(command, "command", settings.commandBudget, question);
  if (command === undefined || lines.length > 0) {
    return lines;
  }
  const age = ageOf(command, now);
  if (!isFinite(command.twist)) {
    return stop("command-not-finite", command.driver, age);
  }
  return isPlausible(command.twist, settings)
    ? []
    : stop("command-implausible", command.driver, age);
}

function isPlausible(twist: Twist, settings: Settings): boolean {
  return (
    Math.hypot(twist.vx, twist.vy) <= settings.implausible * settings.speed &&
    Math.abs(twist.wz) <= settings.implausible * settings.spin
  );
}

export function bodySound(question: Question): readonly Answer[] {
  const body = question.state.body;
  const lines = dated(body, "body", question.settings.bodyBudget, question);
  return body !== undefined && lines.length === 0 && !isFinite(body.twist)
    ? stop("body-not-finite", "body", ageOf(body, question.now))
    : lines;
}

export function scanSound(question: Question): readonly Answer[] {
  const scan = question.state.separation;
  const lines = dated(scan, "scan", question.settings.scanBudget, question);
  return scan !== undefined && lines.length === 0 && scan.trouble !== ""
    ? stop(scan.trouble, "scan", ageOf(scan, question.now))
    : lines;
}
