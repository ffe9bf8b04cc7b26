import type { Random } from "../../quantity/random.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Profile } from "../robot/profile.ts";
import type { Motion } from "../robot/robot-body.ts";
import { type Beams, spreadBeams } from "./beams.ts";
import type { ScanReading } from "./reading.ts";
import type { Viewpoint } from "./sweep.ts";

/** Lowers ranges to what the world shows a level fan of beams at a height. */
export type Scene = (
  ranges: Float64Array,
  beams: Beams,
  from: Viewpoint & { readonly height: number },
  reach: number,
) => void;

/** A 2-D lidar: all beams of a scan at one instant, each with noise, some lost, some blind. */
export class Lidar {
  readonly #settings: Profile["lidar"];
  readonly #random: Random;
  readonly #beams: Beams;
  readonly #blind: Uint8Array;
  readonly #exact: Float64Array;
  /** How the beams lie in the world: those of a lidar that hangs upside down run clockwise. */
  readonly #fan: Beams;
  readonly #upsideDown: boolean;
  readonly #height: number;
  readonly #yaw: number;

  constructor(profile: Profile, random: Random) {
    const { lidar } = profile;
    this.#settings = lidar;
    this.#random = random;
    this.#beams = spreadBeams(lidar.beams, lidar.angleMin, lidar.fieldOfView);
    this.#exact = new Float64Array(lidar.beams);
    this.#blind = blindBeams(this.#beams, lidar.blind);
    this.#height = lidar.at.z + profile.standing;
    const { x, y, z, w } = lidar.at.rotation;
    this.#yaw = Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z));
    this.#upsideDown = x * x + y * y > 0.5;
    const last = this.#beams.first + (lidar.beams - 1) * this.#beams.step;
    this.#fan = this.#upsideDown ? spreadBeams(lidar.beams, -last, lidar.fieldOfView) : this.#beams;
  }

  observe(motion: Motion, at: Seconds, scene: Scene): ScanReading {
    const { rangeMin, rangeMax, noise, beamDropout, rate, frame } = this.#settings;
    const c = Math.cos(motion.yaw);
    const s = Math.sin(motion.yaw);
    const { x, y } = this.#settings.at;
    const from = {
      x: motion.x + c * x - s * y,
      y: motion.y + s * x + c * y,
      yaw: motion.yaw + this.#yaw,
      height: this.#height,
    };
    const exact = this.#exact.fill(Infinity);
    scene(exact, this.#fan, from, rangeMax);
    if (this.#upsideDown) {
      exact.reverse();
    }
    const ranges = new Float32Array(exact.length);
    for (let k = 0; k < ranges.length; k++) {
      const range = exact[k] ?? Infinity;
      const lost = beamDropout > 0 && this.#random.chance(beamDropout);
      if (lost || this.#blind[k] === 1) {
        ranges[k] = NaN;
      } else if (range === Infinity) {
        ranges[k] = Infinity;
      } else {
        const measured = noise === 0 ? range : range + noise * this.#random.normal();
        ranges[k] = measured > rangeMax ? Infinity : Math.max(measured, rangeMin);
      }
    }
    return {
      kind: "scan",
      at,
      frame,
      angleMin: this.#beams.first,
      angleStep: this.#beams.step,
      rangeMin,
      rangeMax,
      period: 1 / rate,
      ranges,
    };
  }
}

function blindBeams(beams: Beams, sectors: Profile["lidar"]["blind"]): Uint8Array {
  const turn = 2 * Math.PI;
  const ahead = (angle: number): number => ((angle % turn) + turn) % turn;
  return Uint8Array.from({ length: beams.count }, (_, k) =>
    sectors.some(
      ([from, to]) => ahead(beams.first + k * beams.step - from) <= ahead(to - from) + 1e-9,
    )
      ? 1
      : 0,
  );
}
