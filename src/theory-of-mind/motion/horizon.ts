/** Time between two places of a course [s], as motion prediction is usually scored (ETH/UCY). */
export const STEP = 0.4;
/** Places of a course that are looked at, the newest the last [1]. */
export const SEEN = 8;
/** Places ahead that are predicted, the first one step ahead [1]. */
export const AHEAD = 12;

/** Numbers in a path: x and y of every place ahead in turn [m]. */
export const PATH = 2 * AHEAD;
