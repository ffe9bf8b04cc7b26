import type { Unit } from "../kernel/reason.ts";

/** What a rule may speak of: its unit, what it is, and who computes it. */
type Described = {
  readonly unit: Unit;
  readonly meaning: string;
  /** Who computes it. */
  readonly from: string;
};

/**
 * Every number a rule may compare. Infinity is a value (nobody in sight is infinitely far); NaN and a missing one are
 * not known, and a rule that speaks of it counts as not kept. `people` and `harm` are estimates
 * (`ESTIMATES`): they are 0 until somebody tells one, and a file in which more of one could let the robot go on is refused.
 */
export const NUMBERS = {
  person_distance: {
    unit: "m",
    meaning: "from the footprint to the nearest thing that may be a person",
    from: "separation",
  },
  obstacle_distance: {
    unit: "m",
    meaning: "from the footprint to the nearest thing the scanner sees",
    from: "separation",
  },
  speed: {
    unit: "m/s",
    meaning: "of the base over the ground, measured, never negative",
    from: "self_perception",
  },
  spin: {
    unit: "rad/s",
    meaning: "yaw rate of the base, measured, never negative",
    from: "self_perception",
  },
  stopping_distance: {
    unit: "m",
    meaning: "from the present speed, with measured braking and latency",
    from: "self_perception",
  },
  x: { unit: "m", meaning: "where the base is, frame odom", from: "self_perception" },
  y: { unit: "m", meaning: "where the base is, frame odom", from: "self_perception" },
  asked_speed: {
    unit: "m/s",
    meaning: "that the newest command asks for, never negative",
    from: "the driver",
  },
  asked_spin: {
    unit: "rad/s",
    meaning: "yaw rate that the newest command asks for, never negative",
    from: "the driver",
  },
  command_age: { unit: "s", meaning: "of the newest command", from: "safety_supervisor" },
  scan_age: {
    unit: "s",
    meaning: "of the newest view of the surroundings",
    from: "safety_supervisor",
  },
  people: { unit: "1", meaning: "how many people are believed near", from: "theory_of_mind" },
  harm: {
    unit: "1",
    meaning: "expected harm of the present command beyond a safe stop",
    from: "harm_prediction",
  },
} as const satisfies { readonly [name: string]: Described };

/** Every signal that is one of a few words. */
export const WORDS = {
  driver: {
    words: ["teleop", "autonomy", "nobody"],
    meaning: "whose command counts",
    from: "safety_supervisor",
  },
} as const satisfies {
  readonly [name: string]: Omit<Described, "unit"> & { readonly words: readonly string[] };
};

export type NumberSignal = keyof typeof NUMBERS;
export type WordSignal = keyof typeof WORDS;
export type SignalName = NumberSignal | WordSignal;

/** What is known at one moment. What is missing or NaN is not known. */
export type Signals = { readonly [N in NumberSignal]?: number | undefined } & {
  readonly [N in WordSignal]?: (typeof WORDS)[N]["words"][number] | undefined;
};

/** Nothing is known. */
export const NOTHING_KNOWN: Signals = {};

export function isNumberSignal(name: string): name is NumberSignal {
  return Object.hasOwn(NUMBERS, name);
}

export function isWordSignal(name: string): name is WordSignal {
  return Object.hasOwn(WORDS, name);
}

/** Whether a signal has a value now. */
export function isKnown(signals: Signals, name: SignalName): boolean {
  const value = signals[name];
  return value !== undefined && !Number.isNaN(value);
}
