/**
 * What is done, the mildest first: a limit lowers the command; a stop holds zero, category 2 with power on, category 1 asks
 * for power off once it stands, category 0 asks for it at once (IEC 60204-1:2016, 9.2.2).
 */
export const ACTIONS = ["limit", "category-2", "category-1", "category-0"] as const;

export type Action = (typeof ACTIONS)[number];

/** What is done; what ends it: its condition, what is needed to set off, or a human's reset and resume; who may drive till then. */
export type Policy = {
  readonly action: Action;
  readonly clear: "condition" | "arming" | "human";
  readonly takeover: "anyone" | "another" | "nobody";
};

const SLOWS: Policy = { action: "limit", clear: "condition", takeover: "anyone" };
const YIELDS: Policy = { action: "category-2", clear: "condition", takeover: "another" };
const HOLDS: Policy = { action: "category-2", clear: "condition", takeover: "nobody" };
const ARMS: Policy = { action: "category-2", clear: "arming", takeover: "nobody" };
const LATCHES: Policy = { action: "category-2", clear: "human", takeover: "nobody" };
const RAMPS: Policy = { action: "category-1", clear: "human", takeover: "nobody" };
const CUTS: Policy = { action: "category-0", clear: "human", takeover: "nobody" };

/** The failsafe table, and the closed set of reasons: the same string in code, message, log, page, docs and tests. */
export const CAUSES = {
  "not-configured": { ...ARMS, sentence: "it has not been told its limits" },
  "transform-unknown": { ...ARMS, sentence: "it does not know where a sensor sits" },
  "footprint-unknown": { ...ARMS, sentence: "it does not know its own outline" },
  "parameters-unverified": { ...ARMS, sentence: "its parameters are not verified" },
  "log-unverified": { ...ARMS, sentence: "its log has not been checked" },
  "human-veto": { ...LATCHES, sentence: "a human stopped it" },
  "hardware-stop": { ...LATCHES, sentence: "the hardware stop is pressed" },
  "supervisor-restarted": { ...LATCHES, sentence: "the supervisor restarted" },
  "internal-fault": { ...LATCHES, sentence: "the supervisor met an error of its own" },
  "awaiting-resume": { ...LATCHES, sentence: "it was reset and waits for a human to resume" },
  "braking-weak": { ...RAMPS, sentence: "it brakes less than it should" },
  "motion-unfelt": { ...RAMPS, sentence: "it moves as told, and its odometry feels nothing of it" },
  "braking-failed": { ...CUTS, sentence: "it still brakes less than it should" },
  "moving-unasked": { ...CUTS, sentence: "it moves though it was told to stand" },
  "second-publisher": { ...HOLDS, sentence: "somebody publishes what one alone may" },
  "clock-jumped": { ...HOLDS, sentence: "a clock jumped" },
  "lock-held": { ...YIELDS, sentence: "a lock holds it" },
  "lock-silent": { ...YIELDS, sentence: "a lock that must speak is silent" },
  "driver-silent": { ...YIELDS, sentence: "its driver fell silent" },
  "neutral-required": { ...YIELDS, sentence: "its driver must first let go" },
  "command-missing": { ...YIELDS, sentence: "nobody commands it" },
  "command-stale": { ...YIELDS, sentence: "the command is too old" },
  "command-future": { ...YIELDS, sentence: "the command is stamped in the future" },
  "command-not-finite": { ...YIELDS, sentence: "the command is not a number or cannot be read" },
  "command-implausible": { ...YIELDS, sentence: "the command is absurdly large" },
  "body-missing": { ...ARMS, sentence: "it does not know its own body state" },
  "body-stale": { ...HOLDS, sentence: "its own body state is too old" },
  "body-future": { ...HOLDS, sentence: "its own body state is stamped in the future" },
  "body-not-finite": { ...HOLDS, sentence: "its own body state is not a number" },
  "body-frozen": { ...HOLDS, sentence: "its own body state does not go on" },
  "scan-missing": { ...ARMS, sentence: "it has no view of its surroundings" },
  "scan-stale": { ...HOLDS, sentence: "its view of the surroundings is too old" },
  "scan-future": { ...HOLDS, sentence: "its view of the surroundings is stamped in the future" },
  "source-missing": { ...ARMS, sentence: "a source it needs was never heard" },
  "source-stale": { ...HOLDS, sentence: "a source it had fell silent" },
  "source-malformed": { ...HOLDS, sentence: "a source says what cannot be read, or cannot be" },
  "source-future": { ...HOLDS, sentence: "a source is stamped in the future" },
  "scan-frozen": { ...HOLDS, sentence: "its view of the surroundings is frozen" },
  "scan-replayed": { ...HOLDS, sentence: "its view of the surroundings was shown before" },
  "scan-blind": { ...HOLDS, sentence: "its view of the surroundings is blinded" },
  "scan-malformed": { ...HOLDS, sentence: "its view of the surroundings cannot be read" },
  "zone-unknown": { ...HOLDS, sentence: "the shape of a zone is not known" },
  "zone-stop": { ...SLOWS, sentence: "something is in a stop zone" },
  "zone-slow": { ...SLOWS, sentence: "something is in a slow-down zone" },
  "zone-limit": { ...SLOWS, sentence: "something is in a limit zone" },
  "zone-approach": { ...SLOWS, sentence: "it would reach something too soon" },
  "rule-broken": { ...HOLDS, sentence: "a rule forbids motion now" },
  "rule-limit": { ...SLOWS, sentence: "a rule limits it now" },
  "waiver-cap": { ...SLOWS, sentence: "a waiver holds it to a crawl" },
  "operator-limit": { ...SLOWS, sentence: "an operator limited it" },
  "protective-separation": { ...SLOWS, sentence: "somebody or something is too near" },
  "hidden-space": { ...SLOWS, sentence: "somebody may come out of a place it cannot see" },
  "speed-ceiling": { ...SLOWS, sentence: "it would be faster than allowed" },
  "spin-ceiling": { ...SLOWS, sentence: "it would turn faster than allowed" },
  "acceleration-ceiling": { ...SLOWS, sentence: "it would speed up faster than allowed" },
  "foreseen-harm": { ...SLOWS, sentence: "it foresees harm to a person" },
  "person-near": { ...SLOWS, sentence: "it believes a person is near" },
} as const satisfies { readonly [id: string]: Policy & { readonly sentence: string } };

export type ReasonId = keyof typeof CAUSES;

export type Unit = "m" | "m/s" | "rad/s" | "s" | "1";

/** What a reason rests on. */
export type Evidence = {
  readonly id: ReasonId;
  readonly source: string;
  /** How far inside (+) or outside (-) the line, in `unit`; `source` is a sensor, a topic, a person or a human. */
  readonly margin: number;
  readonly unit: Unit;
  /** Age of what it rests on [s]. */
  readonly age: number;
};

export function severity(id: ReasonId): number {
  return ACTIONS.indexOf(CAUSES[id].action);
}
