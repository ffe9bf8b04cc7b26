/** Signals that mean: stop the robot, then end. A closed terminal (SIGHUP) is one of them. */
const SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

export type StopPlan = {
  /** What to stop, in order; publishers are still alive while it runs, so the last command can be a standstill. */
  readonly stops: readonly (() => void | Promise<void>)[];
  /** Where the sentence about a stop that failed or took too long goes. */
  readonly log: (sentence: string) => void;
  /** How long each stop may take [s]. */
  readonly patience?: number;
  /** Ends the process; given in tests. */
  readonly exit?: (code: number) => void;
};

/**
 * Runs the plan on the first signal and then exits with 0; further signals change nothing. rclnodejs' own handler, which
 * would destroy the publishers first, is never installed: the adapter loads the native half only.
 * @returns A function that takes the handlers away, and one that runs the plan as a signal would.
 */
export function stopOnSignals(plan: StopPlan): {
  readonly disarm: () => void;
  readonly stop: () => Promise<void>;
} {
  const exit = plan.exit ?? ((code: number) => process.exit(code));
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopping ??= stopInOrder(plan).then(() => exit(0));
    await stopping;
  };
  const onSignal = (): void => void stop();
  for (const signal of SIGNALS) {
    process.on(signal, onSignal);
  }
  return {
    stop,
    disarm: () => SIGNALS.forEach((signal) => process.off(signal, onSignal)),
  };
}

/** Each stop in turn; one that throws or takes too long does not keep the next from running. */
export async function stopInOrder(plan: StopPlan): Promise<void> {
  const patience = plan.patience ?? 2;
  for (const [index, stop] of plan.stops.entries()) {
    let late: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      late = setTimeout(
        () => reject(new Error(`it took longer than ${patience} s`)),
        patience * 1000,
      );
    });
    try {
      await Promise.race([stop(), tooLong]);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      plan.log(`stop ${index + 1} of ${plan.stops.length} failed: ${why}`);
    } finally {
      clearTimeout(late);
    }
  }
}
