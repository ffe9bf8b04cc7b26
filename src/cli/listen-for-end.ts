/** Signals that ask a process to end. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The wish that this process end. */
export type End = {
  /** Resolves when it is asked to end, or when the parent it talks to is gone. Repeated signals change nothing. */
  readonly ended: Promise<void>;
  /** Leaves signals to whoever handled them before. */
  disarm(): void;
};

/** Every how often a process that npx started looks whether its shell is still there [ms]. */
const LOOK = 250;

/** `npx` passes a signal to the shell between, which dies of it and tells nobody. */
function watchNpx(end: () => void): void {
  if (process.env["npm_command"] !== "exec") {
    return;
  }
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) {
      end();
    }
  }, LOOK).unref();
}

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
  watchNpx(onSignal);
  return {
    ended,
    disarm: () => SIGNALS.forEach((signal) => process.off(signal, onSignal)),
  };
}
