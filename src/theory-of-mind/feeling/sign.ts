/** What a face or a voice showed, as `hri_msgs/Expression` says it. An observation, not a belief. */
export type Sign = {
  /** `angry`, `scared`, …, or "" where only the numbers below are given. */
  readonly expression: string;
  /** From -1 unpleasant to 1 pleasant, and from -1 calm to 1 stirred up; NaN where they are not given [1]. */
  readonly valence: number;
  readonly arousal: number;
  /** How sure whoever saw it is [1]. */
  readonly confidence: number;
};

/**
 * How much each expression speaks of distress [1], and how pleasant it is [1] where no number says so. The names are those
 * of `hri_msgs/Expression`; the places on the plane of valence follow Russell's circumplex (J. Pers. Soc. Psychol. 39,
 * 1980) as far as it has the word, and are assumed otherwise.
 */
const EXPRESSIONS: {
  readonly [expression: string]: { readonly distress: number; readonly valence: number };
} = {
  scared: { distress: 0.9, valence: -0.8 },
  horrified: { distress: 1, valence: -0.9 },
  despaired: { distress: 1, valence: -0.9 },
  pleading: { distress: 0.8, valence: -0.5 },
  vulnerable: { distress: 0.7, valence: -0.5 },
  sad: { distress: 0.5, valence: -0.7 },
  angry: { distress: 0.4, valence: -0.7 },
  furious: { distress: 0.5, valence: -0.9 },
  disgusted: { distress: 0.3, valence: -0.7 },
  annoyed: { distress: 0.2, valence: -0.5 },
  suspicious: { distress: 0.2, valence: -0.4 },
  rejected: { distress: 0.4, valence: -0.6 },
  surprised: { distress: 0.2, valence: 0 },
  neutral: { distress: 0, valence: 0 },
  happy: { distress: 0, valence: 0.8 },
  amazed: { distress: 0, valence: 0.5 },
  excited: { distress: 0, valence: 0.7 },
};

/** How much a sign speaks of distress, by how sure it is [1]. */
export function distressIn({ expression, valence, arousal, confidence }: Sign): number {
  const named = EXPRESSIONS[expression.toLowerCase()]?.distress ?? 0;
  const plain = Math.max(0, -known(valence)) * (0.5 + 0.5 * Math.max(0, known(arousal)));
  return share(confidence) * Math.max(named, share(plain));
}

/** How pleasant it shows things to be, from -1 to 1 [1]; undefined where the sign does not say. */
export function pleasureIn({ expression, valence }: Sign): number | undefined {
  const told = Number.isFinite(valence) ? valence : EXPRESSIONS[expression.toLowerCase()]?.valence;
  return told === undefined ? undefined : Math.min(1, Math.max(-1, told));
}

/** A share that is no number counts as none. */
export function share(value: number): number {
  return Math.min(1, Math.max(0, known(value)));
}

function known(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
