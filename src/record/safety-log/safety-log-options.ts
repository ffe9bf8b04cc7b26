/** How the log of a supervisor is kept. */
export type SafetyLogOptions = {
  /** Name of this robot. */
  readonly robot: string;
  /** File of the robot's private key, made at the first start; not in the log's folder, which is made to be handed on. */
  readonly keyFile: string;
  /**
   * `behind`: lines are written in another thread, within 0.1 s, so that a slow disk holds up nobody; `at once`: by the
   * caller, for simulated time, which leaves other threads no turn.
   */
  readonly pace: "behind" | "at once";
  /** Size at which a new file begins [bytes]; 8 MiB when not given. */
  readonly fileSize?: number;
  /**
   * Called with each signed place once it is on the disk: one line for somebody else to keep. With it, whatever is cut off
   * or written anew later is found, up to the last half second.
   */
  readonly anchored?: (anchor: string) => void;
};
