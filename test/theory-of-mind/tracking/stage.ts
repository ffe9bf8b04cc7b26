import { compose, type Pose, toInner } from "../../../src/quantity/frame.ts";
import { createRandom, type Random } from "../../../src/quantity/random.ts";
import type { Vector } from "../../../src/quantity/vector.ts";
import {
  type Crowd,
  type Detection,
  look,
  NOBODY,
} from "../../../src/theory-of-mind/tracking/tracker.ts";
import type { Sweep } from "../../../src/theory-of-mind/view.ts";

/** A person of a test: where it truly is and where it truly goes. */
export type Walker = { x: number; y: number; vx: number; vy: number; wish: Vector };

export type Pillar = Vector & { readonly radius: number };

export type Stage = {
  readonly walkers: readonly Walker[];
  readonly pillars: readonly Pillar[];
  readonly robot: (at: number) => Pose<"odom", "base">;
  readonly range: number;
  readonly fieldOfView: number;
  /** Standard deviation of detected positions [m]. */
  readonly noise: number;
  readonly misses: number;
  /** False alarms in each frame [1]. */
  readonly alarms: number;
  /** What changes before each frame. */
  readonly script?: (at: number, walkers: readonly Walker[], random: Random) => void;
};

export const PLAIN: Omit<Stage, "walkers"> = {
  pillars: [],
  robot: () => ({ x: 0, y: 0, yaw: 0 }),
  range: 10,
  fieldOfView: 2 * Math.PI,
  noise: 0.05,
  misses: 0,
  alarms: 0,
};

export type Frame = {
  readonly at: number;
  readonly crowd: Crowd;
  readonly seen: readonly boolean[];
};

/** Plays a stage at 10 Hz; walkers reach the velocity they wish for with a time constant of 0.5 s. */
export function play(stage: Stage, duration: number, seed: number): readonly Frame[] {
  const random = createRandom(seed);
  const frames: Frame[] = [];
  let crowd = NOBODY;
  for (let k = 0; k <= duration * 10; k++) {
    const at = k / 10;
    stage.script?.(at, stage.walkers, random);
    const pose = stage.robot(at);
    const seen = stage.walkers.map((one) => inView(stage, pose, one));
    const found: Detection[] = [];
    stage.walkers.forEach((one, i) => {
      if (seen[i] === true && !random.chance(stage.misses)) {
        found.push(detect(toInner(pose, one), stage.noise, random));
      }
    });
    for (let n = 0; n < 3; n++) {
      if (random.chance(stage.alarms / 3)) {
        found.push(detect({ x: random.between(-8, 8), y: random.between(-8, 8) }, 0, random));
      }
    }
    found.sort((a, b) => a.x - b.x);
    const view = {
      pose,
      range: stage.range,
      fieldOfView: stage.fieldOfView,
      sweep: sweepOf(stage, pose),
    };
    crowd = look(crowd, { at, view, found });
    frames.push({ at, crowd, seen });
    for (const one of stage.walkers) {
      for (let fine = 0; fine < 10; fine++) {
        one.vx += ((one.wish.x - one.vx) * 0.01) / 0.5;
        one.vy += ((one.wish.y - one.vy) * 0.01) / 0.5;
        one.x += 0.01 * one.vx;
        one.y += 0.01 * one.vy;
      }
    }
  }
  return frames;
}

function detect(place: Vector, noise: number, random: Random): Detection {
  const variance = noise * noise;
  return {
    x: place.x + noise * random.normal(),
    y: place.y + noise * random.normal(),
    covariance: Float64Array.of(variance, 0, 0, variance),
    confidence: 0.9,
    heading: undefined,
    gaze: undefined,
    height: 0,
    posture: "",
  };
}

function inView(stage: Stage, pose: Pose<"odom", "base">, place: Vector): boolean {
  const own = toInner(pose, place);
  const distance = Math.hypot(own.x, own.y);
  const bearing = Math.atan2(own.y, own.x);
  return (
    distance <= stage.range &&
    Math.abs(bearing) <= stage.fieldOfView / 2 &&
    rangeAlong(stage.pillars, pose, bearing) > distance
  );
}

/** What a 360-beam lidar on the base sees of the pillars. */
function sweepOf(stage: Stage, pose: Pose<"odom", "base">): Sweep {
  const ranges = new Float32Array(360);
  for (let k = 0; k < 360; k++) {
    ranges[k] = rangeAlong(stage.pillars, pose, -Math.PI + (k * Math.PI) / 180);
  }
  return {
    pose: compose(pose, { x: 0, y: 0, yaw: 0 }),
    angleMin: -Math.PI,
    angleStep: Math.PI / 180,
    ranges,
  };
}

function rangeAlong(
  pillars: readonly Pillar[],
  pose: Pose<"odom", "base">,
  bearing: number,
): number {
  let nearest = Infinity;
  for (const pillar of pillars) {
    const own = toInner(pose, pillar);
    const along = own.x * Math.cos(bearing) + own.y * Math.sin(bearing);
    const across = -own.x * Math.sin(bearing) + own.y * Math.cos(bearing);
    if (along > 0 && Math.abs(across) < pillar.radius) {
      nearest = Math.min(nearest, along - Math.sqrt(pillar.radius ** 2 - across ** 2));
    }
  }
  return nearest;
}

export function walker(x: number, y: number, vx: number, vy: number): Walker {
  return { x, y, vx, vy, wish: { x: vx, y: vy } };
}

/** Walkers that change their mind now and then: stop, start, turn. */
export function restless(_: number, walkers: readonly Walker[], random: Random): void {
  for (const one of walkers) {
    if (random.chance(0.03)) {
      const angle = random.between(-Math.PI, Math.PI);
      const speed = random.chance(0.3) ? 0 : random.between(0.5, 1.5);
      one.wish = { x: speed * Math.cos(angle), y: speed * Math.sin(angle) };
    }
    const out = Math.hypot(one.x, one.y) > 7;
    if (out && one.x * one.wish.x + one.y * one.wish.y > 0) {
      one.wish = { x: -one.x / 8, y: -one.y / 8 };
    }
  }
}
