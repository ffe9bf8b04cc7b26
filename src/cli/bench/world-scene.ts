import { createRandom } from "../../quantity/random.ts";

/**
 * The crowd scene every engine plays: walls, 20 boxes, a robot in the middle that drives a circle, and people as
 * upright capsules that walk straight on and turn round at the walls. Positions stay in the plane.
 */
export type Scene = {
  readonly people: number;
  /** Half the side of the square it plays in [m]. */
  readonly half: number;
  readonly dt: number;
  /** x, y and velocity of each person, one after another [m], [m/s]. */
  readonly walkers: readonly number[];
  /** x, y, yaw of each box of 1 m x 0.6 m x 1 m [m], [rad]. */
  readonly boxes: readonly number[];
};

/** Sizes all engines share [m]. */
export const SIZES = {
  personRadius: 0.25,
  personHeight: 1.7,
  personMass: 70,
  boxLength: 1,
  boxWidth: 0.6,
  boxHeight: 1,
  wallHeight: 2.5,
  wallThickness: 0.2,
  robotRadius: 0.25,
  scanHeight: 0.25,
  scanReach: 10,
  beams: 360,
  robotSpeed: 0.5,
  robotTurn: 0.5,
} as const;

/** Time of one step [s]. */
const STEP = 0.01;

const BOXES = 20;

export function makeScene(people: number): Scene {
  const random = createRandom(people);
  const half = Math.max(8, 1.2 * Math.sqrt(people));
  const taken: { readonly x: number; readonly y: number; readonly radius: number }[] = [
    { x: 0, y: 0, radius: 2.5 },
  ];
  const free = (radius: number): { x: number; y: number } => {
    for (;;) {
      const x = Math.fround(random.between(-half + 1, half - 1));
      const y = Math.fround(random.between(-half + 1, half - 1));
      if (taken.every((t) => Math.hypot(t.x - x, t.y - y) > t.radius + radius + 0.05)) {
        taken.push({ x, y, radius });
        return { x, y };
      }
    }
  };
  const boxes = Array.from({ length: BOXES }, () => {
    const { x, y } = free(0.6);
    return [x, y, random.between(-Math.PI, Math.PI)];
  });
  const walkers = Array.from({ length: people }, () => {
    const { x, y } = free(SIZES.personRadius);
    const heading = random.between(-Math.PI, Math.PI);
    const speed = random.between(0.8, 1.5);
    return [x, y, speed * Math.cos(heading), speed * Math.sin(heading)];
  });
  return { people, half, dt: STEP, walkers: walkers.flat(), boxes: boxes.flat() };
}

/** The four walls: middle x, y and lengths along x and y [m]. */
export function wallsOf({ half }: Scene): readonly (readonly [number, number, number, number])[] {
  const t = SIZES.wallThickness;
  const side = 2 * half + t;
  return [
    [0, half, side, t],
    [0, -half, side, t],
    [half, 0, t, side],
    [-half, 0, t, side],
  ];
}

/** Turns a walker round that is about to leave: the new velocity along one axis [m/s]. */
export function turnBack(position: number, velocity: number, half: number): number {
  return Math.abs(position) > half - 1 && position * velocity > 0 ? -velocity : velocity;
}

/** One engine in the scene. */
export type Contestant = {
  readonly name: string;
  /** Plays so many steps; answers the median time of a step and of its parts [µs]. */
  play(steps: number): Promise<Times>;
  /** The scan at the very beginning [m]; infinity for nothing in reach. */
  readonly firstScan: readonly number[];
  end(): void;
};

/** Of one step: moving everything, scanning, both [µs]. */
export type Times = { readonly step: number; readonly scan: number; readonly total: number };

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? NaN) + high) / 2;
}

/** Plays steps of an engine that runs in this process. */
export function playHere(steps: number, move: () => void, scan: () => void): Times {
  const moved: number[] = [];
  const scanned: number[] = [];
  const total: number[] = [];
  for (let i = 0; i < steps; i++) {
    const begin = performance.now();
    move();
    const middle = performance.now();
    scan();
    const end = performance.now();
    moved.push((middle - begin) * 1000);
    scanned.push((end - middle) * 1000);
    total.push((end - begin) * 1000);
  }
  return { step: median(moved), scan: median(scanned), total: median(total) };
}
