import type { Seconds } from "../quantity/time.ts";

/** Something due at a time; equal times keep the order in which they were added. */
type Entry = { readonly due: Seconds; readonly order: number; readonly act: () => void };

/** A time-ordered agenda: a binary heap, stable among equal times. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #order = 0;

  add(due: Seconds, act: () => void): void {
    const heap = this.#heap;
    heap.push({ due, order: this.#order++, act });
    let child = heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#before(child, parent)) {
        break;
      }
      this.#swap(child, parent);
      child = parent;
    }
  }

  /** When the next thing is due [s]; infinity when nothing is. */
  next(): Seconds {
    return this.#heap[0]?.due ?? Infinity;
  }

  /** Takes out the next thing. */
  take(): (() => void) | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) {
      return undefined;
    }
    if (heap.length > 0) {
      heap[0] = last;
      this.#sink();
    }
    return first.act;
  }

  #sink(): void {
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      if (left >= this.#heap.length) {
        return;
      }
      const right = left + 1;
      const child = right < this.#heap.length && this.#before(right, left) ? right : left;
      if (!this.#before(child, parent)) {
        return;
      }
      this.#swap(child, parent);
      parent = child;
    }
  }

  #before(a: number, b: number): boolean {
    const x = this.#heap[a];
    const y = this.#heap[b];
    if (x === undefined || y === undefined) {
      return false;
    }
    return x.due < y.due || (x.due === y.due && x.order < y.order);
  }

  #swap(a: number, b: number): void {
    const x = this.#heap[a];
    const y = this.#heap[b];
    if (x !== undefined && y !== undefined) {
      this.#heap[a] = y;
      this.#heap[b] = x;
    }
  }
}
