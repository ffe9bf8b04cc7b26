/** What became of one thing in a Nav2 parameter file. */
export type Finding = {
  /**
   * `taken`: it stands in the zones file or among the supervisor's parameters. `no counterpart`: coalign has nothing like
   * it, and says why. `unsafe`: taken over as it is it would fail open, so something else stands in its place. `unknown`:
   * a key this reader does not know.
   */
  readonly fate: "taken" | "no counterpart" | "unsafe" | "unknown";
  /** Line in the file; 0 for what the file does not say. */
  readonly line: number;
  /** Node and parameter. */
  readonly from: string;
  /** To what, or why. */
  readonly note: string;
};

/** Collects findings. */
export type Tell = (finding: Finding) => void;
