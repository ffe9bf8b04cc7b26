import type { Driver, Fact, FactOf, Settings } from "../../src/kernel/fact.ts";
import { observe, SILENT, type State } from "../../src/kernel/observe.ts";
import type { Twist } from "../../src/quantity/frame.ts";

/** Facts of a healthy robot, for tests of the kernel. Budgets are binary fractions, so that boundaries are exact. */

export const SETTINGS: Settings = {
  speed: 1.2,
  spin: 2.5,
  acceleration: 1.5,
  spinAcceleration: 20,
  commandBudget: 0.25,
  bodyBudget: 0.5,
  scanBudget: 0.375,
  adviceBudget: 0.5,
  futureTolerance: 0.0625,
  teleopHold: 1,
  implausible: 5,
};

/** When everything was learned [s]. */
export const NOW = 128;

export const fresh = { received: NOW, stampAge: 0 } as const;

export function command(twist: Partial<Twist>, driver: Driver = "autonomy"): FactOf<"command"> {
  return { kind: "command", driver, twist: { vx: 0, vy: 0, wz: 0, ...twist }, ...fresh };
}

export const body: FactOf<"body"> = { kind: "body", twist: { vx: 0, vy: 0, wz: 0 }, ...fresh };

export const clear: FactOf<"separation"> = {
  kind: "separation",
  speed: Infinity,
  because: "protective-separation",
  source: "scan",
  bounds: [],
  trouble: "",
  ...fresh,
};

/** What went out last was as fast as wanted, so that the acceleration ceiling is silent. */
export function given(twist: Partial<Twist>): FactOf<"given"> {
  return { kind: "given", twist: { vx: 0, vy: 0, wz: 0, ...twist }, received: NOW };
}

export function told(...facts: readonly Fact[]): State {
  return facts.reduce(observe, SILENT);
}

/** A robot with everything in order that is asked to move and already does. */
export function healthy(twist: Partial<Twist>, ...more: readonly Fact[]): State {
  return told(
    { kind: "settings", settings: SETTINGS },
    body,
    clear,
    given(twist),
    command(twist),
    ...more,
  );
}
