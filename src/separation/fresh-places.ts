import type { Seconds } from "../quantity/time.ts";

/** Side of a cell [m]: with its neighbours, three standard deviations of a scanner's noise and a second's drift of odometry. */
const CELL = 0.05;

/** Cells a side; the map is a torus, 12.8 m across, so what is near the robot never meets its own back. */
const SIDE = 256;

/** A place that nothing hit for longer has been left [s]: longer than a beam at an edge flickers. */
const LEFT: Seconds = 0.5;

/**
 * Remembers, in the odometry frame and as finely as a scanner can tell, since when each place has been hit. What has stood
 * for a while and now begins to walk shows itself here first: a foot is where nothing was.
 */
export class FreshPlaces {
  readonly #since = new Float64Array(SIDE * SIDE);
  readonly #last = new Float64Array(SIDE * SIDE).fill(-Infinity);
  readonly #ownerX = new Int32Array(SIDE * SIDE);
  readonly #ownerY = new Int32Array(SIDE * SIDE);

  /** Something was hit at a place [m]. */
  hit(x: number, y: number, now: Seconds): void {
    const cellX = Math.floor(x / CELL);
    const cellY = Math.floor(y / CELL);
    const at = indexOf(cellX, cellY);
    if (!this.#holds(at, cellX, cellY, now)) {
      this.#since[at] = now;
      this.#ownerX[at] = cellX;
      this.#ownerY[at] = cellY;
    }
    this.#last[at] = now;
  }

  /** For how long a place, or one right beside it, has been hit [s]; 0 for a fresh one. */
  age(x: number, y: number, now: Seconds): Seconds {
    const cellX = Math.floor(x / CELL);
    const cellY = Math.floor(y / CELL);
    let since = now;
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        const at = indexOf(cellX + i, cellY + j);
        if (this.#holds(at, cellX + i, cellY + j, now)) {
          since = Math.min(since, this.#since[at] ?? now);
        }
      }
    }
    return now - since;
  }

  #holds(at: number, cellX: number, cellY: number, now: Seconds): boolean {
    return (
      this.#ownerX[at] === cellX &&
      this.#ownerY[at] === cellY &&
      now - (this.#last[at] ?? -Infinity) <= LEFT
    );
  }
}

function indexOf(cellX: number, cellY: number): number {
  return (cellX & (SIDE - 1)) * SIDE + (cellY & (SIDE - 1));
}
