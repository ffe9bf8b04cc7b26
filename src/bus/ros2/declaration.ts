import { chooseValues, type Given } from "../overrides.ts";
import {
  ParameterError,
  type ParameterSpecs,
  type ParameterValues,
  resolveParameters,
  showValue,
} from "../parameters.ts";
import type { Declared } from "./parameter-message.ts";

/** The parameter every node has. */
export const USE_SIM_TIME = {
  kind: "boolean",
  default: false,
  description: "Follow /clock instead of the system clock.",
} as const;

/**
 * Whether the node follows `/clock`; it must be known before the node declares anything.
 * @throws ParameterError when something else than true or false was given.
 */
export function readUseSimTime(node: string, given: readonly Given[]): boolean {
  const last = given.findLast(({ name }) => name === "use_sim_time");
  const value = last === undefined ? USE_SIM_TIME.default : last.value;
  if (typeof value !== "boolean") {
    throw new ParameterError(
      `${last?.origin ?? ""}: ${node}: parameter 'use_sim_time' must be true or false, and not ${showValue(value)}`,
    );
  }
  return value;
}

/**
 * Resolves the values of parameters and adds them to what other nodes can see.
 * @throws ParameterError with the place of the value that cannot be used.
 */
export function declareAll<S extends ParameterSpecs>(
  node: string,
  given: readonly Given[],
  declared: Map<string, Declared>,
  specs: S,
): ParameterValues<S> {
  const { overrides, origins } = chooseValues(given, specs);
  const values = resolveParameters(node, specs, overrides, origins);
  for (const [name, spec] of Object.entries(specs)) {
    declared.set(name, { spec, value: values[name] });
  }
  return values;
}
