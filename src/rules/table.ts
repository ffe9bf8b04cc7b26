import type { Ceiling, Rule, RuleBook } from "./rule.ts";

/** What the columns of a table of rules hold. */
export const COLUMNS = [
  ...["id", "clause", "holds", "when broken", "when unknown", "waivable", "source"],
] as const;

/** Every rule as a row of texts, one for each column. */
export function rowsOf({ rules }: RuleBook): readonly (readonly string[])[] {
  return rules.map((rule) => [
    `${rule.id} (${rule.severity})`,
    rule.clause,
    rule.text,
    tellCeiling(rule.broken),
    tellCeiling(rule.unknown),
    tellWaivable(rule),
    rule.source,
  ]);
}

function tellWaivable({ waivable }: Rule): string {
  return waivable === "waivable" ? "yes" : "no";
}

/** A ceiling in words: "stop", "at most 0.3 m/s", "at most 0.3 m/s and 0.5 rad/s". */
export function tellCeiling({ speed, spin }: Ceiling): string {
  if (speed === 0 && spin === 0) {
    return "stop";
  }
  const parts = [
    ...(speed < Infinity ? [`${speed} m/s`] : []),
    ...(spin < Infinity ? [`${spin} rad/s`] : []),
  ];
  return `at most ${parts.join(" and ")}`;
}
