import type { Vector } from "../../../quantity/vector.ts";
import type { Eyes } from "../../../theory-of-mind/perspective/eyes.ts";
import type { Disc, Occluders, Wall } from "../../../theory-of-mind/perspective/occluder.ts";

/** A case this near to an edge is decided by rounding, not by sight [m], [1]. */
const EDGE = 1e-6;

/**
 * What is visible, apart from the faculty's own rays: by sectors and by which sides of each other two segments end on.
 * Remembers whether any case came too near to an edge to be a fair one.
 */
export class OracleSight {
  readonly #occluders: Occluders;
  #onEdge = false;

  constructor(occluders: Occluders) {
    this.#occluders = occluders;
  }

  /** Whether anything asked so far was a matter of rounding. */
  get onEdge(): boolean {
    return this.#onEdge;
  }

  sees({ place, heading, turn, half, range }: Eyes, target: Vector): boolean {
    const x = target.x - place.x;
    const y = target.y - place.y;
    const far = Math.sqrt(x * x + y * y);
    if (far < EDGE) {
      this.#onEdge = true;
      return true;
    }
    const way = heading + turn;
    const ahead = (x * Math.cos(way) + y * Math.sin(way)) / far - Math.cos(half);
    const isNear = this.#isPositive(range - far);
    const isAhead = this.#isPositive(ahead);
    return isNear && isAhead && this.isOpen(place, target);
  }

  /** How a place lies for somebody, by its direction off the way the body faces. */
  lies({ place, heading }: Eyes, target: Vector): string {
    const off = Math.atan2(target.y - place.y, target.x - place.x) - heading;
    const isFront = this.#isPositive(Math.cos(off));
    const isLeft = this.#isPositive(Math.sin(off));
    return `${isFront ? "in front" : "behind"}, ${isLeft ? "left" : "right"}`;
  }

  /** Whether the first of two places is nearer to somebody. */
  isNearer({ place }: Eyes, first: Vector, second: Vector): boolean {
    const far = ({ x, y }: Vector): number => (x - place.x) ** 2 + (y - place.y) ** 2;
    return this.#isPositive(far(second) - far(first));
  }

  /** Whether nothing stands between two places. */
  isOpen(a: Vector, b: Vector): boolean {
    const { walls, discs } = this.#occluders;
    return (
      walls.every((wall) => !this.#crosses(a, b, wall)) &&
      discs.every((disc) => this.#isPositive(distanceTo(a, b, disc) - disc.radius))
    );
  }

  /** Two segments cross when each has its ends on different sides of the other. */
  #crosses(a: Vector, b: Vector, { from, to }: Wall): boolean {
    const sides = [side(a, b, from), side(a, b, to), side(from, to, a), side(from, to, b)] as const;
    const between = Math.min(-sides[0] * sides[1], -sides[2] * sides[3]);
    if (sides.some((one) => Math.abs(one) < EDGE) && between > -EDGE) {
      this.#onEdge = true;
    }
    return between > 0;
  }

  #isPositive(margin: number): boolean {
    if (Math.abs(margin) < EDGE) {
      this.#onEdge = true;
    }
    return margin > 0;
  }
}

/** How far a place is to the left of the line from a to b [m]. */
function side(a: Vector, b: Vector, place: Vector): number {
  const length = Math.sqrt((b.x - a.x) ** 2 + (b.y - a.y) ** 2);
  return ((b.x - a.x) * (place.y - a.y) - (b.y - a.y) * (place.x - a.x)) / length;
}

/** Distance of a disc's centre from the segment from a to b [m]. */
function distanceTo(a: Vector, b: Vector, { centre }: Disc): number {
  const x = b.x - a.x;
  const y = b.y - a.y;
  const along = ((centre.x - a.x) * x + (centre.y - a.y) * y) / (x * x + y * y);
  const share = Math.min(1, Math.max(0, along));
  return Math.sqrt((a.x + share * x - centre.x) ** 2 + (a.y + share * y - centre.y) ** 2);
}
