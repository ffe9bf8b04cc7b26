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

/** Brakings from which a spread can be estimated [1]. */
const ENOUGH = 3;
/** Share of brakings that may be worse than the careful end [1]. */
const WORST = 0.1;
/** Floors and batteries differ more than a few brakings show, by at least this [1]. */
const LEAST_SPREAD = 0.03;
/**
 * A declared braking counts this much until it was measured [1]: floors, loads and data sheets are off by a fifth
 * (`coalign soak separation` drives bases that are, and meets walls without it).
 */
const DECLARED_COUNTS = 0.8;
/** Brakes that fail are believed to do this little, so that distances stay finite [m/s²]. */
const LEAST_BRAKING = 0.01;

/**
 * The careful end of what was measured. Of brakings at the body's limit, one in ten was worse, none of fewer than ten, and
 * none of the latest three; order statistics, because one braking with somebody pushing must not spoil the others. With
 * fewer than three of them: four fifths of what was declared, or what three gentle brakings showed it reaches if that is
 * more, and never more than a limit that was seen. Latencies count from three on.
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
          ? Math.max(DECLARED_COUNTS * declared.braking, shown * (1 - LEAST_SPREAD))
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

/** The value that one in ten lies beyond on the careful side, with room for what was not seen. */
function tail(values: readonly number[], side: -1 | 1): number {
  const sorted = values.toSorted((a, b) => side * (b - a));
  return (sorted[Math.floor(WORST * values.length)] ?? 0) * (1 + side * LEAST_SPREAD);
}
