import { ParameterDescriptor, ParameterValue } from "../messages/rcl-interfaces.gen.ts";
import type { ParameterSpec } from "../parameters.ts";

/** Parameters as ROS 2 messages. */

/** Numbers of `rcl_interfaces/msg/ParameterType`. */
export const PARAMETER_TYPES = {
  unset: 0,
  boolean: 1,
  integer: 2,
  number: 3,
  string: 4,
  bytes: 5,
  booleans: 6,
  integers: 7,
  numbers: 8,
  strings: 9,
} as const;

/** A declared parameter and its value. */
export type Declared = { readonly spec: ParameterSpec; readonly value: unknown };

/** The number of the type a declared parameter has now. */
export function typeNumber({ spec, value }: Declared): number {
  if (spec.kind === "boolean-or-auto") {
    return value === "auto" ? PARAMETER_TYPES.string : PARAMETER_TYPES.boolean;
  }
  return PARAMETER_TYPES[spec.kind];
}

/** The value of a parameter, typed by its declaration: 1 is a double where a number is declared. */
export function toParameterValue({ spec, value }: Declared): ParameterValue {
  const type = typeNumber({ spec, value });
  switch (spec.kind) {
    case "boolean-or-auto":
      return value === "auto"
        ? ParameterValue.create({ type, string_value: value })
        : ParameterValue.create({ type, bool_value: value as boolean });
    case "boolean":
      return ParameterValue.create({ type, bool_value: value as boolean });
    case "integer":
      return ParameterValue.create({ type, integer_value: BigInt(value as number) });
    case "number":
      return ParameterValue.create({ type, double_value: value as number });
    case "string":
      return ParameterValue.create({ type, string_value: value as string });
    case "numbers":
      return ParameterValue.create({
        type,
        double_array_value: Float64Array.from(value as number[]),
      });
    case "strings":
      return ParameterValue.create({ type, string_array_value: value as string[] });
  }
}

/** The value another node wants to set, or a sentence's end that says why it is none. */
export function fromParameterValue(
  message: ParameterValue,
): { readonly value: unknown } | { readonly trouble: string } {
  switch (message.type) {
    case PARAMETER_TYPES.unset:
      return { trouble: "cannot be unset" };
    case PARAMETER_TYPES.boolean:
      return { value: message.bool_value };
    case PARAMETER_TYPES.integer:
      return { value: Number(message.integer_value) };
    case PARAMETER_TYPES.number:
      return { value: message.double_value };
    case PARAMETER_TYPES.string:
      return { value: message.string_value };
    case PARAMETER_TYPES.bytes:
      return { value: [...message.byte_array_value] };
    case PARAMETER_TYPES.booleans:
      return { value: message.bool_array_value };
    case PARAMETER_TYPES.integers:
      return { value: [...message.integer_array_value].map(Number) };
    case PARAMETER_TYPES.numbers:
      return { value: [...message.double_array_value] };
    case PARAMETER_TYPES.strings:
      return { value: message.string_array_value };
    default:
      return { trouble: `has no type ${message.type}: ROS 2 knows the types 0 to 9` };
  }
}

/** Meaning, type, range and choices of a parameter. */
export function describeParameter(name: string, declared: Declared): ParameterDescriptor {
  const { spec } = declared;
  const isNumber = spec.kind === "number";
  const isInteger = spec.kind === "integer";
  return ParameterDescriptor.create({
    name,
    type: typeNumber(declared),
    description: spec.description,
    additional_constraints: choicesOf(spec),
    read_only: true,
    dynamic_typing: spec.kind === "boolean-or-auto",
    // A step of 0 means any value between; the ends are part of the range.
    floating_point_range: isNumber ? [{ from_value: spec.min, to_value: spec.max, step: 0 }] : [],
    integer_range: isInteger ? [integerRange(spec)] : [],
  });
}

function choicesOf(spec: ParameterSpec): string {
  if (spec.kind === "boolean-or-auto") {
    return "true, false or auto";
  }
  return spec.kind === "string" && spec.oneOf !== undefined
    ? `one of ${spec.oneOf.join(", ")}`
    : "";
}

/** Bounds no int64 can hold become those it can. */
function integerRange(spec: { readonly min: number; readonly max: number }): {
  from_value: bigint;
  to_value: bigint;
  step: bigint;
} {
  const bound = (value: number): bigint =>
    BigInt(Math.trunc(Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value))));
  return { from_value: bound(spec.min), to_value: bound(spec.max), step: 0n };
}
