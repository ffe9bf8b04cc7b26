import type { Bus } from "../../bus/port.ts";
import type { Facts } from "./facts.ts";
import type { Parameters } from "./parameters.ts";

/** What every part of the supervisor is handed. */
export type Turn = {
  readonly bus: Bus;
  readonly parameters: Parameters;
  readonly facts: Facts;
  /** Decides at once, instead of at the next period. */
  readonly decide: () => void;
  /** A throw in the supervisor's own code is a reason to stand still until a human looks. */
  readonly safely: <A extends unknown[]>(act: (...given: A) => void) => (...given: A) => void;
};
