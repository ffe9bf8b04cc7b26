import type { Random } from "../../quantity/random.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Profile } from "../robot/profile.ts";
import type { Motion } from "../robot/robot-body.ts";
import type { ImuReading } from "./reading.ts";

const GRAVITY = 9.81;

/** Yaw rate and acceleration with noise and a bias drawn once a run; the base stays level, so z feels gravity only. */
export class Inertial {
  readonly #settings: Profile["imu"];
  readonly #random: Random;
  readonly #gyroBias: number;
  readonly #biases: readonly [number, number, number];

  constructor(settings: Profile["imu"], random: Random) {
    this.#settings = settings;
    this.#random = random;
    const bias = (): number => settings.accelerationBias * random.normal();
    this.#gyroBias = settings.gyroBias * random.normal();
    this.#biases = [bias(), bias(), bias()];
  }

  observe(motion: Motion, at: Seconds): ImuReading {
    const { gyroNoise, accelerationNoise, gyroBias, accelerationBias, frame } = this.#settings;
    const { x, y } = this.#settings.at;
    const noise = (): number => accelerationNoise * this.#random.normal();
    const spin = motion.wz * motion.wz;
    return {
      kind: "imu",
      at,
      frame,
      yawRate: motion.wz + this.#gyroBias + gyroNoise * this.#random.normal(),
      ax: motion.ax - spin * x + this.#biases[0] + noise(),
      ay: motion.ay - spin * y + this.#biases[1] + noise(),
      az: GRAVITY + this.#biases[2] + noise(),
      gyroVariance: gyroNoise ** 2 + gyroBias ** 2,
      accelerationVariance: accelerationNoise ** 2 + accelerationBias ** 2,
    };
  }
}
