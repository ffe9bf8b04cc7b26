import { at } from "./at.ts";
import { AHEAD, PATH } from "./horizon.ts";
import { quantise, type Representative } from "./quantise.ts";
import { type Frame, kinOf, type Spread } from "./spread.ts";

/** One way somebody may go on. */
export type Way = {
  /** Share of all that was seen that went this way [1]. */
  readonly probability: number;
  /** x and y of every step ahead in turn [m]. */
  readonly path: Float64Array;
  /** Standard deviation about it, the same in every direction [m]. */
  readonly deviation: Float64Array;
};

/** The ways in which errors fall apart, worked out now and then for each kind of yardstick. */
export type Shapes = Map<number, { readonly of: number; readonly ways: readonly Representative[] }>;

/** Outcomes after which the ways are worked out again [1]. */
const FRESH = 48;
/** Width of a kind of yardstick in its logarithm [1]. */
const KINDS = 0.5;

/** The ways somebody may go about a path; their number is the same for everybody. */
export function waysAbout(
  shapes: Shapes,
  spread: Spread,
  { size, c, s }: Frame,
  path: Float64Array,
  factors: Float64Array,
  wanted: number,
): readonly Way[] {
  return shapeOf(shapes, spread, size, wanted).map(({ path: off, probability, deviation }) => {
    const gone = new Float64Array(PATH);
    const wide = new Float64Array(AHEAD);
    for (let h = 0; h < AHEAD; h++) {
      const scale = size * at(factors, h);
      const [x, y] = [scale * at(off, 2 * h), scale * at(off, 2 * h + 1)];
      gone[2 * h] = at(path, 2 * h) + c * x - s * y;
      gone[2 * h + 1] = at(path, 2 * h + 1) + s * x + c * y;
      wide[h] = scale * at(deviation, h);
    }
    return { probability, path: gone, deviation: wide };
  });
}

function shapeOf(
  shapes: Shapes,
  spread: Spread,
  size: number,
  wanted: number,
): readonly Representative[] {
  const kind = Math.round(Math.log(size) / KINDS);
  const key = kind * 64 + wanted;
  const known = shapes.get(key);
  if (known !== undefined && spread.written - known.of < FRESH) {
    return known.ways;
  }
  const ways = quantise(kinOf(spread, Math.exp(kind * KINDS)), wanted);
  shapes.set(key, { of: spread.written, ways });
  return ways;
}
