import type { Seconds } from "../quantity/time.ts";
import { same, type Truth } from "./truth.ts";

/** A truth that holds from a moment until the next piece, or until the end of the stretch the pieces lie in. */
export type Piece = { readonly from: Seconds; readonly truth: Truth };

/** A truth over a stretch of time: at least one piece, in order; the first begins where the stretch does. */
export type Course = readonly Piece[];

/** Two truths that hold from a moment on. */
export type Pair = { readonly from: Seconds; readonly left: Truth; readonly right: Truth };

/** Two courses of one stretch side by side: a pair begins wherever one of them changes. */
export function pairCourses(left: Course, right: Course): readonly Pair[] {
  const pairs: Pair[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const a = left[i];
    const b = right[j];
    if (a === undefined || b === undefined) {
      return pairs;
    }
    pairs.push({ from: Math.max(a.from, b.from), left: a.truth, right: b.truth });
    const nextA = left[i + 1]?.from ?? Infinity;
    const nextB = right[j + 1]?.from ?? Infinity;
    i += nextA <= nextB ? 1 : 0;
    j += nextB <= nextA ? 1 : 0;
  }
}

/** Two courses of one stretch as one; most have one piece, and need no pairs. */
export function joinCourses(
  left: Course,
  right: Course,
  join: (left: Truth, right: Truth) => Truth,
): Course {
  const [a] = left;
  const [b] = right;
  if (a !== undefined && b !== undefined && left.length === 1 && right.length === 1) {
    return [{ from: Math.max(a.from, b.from), truth: join(a.truth, b.truth) }];
  }
  return pairCourses(left, right).map((pair) => ({
    from: pair.from,
    truth: join(pair.left, pair.right),
  }));
}

/** Adds a piece to a course that is being made, unless it says nothing new. */
export function append(course: Piece[], piece: Piece): void {
  const last = course.at(-1);
  if (last === undefined || !same(last.truth, piece.truth)) {
    course.push(piece);
  }
}
