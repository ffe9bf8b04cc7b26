import type { Braking } from "./braking.ts";

/** How the robot stops, as far as it knows. */
export type Stopping = {
  /** Braking deceleration, the careful (low) end [m/s²]. */
  readonly braking: number;
  /** Time from a command to the first change of speed, the careful (high) end [s]. */
  readonly latency: number;
  /** How many measured brakings it rests on, 0 when declared only [1]. */
  readonly brakings: number;
};

/** Declared values, used alone until three brakings were seen. */
export type DeclaredStopping = { readonly braking: number; readonly latency: number };

/** One-sided 90 % quantile of Student's t by degrees of freedom from 2 (any statistics table). */
const STUDENT = [
  1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345, 1.341,
  1.337, 1.333, 1.33, 1.328,
];

/** Brakings from which a spread can be estimated [1]. */
const ENOUGH = 3;
/** Least relative spread between brakings: floors and batteries differ more than three brakings show [1]. */
const LEAST_SPREAD = 0.03;
/** Brakes that fail are believed to do this little, so that distances stay finite [m/s²]. */
const LEAST_BRAKING = 0.01;

/**
 * The careful end of what was measured. Of brakings at the body's limit, nine in ten are expected to be at least as hard
 * (prediction interval of a normal sample), and no latest one was worse; with fewer than three of them, what was declared,
 * or what three gentle brakings showed it reaches if that is more, and never more than a limit that was seen. Latencies
 * count from three on.
 */
export function stoppingOf(brakings: readonly Braking[], declared: DeclaredStopping): Stopping {
  const of = (kind: Braking["kind"]): readonly number[] =>
    brakings.filter((one) => one.kind === kind).map(({ deceleration }) => deceleration);
  const limits = of("limit");
  const shown = of("follow").toSorted((a, b) => b - a)[ENOUGH - 1] ?? 0;
  const latencies = brakings.flatMap(({ latency }) => latency ?? []);
  const lowest = Math.min(...limits.slice(-ENOUGH));
  const latest = Math.max(...latencies.slice(-ENOUGH));
  return {
    braking: Math.max(
      LEAST_BRAKING,
      Math.min(
        lowest,
        limits.length < ENOUGH
          ? Math.max(declared.braking, shown * (1 - LEAST_SPREAD))
          : tail(limits, -1),
      ),
    ),
    latency: Math.max(latest, latencies.length < ENOUGH ? declared.latency : tail(latencies, 1)),
    brakings: brakings.length,
  };
}

/** Distance until standstill from a speed [m]. */
export function stoppingDistance(speed: number, { braking, latency }: Stopping): number {
  return speed * latency + (speed * speed) / (2 * braking);
}

/** Time until standstill from a speed [s]; 0 when it stands. */
export function stoppingTime(speed: number, { braking, latency }: Stopping): number {
  return speed > 0 ? latency + speed / braking : 0;
}

function tail(values: readonly number[], side: -1 | 1): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const spread = Math.max(Math.sqrt(variance * (1 + 1 / n)), LEAST_SPREAD * mean);
  const factor = STUDENT[Math.min(n - 1, STUDENT.length + 1) - 2] ?? 1.282;
  return mean + side * factor * spread;
}
