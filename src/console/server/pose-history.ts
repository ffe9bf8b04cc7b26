/** A pose in the plane: x, y [m], yaw [rad]. */
export type PlanarPose = { readonly x: number; readonly y: number; readonly yaw: number };

/** Poses kept: 4 s of odometry at 50 Hz [1]. */
const KEPT = 200;

/** Where the base was lately, so that a scan is drawn from where it was taken. */
export class PoseHistory {
  readonly #stamps = new Float64Array(KEPT).fill(NaN);
  readonly #poses = new Float64Array(KEPT * 3);
  #next = 0;

  /** @param stamp - ROS time of the pose [s]. */
  add(stamp: number, x: number, y: number, yaw: number): void {
    this.#stamps[this.#next] = stamp;
    this.#poses.set([x, y, yaw], this.#next * 3);
    this.#next = (this.#next + 1) % KEPT;
  }

  /** The pose whose stamp is nearest to a time [s]; undefined while there is none. */
  nearest(time: number): PlanarPose | undefined {
    let best = -1;
    let least = Infinity;
    for (let i = 0; i < KEPT; i++) {
      const away = Math.abs((this.#stamps[i] ?? NaN) - time);
      if (away < least) {
        least = away;
        best = i;
      }
    }
    if (best < 0) {
      return undefined;
    }
    const [x = 0, y = 0, yaw = 0] = this.#poses.subarray(best * 3, best * 3 + 3);
    return { x, y, yaw };
  }
}
