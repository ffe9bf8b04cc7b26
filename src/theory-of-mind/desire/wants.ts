import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";
import type { Atlas } from "./atlas.ts";
import { costFrom } from "./field.ts";

/** What one person seems to want: a probability for each aim of an atlas, and for something unknown, which is the last. */
export type Wants = {
  readonly at: Seconds;
  readonly place: Vector;
  readonly shares: Float64Array;
  /** Walking cost to each aim from there [m]. */
  readonly costs: Float64Array;
};

/**
 * How people walk to what they want, fitted to walks of the simulator (`coalign soak goals`, seeds 101-114, kept apart from
 * those it is judged by). A direction is chosen with a probability that grows with the progress it makes, exp(β · progress);
 * a share of the way is walked otherwise, around others; a metre counts as this many independent choices.
 */
const RATIONALITY = 30;
const OTHERWISE = 0.2;
const CHOICES = 1.1;
/** Probability that something is wanted that is in no atlas, before anything is seen [1]. */
const UNKNOWN = 0.03;
/** Rates at which a walking person, and one who stands, begins to want something else [1/s]. */
const CHANGE_WALKING = 0.6;
const CHANGE_STANDING = 2;
/** Slower than this somebody stands [m/s]; shorter ways tell nothing [m]. */
const STANDING = 0.2;
const SHORTEST = 0.1;
/** Who is this near to a place [m] has it, and is not on the way to it. */
const THERE = 1;
/** Who stands elsewhere has probably not arrived where it wanted to be: rate of doubt [1/s]. */
const DOUBT = 0.3;
/** What is farther draws less, by this way [m]. */
const NEARNESS = 8;
/** Longest time between two observations that belong together [s]. */
const LONGEST = 3;

/** What the very best direction is worth against one at random (normal approximation of von Mises) [1]. */
const BEST = Math.sqrt(2 * Math.PI * RATIONALITY);

/** Somebody seen for the first time may want anything. */
export function firstWants(atlas: Atlas, at: Seconds, place: Vector): Wants {
  const costs = costsFrom(atlas, place);
  return { at, place, costs, shares: priorAt(atlas, costs) };
}

/** What is believed after somebody was seen at a place a time later. */
export function observe(atlas: Atlas, before: Wants, at: Seconds, place: Vector): Wants {
  const time = at - before.at;
  if (!(time > 0 && time < LONGEST) || before.shares.length !== atlas.aims.length + 1) {
    return time === 0 ? before : firstWants(atlas, at, place);
  }
  const way = Math.hypot(place.x - before.place.x, place.y - before.place.y);
  const stands = way / time < STANDING;
  const costs = costsFrom(atlas, place);
  const prior = priorAt(atlas, costs);
  const changed = 1 - Math.exp(-(stands ? CHANGE_STANDING : CHANGE_WALKING) * time);
  const shares = before.shares.map((share, k) => {
    const kept = (1 - changed) * share + changed * (prior[k] ?? 0);
    const [from, to] = [before.costs[k] ?? Infinity, costs[k] ?? Infinity];
    return k === atlas.aims.length
      ? kept
      : kept * (stands ? stoodAt(to, time) : walked(from - to, way));
  });
  const total = shares.reduce((sum, share) => sum + share, 0);
  return { at, place, costs, shares: total > 0 ? shares.map((share) => share / total) : prior };
}

/** Likelihood of a way that brings somebody nearer to what it wants by a progress [m], against one at random [1]. */
function walked(progress: number, way: number): number {
  if (way < SHORTEST || !Number.isFinite(progress)) {
    return 1;
  }
  const share = Math.max(-1, Math.min(1, progress / way));
  const rational = BEST * Math.exp(RATIONALITY * (share - 1));
  return ((1 - OTHERWISE) * rational + OTHERWISE) ** (CHOICES * way);
}

/** Likelihood of standing for a time at a walking cost [m] from what is wanted, against standing anywhere [1]. */
function stoodAt(cost: number, time: number): number {
  return cost < THERE ? 1 : Math.exp(-DOUBT * time);
}

function costsFrom({ grid, aims }: Atlas, place: Vector): Float64Array {
  return Float64Array.from(aims, ({ field }) => costFrom(grid, field, place));
}

/** What anybody at a place may want: not what is already there, nor what cannot be reached. */
function priorAt({ aims }: Atlas, costs: Float64Array): Float64Array {
  const shares = new Float64Array(aims.length + 1);
  let total = 0;
  aims.forEach(({ prior }, k) => {
    const cost = costs[k] ?? Infinity;
    const drawn = prior * Math.exp(-cost / NEARNESS);
    const share = Number.isFinite(cost) ? drawn * (cost < THERE ? 0.1 : 1) : 0;
    shares[k] = share;
    total += share;
  });
  for (let k = 0; k < aims.length; k++) {
    shares[k] = total > 0 ? ((1 - UNKNOWN) * (shares[k] ?? 0)) / total : 0;
  }
  shares[aims.length] = total > 0 ? UNKNOWN : 1;
  return shares;
}

/** One place somebody may be on the way to. */
export type Wish = { readonly name: string; readonly probability: number };

/** Places by how probably they are wanted, the most probable first; "" stands for what is not known. */
export function wishesOf(atlas: Atlas, { shares }: Wants): readonly Wish[] {
  const sums = new Float64Array(atlas.places.length + 1);
  shares.forEach((share, k) => {
    const place = atlas.aims[k]?.place ?? atlas.places.length;
    sums[place] = (sums[place] ?? 0) + share;
  });
  return [...sums]
    .map((probability, k) => ({ name: atlas.places[k]?.name ?? "", probability }))
    .sort((a, b) => b.probability - a.probability);
}
