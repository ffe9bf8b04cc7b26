import type { Restriction } from "../kernel/fact.ts";
import type { Ceiling, Rule } from "./rule.ts";
import { SEVERITIES } from "./rule.ts";
import type { Finding } from "./watch.ts";

/** What a waiver leaves of a broken rule at most [m/s], [rad/s]: a crawl, as every waiver of the supervisor does. */
export const WAIVED: Ceiling = { speed: 0.1, spin: 0.1 };

/** What a human signed for a rule: the largest speed meanwhile [m/s]. */
export type RuleWaiver = { readonly speed: number };

/** Waivers that hold here and now, by the id of the rule. */
export type RuleWaivers = ReadonlyMap<string, RuleWaiver>;

/**
 * What all rules together ask of the kernel: the tightest of their ceilings. It forbids motion when one of them does.
 * @param waivers - They count for rules that may be waived and are known to be broken.
 */
export function restrict(findings: readonly Finding[], waivers: RuleWaivers = NONE): Restriction {
  const demands = findings
    .filter(({ verdict }) => verdict !== "kept")
    .map((finding) => ({ finding, ceiling: ceilingOf(finding, waivers) }));
  const speed = Math.min(...demands.map(({ ceiling }) => ceiling.speed));
  const spin = Math.min(...demands.map(({ ceiling }) => ceiling.spin));
  const forbidding = demands.filter(({ ceiling }) => forbids(ceiling));
  const stops = forbidding.length > 0;
  const named = (stops ? forbidding : demands).map(({ finding }) => finding);
  return {
    speed,
    spin,
    bounds: [],
    because: stops ? "rule-broken" : "rule-limit",
    about: about(named),
    trouble: stops ? "rule-broken" : "",
  };
}

const NONE: RuleWaivers = new Map();

function forbids({ speed, spin }: Ceiling): boolean {
  return speed === 0 && spin === 0;
}

function ceilingOf({ rule, verdict }: Finding, waivers: RuleWaivers): Ceiling {
  if (verdict === "unknown") {
    return rule.unknown;
  }
  const waiver = mayBeWaived(rule) ? waivers.get(rule.id) : undefined;
  return waiver === undefined ? rule.broken : crawlOf(waiver);
}

/** As fast as was signed, and no faster than a crawl; a speed that is no number lifts nothing. */
function crawlOf({ speed }: RuleWaiver): Ceiling {
  return {
    speed: speed > 0 ? Math.min(speed, WAIVED.speed) : 0,
    spin: speed > 0 ? Math.min(speed, WAIVED.spin) : 0,
  };
}

function mayBeWaived({ waivable, severity }: Rule): boolean {
  return waivable === "waivable" && severity !== "red-line";
}

/** The most severe rule with its clause, and the others by name. */
function about(findings: readonly Finding[]): string {
  const [worst, ...others] = [...findings].sort(bySeverity);
  if (worst === undefined) {
    return "";
  }
  const rest = others.length === 0 ? "" : `; also ${others.map(({ rule }) => rule.id).join(", ")}`;
  return `${tellFinding(worst)}${rest}`;
}

function bySeverity(a: Finding, b: Finding): number {
  return SEVERITIES.indexOf(a.rule.severity) - SEVERITIES.indexOf(b.rule.severity);
}

/**
 * A rule that is not kept, in words: `pause-after-person: no motion for 5 s after … (by 0.12 m)`, the distance from being
 * kept where it is a number, or `… (person_distance is not known)`.
 */
export function tellFinding({ rule, verdict, margin, unit, missing }: Finding): string {
  const clause = `${rule.id}: ${rule.clause}`;
  if (verdict !== "unknown") {
    const by = Number(Math.abs(margin).toPrecision(2));
    return by > 0 && by < Infinity && unit !== "1" ? `${clause} (by ${by} ${unit})` : clause;
  }
  const what =
    missing.length === 0
      ? "what was before is not known"
      : `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not known`;
  return `${clause} (${what})`;
}
