import { wrap } from "../../quantity/angle.ts";
import type { Random } from "../../quantity/random.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Profile } from "../robot/profile.ts";
import type { Motion } from "../robot/robot-body.ts";
import type { Stand } from "../scenario/description.ts";
import type { OdometryReading } from "./reading.ts";

/**
 * Wheel odometry: dead reckoning from wheels whose radii are not quite what the robot believes, with noise that grows
 * with the way and the turn. It starts where the robot starts and drifts without bound.
 */
export class Odometer {
  readonly #settings: Profile["odometry"];
  readonly #random: Random;
  /** Error of the mean wheel radius [1], and yaw gained per metre driven [rad/m]. */
  readonly #stretch: number;
  readonly #bend: number;
  #x: number;
  #y: number;
  #yaw: number;
  #way = 0;
  #turned = 0;

  constructor(profile: Profile, start: Stand, random: Random) {
    const { odometry, drive } = profile;
    this.#settings = odometry;
    this.#random = random;
    const left = odometry.wheelError * random.normal();
    const right = odometry.wheelError * random.normal();
    this.#stretch = (left + right) / 2;
    this.#bend = drive.kind === "differential" ? (right - left) / drive.track : right - left;
    this.#x = start.x;
    this.#y = start.y;
    this.#yaw = start.yaw;
  }

  /** Takes in one step of the real motion. */
  roll(motion: Motion, dt: Seconds): void {
    const dx = motion.vx * dt;
    const dy = motion.vy * dt;
    const dyaw = motion.wz * dt;
    const way = Math.hypot(dx, dy);
    if (way < 1e-7 && Math.abs(dyaw) < 1e-7) {
      return;
    }
    const { wayNoise, turnNoise } = this.#settings;
    const scale = 1 + this.#stretch;
    const slip = wayNoise * Math.sqrt(way) * this.#random.normal();
    const share = way < 1e-9 ? 0 : slip / way;
    const turn =
      dyaw * scale +
      this.#bend * dx +
      turnNoise * Math.sqrt(Math.abs(dyaw)) * this.#random.normal();
    const middle = this.#yaw + turn / 2;
    const c = Math.cos(middle);
    const s = Math.sin(middle);
    const fx = dx * (scale + share);
    const fy = dy * (scale + share);
    this.#x += c * fx - s * fy;
    this.#y += s * fx + c * fy;
    this.#yaw = wrap(this.#yaw + turn);
    this.#way += way;
    this.#turned += Math.abs(dyaw);
  }

  observe(motion: Motion, at: Seconds): OdometryReading {
    const { speedNoise, wheelError, turnNoise, wayNoise } = this.#settings;
    const moving = motion.vx !== 0 || motion.vy !== 0 || motion.wz !== 0;
    const noise = (): number => (moving ? speedNoise * this.#random.normal() : 0);
    const scale = 1 + this.#stretch;
    const yaw = (wheelError * this.#way) ** 2 + turnNoise ** 2 * this.#turned;
    return {
      kind: "odometry",
      at,
      pose: { x: this.#x, y: this.#y, yaw: this.#yaw },
      twist: {
        vx: motion.vx * scale + noise(),
        vy: motion.vy * scale + (motion.vy === 0 ? 0 : noise()),
        wz: motion.wz * scale + this.#bend * motion.vx + noise(),
      },
      variance: {
        position: (wheelError * this.#way) ** 2 + wayNoise ** 2 * this.#way + yaw * this.#way ** 2,
        yaw,
        speed: speedNoise ** 2,
        turn: speedNoise ** 2,
      },
    };
  }
}
