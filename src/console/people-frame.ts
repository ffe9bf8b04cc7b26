/** What the server tells its pages of people: estimates, never facts. Frames and units as in `protocol.ts`. */

export type FutureView = {
  readonly probability: number;
  /** x, y and the radius that holds the person with probability 0.9, in turn [m]. */
  readonly points: readonly number[];
};

/** One person as the robot estimates it; an estimate, never a fact. */
export type PersonView = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  readonly heading: number;
  readonly headingDeviation: number;
  readonly radius: number;
  /** 0 where it is not known [m]. */
  readonly height: number;
  readonly posture: string;
  /** Larger standard deviation of the position [m]. */
  readonly deviation: number;
  readonly confidence: number;
  readonly visible: boolean;
  readonly age: number | null;
  readonly sees: number;
  readonly aware: number;
  readonly futures: readonly FutureView[];
  /** Whatever else is estimated, each in words with its reason. */
  readonly estimates: readonly EstimateView[];
  readonly because: string;
};

/** One estimate about a person: never a fact. */
export type EstimateView = {
  readonly what: string;
  /** In words; empty when the number says it all. */
  readonly says: string;
  readonly value: number;
  readonly because: string;
};

export type PeopleFrame = { readonly kind: "people"; readonly people: readonly PersonView[] };
