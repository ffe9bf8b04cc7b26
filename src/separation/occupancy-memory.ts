import type { Seconds } from "../quantity/time.ts";

/** Side of a cell [m]. */
const CELL = 0.1;

/** Cells a side; the map is a torus, 25.6 m across, so a lidar of 10 m never meets its own back. */
const SIDE = 256;

/** Scans in a row that see through a place before it counts as empty. */
const EMPTY_AFTER = 3;

/**
 * Remembers, around the robot and in the odometry frame, since when each place is continuously occupied. A place seen
 * through is forgotten. This tells what has stood still for a while from what has just come.
 */
export class OccupancyMemory {
  readonly #since = new Float64Array(SIDE * SIDE).fill(Infinity);
  /** 1 where `#since` is finite: beams ask it of thousands of cells, and this table fits into the fastest cache. */
  readonly #taken = new Uint8Array(SIDE * SIDE);
  readonly #misses = new Uint8Array(SIDE * SIDE);
  readonly #missedAt = new Float64Array(SIDE * SIDE).fill(-Infinity);
  readonly #hitAt = new Float64Array(SIDE * SIDE).fill(-Infinity);
  readonly #ownerX = new Int32Array(SIDE * SIDE);
  readonly #ownerY = new Int32Array(SIDE * SIDE);

  /** Something was hit at a place [m]. */
  hit(x: number, y: number, now: Seconds): void {
    const at = this.#claim(Math.floor(x / CELL), Math.floor(y / CELL));
    this.#hitAt[at] = now;
    this.#misses[at] = 0;
    if (this.#since[at] === Infinity) {
      this.#since[at] = now;
      this.#taken[at] = 1;
    }
  }

  /** A beam passed from one place to another without being stopped; places hit in the same scan stay. */
  seeThrough(fromX: number, fromY: number, toX: number, toY: number, now: Seconds): void {
    const taken = this.#taken;
    const cellsX = (toX - fromX) / CELL;
    const cellsY = (toY - fromY) / CELL;
    const length = Math.sqrt(cellsX * cellsX + cellsY * cellsY);
    const startX = fromX / CELL;
    const startY = fromY / CELL;
    const stepX = cellsX / length;
    const stepY = cellsY / length;
    const steps = Math.floor(length);
    for (let step = 1; step < steps; step++) {
      const cellX = Math.floor(startX + step * stepX);
      const cellY = Math.floor(startY + step * stepY);
      const at = indexOf(cellX, cellY);
      if (taken[at] === 1 && this.#hitAt[at] !== now && this.#missedAt[at] !== now) {
        this.#miss(at, now);
      }
    }
  }

  /** Grazing beams pass through the cell of a wall now and then; only what is seen through again and again is empty. */
  #miss(at: number, now: Seconds): void {
    const misses = (this.#misses[at] ?? 0) + 1;
    this.#misses[at] = misses;
    this.#missedAt[at] = now;
    if (misses >= EMPTY_AFTER) {
      this.#since[at] = Infinity;
      this.#taken[at] = 0;
    }
  }

  /** How long something has been at a place or right beside it [s]; 0 when nothing was. */
  dwell(x: number, y: number, now: Seconds): Seconds {
    const cellX = Math.floor(x / CELL);
    const cellY = Math.floor(y / CELL);
    let since = now;
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        const at = indexOf(cellX + i, cellY + j);
        if (this.#ownerX[at] === cellX + i && this.#ownerY[at] === cellY + j) {
          since = Math.min(since, this.#since[at] ?? Infinity);
        }
      }
    }
    return now - since;
  }

  #claim(cellX: number, cellY: number): number {
    const at = indexOf(cellX, cellY);
    if (this.#ownerX[at] !== cellX || this.#ownerY[at] !== cellY) {
      this.#ownerX[at] = cellX;
      this.#ownerY[at] = cellY;
      this.#since[at] = Infinity;
      this.#taken[at] = 0;
    }
    return at;
  }
}

function indexOf(cellX: number, cellY: number): number {
  return (cellX & (SIDE - 1)) * SIDE + (cellY & (SIDE - 1));
}
