import { decide, settled } from "../../src/kernel/decide.ts";
import type { Fact, Settings } from "../../src/kernel/fact.ts";
import { observe, SILENT } from "../../src/kernel/observe.ts";
import type { RecordedDecision } from "../../src/record/decision.ts";
import { writeFact } from "../../src/record/fact-text.ts";
import type { Kernel } from "../../src/record/replay.ts";
import { writeState } from "../../src/record/state-text.ts";

/** The kernel as it is shipped. */
export const KERNEL: Kernel = { start: SILENT, observe, decide };

export const SETTINGS: Settings = {
  speed: 1,
  spin: 1,
  acceleration: 1,
  spinAcceleration: 1,
  implausible: 3,
  commandBudget: 0.2,
  bodyBudget: 0.2,
  futureTolerance: 0.02,
  sources: [
    { name: "scan", budget: 0.5, need: "required" },
    { name: "harm", budget: 1, need: "advisory" },
  ],
  checks: [{ id: "second-publisher", budget: 1 }],
};

/** One decision in so many says all that the kernel knew [1]. */
export const CHECKPOINT = 5;

/** Runs the kernel over facts, one decision after each, and records what happens as the supervisor does. */
export function recordRun(facts: readonly Fact[]): RecordedDecision[] {
  let state = observe(SILENT, { kind: "settings", settings: SETTINGS });
  let pending = [writeFact({ kind: "settings", settings: SETTINGS })];
  return facts.map((fact, i) => {
    const now = Number.isFinite(received(fact)) ? received(fact) : 0;
    state = observe(state, fact);
    const verdict = decide(state, now);
    const decision: RecordedDecision = {
      sequence: BigInt(i + 1),
      now,
      driver: verdict.driver,
      asked: twistMessage(verdict.asked),
      given: twistMessage(verdict.given),
      scale: verdict.scale,
      reasons: verdict.reasons,
      facts: [...pending, writeFact(fact)],
      state: i % CHECKPOINT === 0 ? writeState(state) : "",
    };
    const given = settled(verdict, now);
    state = observe(state, given);
    pending = [writeFact(given)];
    return decision;
  });
}

function received(fact: Fact): number {
  return "received" in fact ? fact.received : 0;
}

function twistMessage(twist: { vx: number; vy: number; wz: number }): RecordedDecision["asked"] {
  return { linear: { x: twist.vx, y: twist.vy }, angular: { z: twist.wz } };
}
