import type { Restriction } from "../kernel/fact.ts";
import type { LimitTerms } from "./act.ts";

/** The ceilings of the configuration: speed [m/s] and yaw rate [rad/s]. */
export type Ceilings = { readonly speed: number; readonly spin: number };

/** What humans limited the robot to, never above its ceilings; at them there is no limit. */
export type OperatorLimit = {
  readonly speed: number;
  readonly spin: number;
  /** Who signed it; empty when nobody did. */
  readonly by: string;
};

/** Where nobody limited it: its own ceilings. */
export function unlimited({ speed, spin }: Ceilings): OperatorLimit {
  return { speed, spin, by: "" };
}

/**
 * The limit that a human signed. It may lower the ceilings and give them back, never raise them.
 * @param by - Who signed it.
 */
export function changeLimit(
  ceilings: Ceilings,
  { speed, spin }: LimitTerms,
  by: string,
):
  | { readonly limit: OperatorLimit; readonly refused?: undefined }
  | { readonly refused: string; readonly limit?: undefined } {
  const trouble =
    troubleWith("speed", speed, ceilings.speed, "m/s") ??
    troubleWith("spin", spin, ceilings.spin, "rad/s");
  return trouble === undefined
    ? { limit: { speed, spin, by } }
    : { refused: `refused: ${trouble}` };
}

function troubleWith(
  what: string,
  value: number,
  ceiling: number,
  unit: string,
): string | undefined {
  return value > 0 && value <= ceiling
    ? undefined
    : `the ${what} must be above 0 and at most the ceiling of ${ceiling} ${unit}; stop stops the robot`;
}

/** What the kernel is told: nothing where nobody limited the robot. */
export function restrictionOf(limit: OperatorLimit, ceilings: Ceilings): Restriction | undefined {
  return limit.speed < ceilings.speed || limit.spin < ceilings.spin
    ? {
        speed: limit.speed,
        spin: limit.spin,
        bounds: [],
        because: "operator-limit",
        about: limit.by,
        trouble: "",
      }
    : undefined;
}
