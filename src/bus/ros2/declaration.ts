import { chooseValues, type Given } from "../overrides.ts";
import {
  ParameterError,
  type ParameterSpecs,
  type ParameterValues,
  resolveParameters,
  showValue,
} from "../parameters.ts";
import type { Declared } from "./parameter-message.ts";

/** The parameters every node has; they must be known before the node declares anything. */
export const COMMON_SPECS = {
  use_sim_time: {
    kind: "boolean",
    default: false,
    description: "Follow /clock instead of the system clock.",
  },
  autostart: {
    kind: "boolean",
    default: true,
    description:
      "Active at once; false: waits for a manager of lifecycles to configure and activate it.",
  },
} as const satisfies ParameterSpecs;

/**
 * The value of a parameter every node has.
 * @throws ParameterError when something else than true or false was given.
 */
export function readCommon(
  node: string,
  given: readonly Given[],
  name: keyof typeof COMMON_SPECS,
): boolean {
  const last = given.findLast((value) => value.name === name);
  const value = last === undefined ? COMMON_SPECS[name].default : last.value;
  if (typeof value !== "boolean") {
    throw new ParameterError(
      `${last?.origin ?? ""}: ${node}: parameter '${name}' must be true or false, and not ${showValue(value)}`,
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
