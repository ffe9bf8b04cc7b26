import type { Seconds } from "../quantity/time.ts";
import { append, type Course, type Piece } from "./piece.ts";
import { same, type Truth } from "./truth.ts";

/** A course that is shown some time later: a queue as two lists (C. Okasaki 1998, section 5.2). */
export type Delayed = {
  /** What is shown now. */
  readonly shown: Truth;
  /** What comes next, oldest first, then newest first. */
  readonly soon: Link | undefined;
  readonly later: Link | undefined;
  /** The newest piece there is. */
  readonly newest: Truth;
};

type Link = { readonly piece: Piece; readonly next: Link | undefined };

/** Shows `before` until the first piece has been delayed. */
export function delayed(before: Truth): Delayed {
  return { shown: before, soon: undefined, later: undefined, newest: before };
}

/** The queue with one more stretch of the course. */
export function enqueue(queue: Delayed, course: Course): Delayed {
  return course.reduce((grown, piece) => {
    const { newest, later } = grown;
    return same(newest, piece.truth)
      ? grown
      : { ...grown, later: { piece, next: later }, newest: piece.truth };
  }, queue);
}

/** The queue as it is at a moment: the pieces that began `by` [s] ago or earlier are past, the last of them is shown. */
export function advance(queue: Delayed, by: Seconds, now: Seconds): Delayed {
  let { shown, soon, later } = queue;
  for (;;) {
    if (soon === undefined) {
      soon = reversed(later);
      later = undefined;
    }
    if (soon === undefined || soon.piece.from + by > now) {
      return { shown, soon, later, newest: queue.newest };
    }
    shown = soon.piece.truth;
    soon = soon.next;
  }
}

function reversed(list: Link | undefined): Link | undefined {
  let turned: Link | undefined;
  for (let here = list; here !== undefined; here = here.next) {
    turned = { piece: here.piece, next: turned };
  }
  return turned;
}

/** What is shown over a stretch, and the queue at its end. */
export function show(
  queue: Delayed,
  by: Seconds,
  from: Seconds,
  to: Seconds,
): { readonly course: Course; readonly queue: Delayed } {
  const course: Piece[] = [];
  let here = advance(queue, by, from);
  append(course, { from, truth: here.shown });
  for (;;) {
    const at = here.soon === undefined ? Infinity : here.soon.piece.from + by;
    if (at >= to) {
      return { course, queue: here };
    }
    here = advance(here, by, at);
    append(course, { from: at, truth: here.shown });
  }
}
