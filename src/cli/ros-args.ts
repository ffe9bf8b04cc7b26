import type { Overrides } from "../bus/parameters.ts";

/** A value as YAML on one line, the way ROS 2 reads `-p name:=value`. */
export function tellValue(value: unknown): string {
  if (!Array.isArray(value)) {
    return JSON.stringify(value);
  }
  const fractions = value.some((item) => typeof item === "number" && !Number.isInteger(item));
  const items = value.map((item: unknown) =>
    fractions && typeof item === "number" && Number.isInteger(item)
      ? item.toFixed(1)
      : JSON.stringify(item),
  );
  return `[${items.join(", ")}]`;
}

/** `-p node:name:=value` for each parameter: ROS 2 wants all numbers of one list to be of one type. */
export function tellParameters(node: string, parameters: Overrides): readonly string[] {
  return Object.entries(parameters).flatMap(([name, value]) => [
    "-p",
    `${node}:${name}:=${tellValue(value)}`,
  ]);
}
