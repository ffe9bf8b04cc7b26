import { AHEAD } from "../../../theory-of-mind/motion/horizon.ts";
import type { Answer } from "./answer.ts";
import type { Recording } from "./recording.ts";
import { type Window, windowsOf } from "./windows.ts";

/** Mean error over all places ahead and at the last one [m]. */
export type Errors = { readonly ade: number; readonly fde: number };

/** How good the answers of one scene are. */
export type SceneScore = {
  readonly scene: string;
  readonly windows: number;
  /** Windows without an answer [1]. */
  readonly missing: number;
  readonly path: Errors;
  /** Of keeping the last velocity. */
  readonly straight: Errors;
  /** Of the best sample of each window, chosen for each of the two errors apart. */
  readonly best: Errors;
  /** Share of the places that their region held, for every step ahead [1]. */
  readonly covered: readonly number[];
};

/** Scores the written answers of one scene against what came, one after the other. */
export class Scorer {
  readonly #scene: string;
  readonly #open: Map<string, Window>;
  readonly #total: number;
  readonly #path = { ade: 0, fde: 0 };
  readonly #straight = { ade: 0, fde: 0 };
  readonly #best = { ade: 0, fde: 0 };
  readonly #covered = new Float64Array(AHEAD);

  constructor(recording: Recording) {
    this.#scene = recording.scene;
    this.#open = new Map(windowsOf(recording).map((one) => [keyOf(one), one]));
    this.#total = this.#open.size;
  }

  /** Takes one answer in. One to what is no window of the scene, or to one already answered, counts for nothing. */
  add(answer: Answer): void {
    const key = keyOf(answer);
    const window = answer.scene === this.#scene ? this.#open.get(key) : undefined;
    if (window === undefined) {
      return;
    }
    this.#open.delete(key);
    const { path, samples, region90 } = answer;
    const { last, came } = window;
    plus(this.#path, errorsOf(path, came));
    plus(this.#straight, errorsOf(straightOn(last), came));
    const each = samples.map((sample) => errorsOf(sample, came));
    plus(this.#best, {
      ade: Math.min(...each.map(({ ade }) => ade)),
      fde: Math.min(...each.map(({ fde }) => fde)),
    });
    for (let h = 0; h < AHEAD; h++) {
      const held = distance(path, came, h) <= (region90[h] ?? 0);
      this.#covered[h] = (this.#covered[h] ?? 0) + (held ? 1 : 0);
    }
  }

  result(): SceneScore {
    const missing = this.#open.size;
    const count = this.#total - missing;
    const mean = ({ ade, fde }: Errors): Errors => ({ ade: ade / count, fde: fde / count });
    return {
      scene: this.#scene,
      windows: this.#total,
      missing,
      path: mean(this.#path),
      straight: mean(this.#straight),
      best: mean(this.#best),
      covered: Array.from(this.#covered, (held) => held / count),
    };
  }
}

function keyOf({ frame, person }: { readonly frame: number; readonly person: string }): string {
  return `${frame} ${person}`;
}

function plus(sum: { ade: number; fde: number }, { ade, fde }: Errors): void {
  sum.ade += ade;
  sum.fde += fde;
}

function errorsOf(path: ArrayLike<number>, came: ArrayLike<number>): Errors {
  let sum = 0;
  for (let h = 0; h < AHEAD; h++) {
    sum += distance(path, came, h);
  }
  return { ade: sum / AHEAD, fde: distance(path, came, AHEAD - 1) };
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>, h: number): number {
  const dx = (a[2 * h] ?? 0) - (b[2 * h] ?? 0);
  const dy = (a[2 * h + 1] ?? 0) - (b[2 * h + 1] ?? 0);
  return Math.sqrt(dx * dx + dy * dy);
}

function straightOn([ax = 0, ay = 0, x = 0, y = 0]: readonly number[]): readonly number[] {
  return Array.from({ length: AHEAD }, (_, h) => [
    x + (h + 1) * (x - ax),
    y + (h + 1) * (y - ay),
  ]).flat();
}
