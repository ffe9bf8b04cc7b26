/** Parameters of a node: declared once with type, default, range and meaning; resolved from files and command line. */

type Described = {
  /** One sentence with the unit in brackets. */
  readonly description: string;
};

export type ParameterSpec =
  | (Described & {
      readonly kind: "number";
      readonly default: number;
      readonly min: number;
      readonly max: number;
    })
  | (Described & {
      readonly kind: "integer";
      readonly default: number;
      readonly min: number;
      readonly max: number;
    })
  | (Described & { readonly kind: "boolean"; readonly default: boolean })
  | (Described & {
      readonly kind: "string";
      readonly default: string;
      readonly oneOf?: readonly string[];
    })
  | (Described & { readonly kind: "strings"; readonly default: readonly string[] })
  | (Described & { readonly kind: "numbers"; readonly default: readonly number[] });

export type ParameterSpecs = { readonly [name: string]: ParameterSpec };

type ValueOf<P extends ParameterSpec> = P extends { kind: "number" | "integer" }
  ? number
  : P extends { kind: "boolean" }
    ? boolean
    : P extends { kind: "string" }
      ? string
      : P extends { kind: "strings" }
        ? readonly string[]
        : readonly number[];

export type ParameterValues<S extends ParameterSpecs> = { readonly [N in keyof S]: ValueOf<S[N]> };

/** Values given from outside, by parameter name, not yet checked. */
export type Overrides = { readonly [name: string]: unknown };

/** A parameter that cannot be used; the message is one sentence. */
export class ParameterError extends Error {
  override readonly name = "ParameterError";
}

/** Names every node accepts besides its own. */
const COMMON = new Set(["use_sim_time"]);

/**
 * The values of declared parameters: defaults unless overridden.
 * @throws ParameterError for a name that was not declared, a wrong type, a number that is not finite or out of range.
 */
export function resolveParameters<S extends ParameterSpecs>(
  node: string,
  specs: S,
  overrides: Overrides,
): ParameterValues<S> {
  for (const name of Object.keys(overrides)) {
    if (specs[name] === undefined && !COMMON.has(name)) {
      const known = Object.keys(specs).join(", ");
      throw new ParameterError(
        `${node} has no parameter '${name}'; it has: ${known === "" ? "none" : known}`,
      );
    }
  }
  const values = Object.entries(specs).map(([name, spec]) => {
    const given = overrides[name];
    if (given !== undefined) {
      const trouble = troubleWith(spec, given);
      if (trouble !== undefined) {
        throw new ParameterError(
          `${node}: parameter '${name}' ${trouble}, and not ${JSON.stringify(given)}`,
        );
      }
    }
    return [name, given ?? spec.default] as const;
  });
  return Object.fromEntries(values) as ParameterValues<S>;
}

/** What is wrong with a value, as the end of a sentence that begins with the parameter's name. */
export function troubleWith(spec: ParameterSpec, value: unknown): string | undefined {
  switch (spec.kind) {
    case "number":
      return inRange(spec, value) ? undefined : `must be a number from ${spec.min} to ${spec.max}`;
    case "integer":
      return inRange(spec, value) && Number.isInteger(value)
        ? undefined
        : `must be a whole number from ${spec.min} to ${spec.max}`;
    case "boolean":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "string":
      if (typeof value !== "string") {
        return "must be a text";
      }
      return spec.oneOf === undefined || spec.oneOf.includes(value)
        ? undefined
        : `must be one of ${spec.oneOf.join(", ")}`;
    case "strings":
      return Array.isArray(value) && value.every((item) => typeof item === "string")
        ? undefined
        : "must be a list of texts";
    case "numbers":
      return Array.isArray(value) &&
        value.every((item) => typeof item === "number" && Number.isFinite(item))
        ? undefined
        : "must be a list of finite numbers";
  }
}

function inRange(spec: { readonly min: number; readonly max: number }, value: unknown): boolean {
  return (
    typeof value === "number" && Number.isFinite(value) && value >= spec.min && value <= spec.max
  );
}
