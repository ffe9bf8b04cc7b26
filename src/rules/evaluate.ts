import type { Seconds } from "../quantity/time.ts";
import { truthOf } from "./atom.ts";
import { advance, enqueue, show } from "./delayed.ts";
import { delayAt, type Draft, shownAt, windowAt } from "./memory.ts";
import type { Node } from "./node.ts";
import { append, type Course, joinCourses, type Pair, pairCourses, type Piece } from "./piece.ts";
import type { Signals } from "./signal.ts";
import { extend, nextChange, slide, worthOf } from "./sliding.ts";
import { and, not, or, TRUE, type Truth } from "./truth.ts";

/** A stretch of time in which the signals kept their values: from one moment to a later one, which is not in it [s]. */
export type Stretch = { readonly signals: Signals; readonly from: Seconds; readonly to: Seconds };

type Since = Extract<Node, { readonly kind: "since" }>;
type Delay = Extract<Node, { readonly kind: "delay" }>;

/** The truth over a stretch that has passed. The memory learns it; stretches are told in order, without gaps. */
export function over(node: Node, memory: Draft, stretch: Stretch): Course {
  switch (node.kind) {
    case "atom":
      return [{ from: stretch.from, truth: truthOf(node.atom, stretch.signals) }];
    case "always":
      return [{ from: stretch.from, truth: TRUE }];
    case "not":
      return over(node.of, memory, stretch).map(({ from, truth }) => ({ from, truth: not(truth) }));
    case "and":
      return joinCourses(over(node.left, memory, stretch), over(node.right, memory, stretch), and);
    case "or":
      return joinCourses(over(node.left, memory, stretch), over(node.right, memory, stretch), or);
    case "since":
      return sinceOver(node, memory, stretch);
    case "delay":
      return delayOver(node, memory, stretch);
    case "previously":
      over(node.of, memory, stretch);
      return [{ from: stretch.from, truth: shownAt(memory, node.slot).before }];
  }
}

type Two = Extract<Node, { readonly left: Node }>;

function pairsOver(node: Two, memory: Draft, stretch: Stretch): readonly Pair[] {
  return pairCourses(over(node.left, memory, stretch), over(node.right, memory, stretch));
}

/** Within a pair the window changes when a stretch leaves it; at its end the pair itself becomes the past. */
function sinceOver(node: Since, memory: Draft, stretch: Stretch): Course {
  const pairs = pairsOver(node, memory, stretch);
  const course: Piece[] = [];
  let window = windowAt(memory, node.slot);
  pairs.forEach(({ from, left, right }, index) => {
    const end = pairs[index + 1]?.from ?? stretch.to;
    for (let now = from; now < end; now = nextChange(window, node.span)) {
      window = slide(window, node.span, now);
      append(course, { from: now, truth: or(right, and(left, worthOf(window))) });
    }
    window = extend(window, node.span, end, left, right);
  });
  memory.since[node.slot] = window;
  return course;
}

function delayOver(node: Delay, memory: Draft, stretch: Stretch): Course {
  const queue = enqueue(delayAt(memory, node.slot), over(node.of, memory, stretch));
  const { course, queue: left } = show(queue, node.by, stretch.from, stretch.to);
  memory.delay[node.slot] = left;
  return course;
}

/** The truth at the moment of the newest sample, once all time before it was told. */
export function at(node: Node, memory: Draft, signals: Signals, now: Seconds): Truth {
  switch (node.kind) {
    case "atom":
      return truthOf(node.atom, signals);
    case "always":
      return TRUE;
    case "not":
      return not(at(node.of, memory, signals, now));
    case "and":
      return and(at(node.left, memory, signals, now), at(node.right, memory, signals, now));
    case "or":
      return or(at(node.left, memory, signals, now), at(node.right, memory, signals, now));
    case "since":
      return sinceAt(node, memory, signals, now);
    case "delay":
      at(node.of, memory, signals, now);
      memory.delay[node.slot] = advance(delayAt(memory, node.slot), node.by, now);
      return delayAt(memory, node.slot).shown;
    case "previously": {
      const before = shownAt(memory, node.slot).newest;
      memory.previously[node.slot] = { newest: at(node.of, memory, signals, now), before };
      return before;
    }
  }
}

function sinceAt(node: Since, memory: Draft, signals: Signals, now: Seconds): Truth {
  const left = at(node.left, memory, signals, now);
  const right = at(node.right, memory, signals, now);
  const window = slide(windowAt(memory, node.slot), node.span, now);
  memory.since[node.slot] = window;
  return or(right, and(left, worthOf(window)));
}
