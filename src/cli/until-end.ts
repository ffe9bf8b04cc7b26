/** Signals that ask a process to end. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Resolves when this process is asked to end, or when the parent it talks to is gone. Repeated signals change nothing. */
export async function untilEnd(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => resolve());
    }
    if (process.send !== undefined) {
      process.once("disconnect", resolve);
    }
  });
}
