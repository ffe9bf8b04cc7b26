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
  /** True, false, or `auto`: found out by looking. */
  | (Described & { readonly kind: "boolean-or-auto"; readonly default: boolean | "auto" })
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
    : P extends { kind: "boolean-or-auto" }
      ? boolean | "auto"
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
export const COMMON: ReadonlySet<string> = new Set(["use_sim_time", "autostart"]);

/** Where an override came from, as the beginning of a sentence: `robot.yaml line 7`. */
export type Origins = { readonly [name: string]: string };

/**
 * The values of declared parameters: defaults unless overridden.
 * @throws ParameterError for a name that was not declared, a wrong type, a number that is not finite or out of range.
 */
export function resolveParameters<S extends ParameterSpecs>(
  node: string,
  specs: S,
  overrides: Overrides,
  origins: Origins = {},
): ParameterValues<S> {
  const from = (name: string): string => {
    const origin = Object.hasOwn(origins, name) ? origins[name] : undefined;
    return origin === undefined ? "" : `${origin}: `;
  };
  for (const name of Object.keys(overrides)) {
    if (!Object.hasOwn(specs, name) && !COMMON.has(name)) {
      throw new ParameterError(
        `${from(name)}${node} has no parameter '${name}'; ${listNames(specs)}`,
      );
    }
  }
  const values = Object.entries(specs).map(([name, spec]) => {
    const given = Object.hasOwn(overrides, name) ? overrides[name] : spec.default;
    const trouble = troubleWith(spec, given);
    if (trouble !== undefined) {
      throw new ParameterError(
        `${from(name)}${node}: parameter '${name}' ${trouble}, and not ${showValue(given)}`,
      );
    }
    return [name, given] as const;
  });
  return Object.fromEntries(values) as ParameterValues<S>;
}

/** The names a node has, as the end of a sentence. */
export function listNames(specs: ParameterSpecs): string {
  const names = Object.keys(specs).join(", ");
  return `it has: ${names === "" ? "none" : names}`;
}

/** A value as a user would write it, NaN and infinity included. */
export function showValue(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint") {
    return String(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(showValue).join(", ")}]`;
  }
  return value === undefined ? "unset" : JSON.stringify(value);
}

type SpecOf<K extends ParameterSpec["kind"]> = Extract<ParameterSpec, { kind: K }>;

/** What is wrong with a value, kind by kind. */
const TROUBLES: {
  readonly [K in ParameterSpec["kind"]]: (spec: SpecOf<K>, value: unknown) => string | undefined;
} = {
  number: (spec, value) =>
    isInRange(spec, value) ? undefined : `must be a number from ${spec.min} to ${spec.max}`,
  integer: (spec, value) =>
    isInRange(spec, value) && Number.isInteger(value)
      ? undefined
      : `must be a whole number from ${spec.min} to ${spec.max}`,
  boolean: (_, value) => (typeof value === "boolean" ? undefined : "must be true or false"),
  "boolean-or-auto": (_, value) =>
    typeof value === "boolean" || value === "auto" ? undefined : "must be true, false or auto",
  string: (spec, value) => {
    if (typeof value !== "string") {
      return "must be a text";
    }
    return spec.oneOf === undefined || spec.oneOf.includes(value)
      ? undefined
      : `must be one of ${spec.oneOf.join(", ")}`;
  },
  strings: (_, value) =>
    isListOf(value, (item) => typeof item === "string") ? undefined : "must be a list of texts",
  numbers: (_, value) =>
    isListOf(value, (item) => Number.isFinite(item))
      ? undefined
      : "must be a list of finite numbers",
};

/** What is wrong with a value, as the end of a sentence that begins with the parameter's name. */
export function troubleWith(spec: ParameterSpec, value: unknown): string | undefined {
  const trouble = TROUBLES[spec.kind] as (
    spec: ParameterSpec,
    value: unknown,
  ) => string | undefined;
  return trouble(spec, value);
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function isInRange(spec: { readonly min: number; readonly max: number }, value: unknown): boolean {
  return (
    typeof value === "number" && Number.isFinite(value) && value >= spec.min && value <= spec.max
  );
}
