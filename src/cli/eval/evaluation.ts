/** What the user gave an evaluation. */
export type EvalOptions = {
  /** The user's own data. */
  readonly data: string;
  /** Where the answers go, one JSON object a line. */
  readonly out?: string | undefined;
  /** A file of rules, for those that follow one. */
  readonly rules?: string | undefined;
  /** Answers already written, for those that score such. */
  readonly score?: string | undefined;
};

/** One faculty on the user's own data. */
export type Evaluation = {
  readonly name: string;
  readonly summary: string;
  /**
   * Writes the answers, tells the scores.
   * @returns Exit code.
   */
  run(options: EvalOptions, tell: (line: string) => void): number;
};

/** Data that cannot be used; the message is one sentence with the file and the line. */
export class DataError extends Error {
  override readonly name = "DataError";
}
