/** What a user wants measured of a benchmark; what is missing stands for everything, as often as its bars ask for. */
export type Scope = {
  /** Messages a second [1/s]. */
  readonly rate?: number | undefined;
  /** Rounds of everything [1]. */
  readonly rounds?: number | undefined;
  /** Vetoes at each priority [1]. */
  readonly vetoes?: number | undefined;
  /** Length of the run that counts what is lost [s]. */
  readonly minute?: number | undefined;
};

/** One benchmark: measures against its peers in the same run, prints a table, and says whether its bars hold. */
export type Benchmark = {
  readonly name: string;
  readonly summary: string;
  /**
   * @param tell - Gets each line as it comes.
   * @param scope - For a shorter run.
   */
  run(tell: (line: string) => void, scope?: Scope): Promise<BenchmarkResult>;
};

export type BenchmarkResult = {
  /** Everything measured, for `--json`. */
  readonly figures: object;
  readonly bars: readonly Bar[];
};

/** A figure that must not fall short. */
export type Bar = {
  readonly name: string;
  readonly value: number;
  readonly bound: "at least" | "at most";
  readonly bar: number;
};

export function holds({ value, bound, bar }: Bar): boolean {
  return bound === "at least" ? value >= bar : value <= bar;
}

export function tellBar(bar: Bar): string {
  const verdict = holds(bar) ? "holds" : "FAILS";
  return `${verdict}: ${bar.name} ${bar.value.toPrecision(3)}, ${bar.bound} ${bar.bar}`;
}
