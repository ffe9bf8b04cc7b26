import type { Random } from "../../quantity/random.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Profile } from "../robot/profile.ts";
import type { Motion } from "../robot/robot-body.ts";
import type { RobotModel } from "../urdf/model.ts";
import type { JointReading } from "./reading.ts";

/** How fast one wheel turns for a motion of the base. */
type Roll = (motion: Motion) => number;

/** Joint states: wheels turn with the base, without slip; every other joint rests. */
export class JointStates {
  readonly #noise: number;
  readonly #random: Random;
  readonly #names: readonly string[];
  readonly #rolls: readonly (Roll | undefined)[];
  readonly #positions: number[];
  readonly #velocities: number[];

  constructor(model: RobotModel, profile: Profile, random: Random) {
    this.#noise = profile.jointStates.noise;
    this.#random = random;
    const moving = model.joints.filter((joint) => joint.type !== "fixed");
    this.#names = moving.map((joint) => joint.name);
    this.#rolls = this.#names.map((name) => rollOf(profile, name));
    this.#positions = moving.map((joint) => joint.rest);
    this.#velocities = moving.map(() => 0);
  }

  roll(motion: Motion, dt: Seconds): void {
    this.#rolls.forEach((roll, i) => {
      if (roll !== undefined) {
        const speed = roll(motion);
        this.#velocities[i] = speed;
        this.#positions[i] = (this.#positions[i] ?? 0) + speed * dt;
      }
    });
  }

  observe(at: Seconds): JointReading {
    const noisy = (value: number): number =>
      this.#noise === 0 ? value : value + this.#noise * this.#random.normal();
    return {
      kind: "joints",
      at,
      names: this.#names,
      positions: this.#positions.map(noisy),
      velocities: [...this.#velocities],
    };
  }
}

function rollOf({ drive }: Profile, joint: string): Roll | undefined {
  if (drive.kind === "differential") {
    const side = drive.left.includes(joint) ? -1 : drive.right.includes(joint) ? 1 : 0;
    const arm = (side * drive.track) / 2;
    return side === 0 ? undefined : (m) => (m.vx + arm * m.wz) / drive.wheelRadius;
  }
  const wheel = drive.wheels.find((w) => w.joint === joint);
  if (wheel === undefined) {
    return undefined;
  }
  const c = Math.cos(wheel.rolls);
  const s = Math.sin(wheel.rolls);
  return (m) => (c * (m.vx - m.wz * wheel.y) + s * (m.vy + m.wz * wheel.x)) / wheel.radius;
}
