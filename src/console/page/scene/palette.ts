/** Colours of the picture; the same as in `style.css`. */
export const PALETTE = {
  given: 0x4fd1b5,
  asked: 0xf2b84b,
  closed: 0xef6a5b,
  people: 0x7db7ff,
  lidar: 0x8fe3ff,
  memory: 0x4a6076,
  grid: 0x3a4a5c,
  blind: 0xb07cff,
} as const;

/** Heights above the ground at which flat things are drawn, so that none hides another by chance [m]. */
export const LAYERS = {
  grid: 0,
  blind: 0.004,
  futures: 0.008,
  cones: 0.012,
  limit: 0.02,
  stopping: 0.026,
  given: 0.034,
  asked: 0.042,
} as const;
