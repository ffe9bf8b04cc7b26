/** A stream of seeded random numbers. The only randomness there is. */
export type Random = {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number;
  /** True with the given probability [1]. */
  chance(probability: number): boolean;
  /** Uniform integer in [0, count). */
  index(count: number): number;
  /** A stream of its own for the named purpose; drawing from one never shifts another. */
  fork(purpose: string): Random;
};

function hash(text: string, seed: number): number {
  let h = seed ^ 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x85ebca6b);
    h ^= h >>> 13;
  }
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A stream from a seed, by sfc32 (C. Doty-Humphrey, PractRand; public domain). */
export function createRandom(seed: number): Random {
  const origin = hash("origin", seed >>> 0);
  let a = origin;
  let b = hash("b", origin);
  let c = hash("c", origin);
  let counter = 1;
  let spare: number | undefined;
  const next = (): number => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  const uniform = (): number => next() / 4294967296;
  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  for (let i = 0; i < 12; i++) {
    next();
  }
  return {
    uniform,
    normal,
    between: (low, high) => low + (high - low) * uniform(),
    chance: (probability) => uniform() < probability,
    index: (count) => Math.floor(uniform() * count),
    fork: (purpose) => createRandom(hash(purpose, origin)),
  };
}
