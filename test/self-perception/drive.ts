import type { Twist } from "../../src/quantity/frame.ts";
import { createRandom } from "../../src/quantity/random.ts";
import { awake, type Declarations, felt, type Self, sent } from "../../src/self-perception/self.ts";

/** A base that answers commands after a latency with limited acceleration, as the truth of a test. */
export type Truth = {
  readonly latency: number;
  readonly acceleration: number;
  readonly braking: number;
  readonly top: number;
  /** Standard deviation of the odometry's noise [m/s]. */
  readonly noise: number;
};

export const DECLARED: Declarations = {
  stopping: { braking: 1, latency: 0.2 },
  capability: { speed: 1.2, spin: 2.5, acceleration: 1.5, braking: 1, canStrafe: false },
  motion: { acceleration: 3, spinAcceleration: 8, deviation: 0.02 },
  spinAcceleration: 4,
  commandTimeout: 0.2,
};

/** What others do to the body, added to its own motion. */
export type Push = (at: number) => Twist;

const FINE = 0.002;
const STILL: Twist = { vx: 0, vy: 0, wz: 0 };

/** Drives a base at 50 Hz by a plan of commands and returns the self after every step. */
export function drive(
  truth: Truth,
  plan: (at: number) => number,
  duration: number,
  options: { readonly seed?: number; readonly push?: Push; readonly commandRate?: number } = {},
): readonly { readonly at: number; readonly self: Self }[] {
  const { seed = 1, commandRate = 50, push = () => STILL } = options;
  const random = createRandom(seed);
  const commands: { at: number; speed: number }[] = [];
  const steps: { at: number; self: Self }[] = [];
  let self = awake(DECLARED);
  let speed = 0;
  const every = Math.round(50 / commandRate);
  for (let k = 0; k < duration * 50; k++) {
    const at = k / 50;
    if (k % every === 0) {
      const asked = plan(at);
      commands.push({ at, speed: asked });
      self = sent(self, at, { vx: asked, vy: 0, wz: 0 });
    }
    const pushed = push(at);
    const reading = {
      at,
      pose: { x: 0, y: 0, yaw: 0 },
      twist: {
        vx: speed + pushed.vx + truth.noise * random.normal(),
        vy: pushed.vy + truth.noise * random.normal(),
        wz: pushed.wz + truth.noise * random.normal(),
      },
      variance: { vx: truth.noise ** 2, vy: truth.noise ** 2, wz: truth.noise ** 2 },
    };
    const next = felt(self, reading, DECLARED);
    if ("sentence" in next) {
      throw new Error(next.sentence);
    }
    self = next;
    steps.push({ at, self });
    for (let fine = 0; fine < 10; fine++) {
      const now = at + fine * FINE;
      const inForce = commands.findLast((one) => one.at <= now - truth.latency + 1e-9)?.speed ?? 0;
      const goal = Math.min(truth.top, inForce);
      const most = FINE * (goal < speed ? truth.braking : truth.acceleration);
      speed += Math.min(most, Math.max(-most, goal - speed));
    }
  }
  return steps;
}

/** Drives and stops over and over [m/s]. */
export function stopAndGo(period: number, speed: number): (at: number) => number {
  return (at) => (at % period < period / 2 ? speed : 0);
}
