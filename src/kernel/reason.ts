/** The closed set of reasons: the same string in code, message, log, page, docs and tests. */
export const REASONS = {
  "not-configured": "it has not been told its limits",
  "human-veto": "a human stopped it",
  "supervisor-restarted": "the supervisor restarted after an unclean end",
  "internal-fault": "the supervisor met an error of its own",
  "awaiting-resume": "it was reset and waits for a human to resume",
  "command-missing": "nobody commands it",
  "command-stale": "the command is too old",
  "command-future": "the command is stamped in the future",
  "command-not-finite": "the command is not a number or cannot be read",
  "command-implausible": "the command is absurdly large",
  "body-missing": "it does not know its own body state",
  "body-stale": "its own body state is too old",
  "body-future": "its own body state is stamped in the future",
  "body-not-finite": "its own body state is not a number",
  "scan-missing": "it has no view of its surroundings",
  "scan-stale": "its view of the surroundings is too old",
  "scan-future": "its view of the surroundings is stamped in the future",
  "scan-frozen": "its view of the surroundings is frozen",
  "scan-blind": "its view of the surroundings is blinded",
  "scan-malformed": "its view of the surroundings cannot be read",
  "second-publisher": "somebody else commands its base",
  "protective-separation": "somebody or something is too near for this motion",
  "hidden-space": "somebody may come out of a place it cannot see",
  "speed-ceiling": "it would be faster than allowed",
  "spin-ceiling": "it would turn faster than allowed",
  "acceleration-ceiling": "it would speed up faster than allowed",
  "foreseen-harm": "it foresees harm to a person",
  "person-near": "it believes a person is near",
  "harm-silent": "its foresight of harm fell silent",
  "minds-silent": "its estimate of the people around it fell silent",
  "scan-replayed": "its view of the surroundings was shown before",
  "body-frozen": "its own body state does not go on",
  "clock-jumped": "a clock jumped",
  "zone-stop": "something is in a stop zone",
  "zone-slow": "something is in a slow-down zone",
  "zone-limit": "something is in a limit zone",
  "zone-approach": "it would reach something too soon",
  "zone-unknown": "the shape of a zone is not known",
  "rule-broken": "a rule forbids motion now",
  "rule-limit": "a rule limits it now",
  "braking-weak": "it brakes less than it should",
  "moving-unasked": "it moves though it was told to stand",
  "hardware-stop": "the hardware stop is pressed",
  "waiver-cap": "a waiver holds it to a crawl",
  "operator-limit": "an operator limited it",
} as const;

export type ReasonId = keyof typeof REASONS;

export type Unit = "m" | "m/s" | "rad/s" | "s" | "1";

/** What a reason rests on. */
export type Evidence = {
  readonly id: ReasonId;
  /** A sensor, a topic, a person or a human. */
  readonly source: string;
  /** How far inside (+) or outside (-) the line, in `unit`. */
  readonly margin: number;
  readonly unit: Unit;
  /** Age of what it rests on [s]. */
  readonly age: number;
};
