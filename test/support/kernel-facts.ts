import { decide, type Verdict } from "../../src/kernel/decide.ts";
import type { Fact, FactOf, Settings } from "../../src/kernel/fact.ts";
import { observe, SILENT, type State } from "../../src/kernel/observe.ts";
import type { Twist } from "../../src/quantity/frame.ts";

/** Facts of a healthy robot, for tests of the kernel. Budgets are binary fractions, so that boundaries are exact. */

export const SETTINGS: Settings = {
  speed: 1.2,
  spin: 2.5,
  acceleration: 1.5,
  spinAcceleration: 20,
  implausible: 5,
  commandBudget: 0.25,
  bodyBudget: 0.5,
  futureTolerance: 0.0625,
  sources: [
    { name: "scan", budget: 0.375, need: "required" },
    { name: "braking", budget: 0.5, need: "required" },
    { name: "harm", budget: 0.5, need: "advisory" },
    { name: "minds", budget: 0.5, need: "advisory" },
    { name: "operator", budget: Infinity, need: "advisory" },
  ],
  checks: [{ id: "second-publisher", budget: 4 }],
};

/** When everything was learned [s]. */
export const NOW = 128;

export const fresh = { received: NOW, stampAge: 0 } as const;

export function command(twist: Partial<Twist>): FactOf<"command"> {
  const asked = { vx: 0, vy: 0, wz: 0, ...twist };
  return { kind: "command", driver: "autonomy", by: "program", twist: asked, ...fresh };
}

export const body: FactOf<"body"> = { kind: "body", twist: { vx: 0, vy: 0, wz: 0 }, ...fresh };

export const clear: FactOf<"restriction"> = {
  kind: "restriction",
  source: "scan",
  speed: Infinity,
  spin: Infinity,
  bounds: [],
  because: "protective-separation",
  about: "scan",
  trouble: "",
  ...fresh,
};

export const brakes: FactOf<"restriction"> = { ...clear, source: "braking", about: "braking" };

export const alone: FactOf<"check"> = {
  kind: "check",
  id: "second-publisher",
  wrong: "",
  received: NOW,
};

/** What went out last was as fast as wanted, so that the acceleration ceiling is silent. */
export function given(twist: Partial<Twist>): FactOf<"given"> {
  const out = { vx: 0, vy: 0, wz: 0, ...twist };
  return { kind: "given", twist: out, latching: "", by: "", received: NOW };
}

export function told(...facts: readonly Fact[]): State {
  return facts.reduce(observe, SILENT);
}

/** A robot with everything in order that is asked to move and already does. */
export function healthy(twist: Partial<Twist>, ...more: readonly Fact[]): State {
  const settings = { kind: "settings", settings: SETTINGS } as const;
  return told(settings, body, clear, brakes, alone, given(twist), command(twist), ...more);
}

export function verdictOn(twist: Partial<Twist>, ...more: readonly Fact[]): Verdict {
  return decide(healthy(twist, ...more), NOW);
}
