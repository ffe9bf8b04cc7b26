import type { Bar } from "../bench/benchmark.ts";

/** What the user asked of a soak; what is missing is the part's own choice. */
export type SoakOptions = {
  /** How many seeds, cases or episodes, whatever the part counts [1]. */
  readonly seeds?: number | undefined;
  /** The first seed. */
  readonly first?: number | undefined;
  /** Simulated time of each run [s]. */
  readonly duration?: number | undefined;
  readonly world?: string | undefined;
  readonly robot?: string | undefined;
  /** How many processes it may use [1]. */
  readonly jobs: number;
};

export type SoakOption = Exclude<keyof SoakOptions, "jobs">;

/** One long campaign: seeded, with figures for a file and bars that hold or do not. */
export type SoakPart = {
  readonly name: string;
  readonly summary: string;
  /** The options it heeds; another one that is given is refused. */
  readonly heeds: readonly SoakOption[];
  /** @param tell - Gets each line as it comes. */
  run(options: SoakOptions, tell: (line: string) => void): Promise<SoakResult>;
};

export type SoakResult = {
  /** Everything measured, for `--json`. */
  readonly figures: object;
  readonly bars: readonly Bar[];
};
