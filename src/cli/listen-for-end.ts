/** Signals that ask a process to end. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The wish that this process end. */
export type End = {
  /** Resolves when it is asked to end, or when the parent it talks to is gone. Repeated signals change nothing. */
  readonly ended: Promise<void>;
  /** Leaves signals to whoever handled them before. */
  disarm(): void;
};

/** Begins to listen for it. */
export function listenForEnd(): End {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const onSignal = (): void => end();
  for (const signal of SIGNALS) {
    process.on(signal, onSignal);
  }
  if (process.send !== undefined) {
    process.once("disconnect", onSignal);
  }
  return {
    ended,
    disarm: () => SIGNALS.forEach((signal) => process.off(signal, onSignal)),
  };
}
