import { createRandom, type Random } from "../../../quantity/random.ts";
import type { Seconds } from "../../../quantity/time.ts";
import {
  type BrakingEnvelope,
  type BrakingTrouble,
  measured,
  NOTHING_MEASURED,
  toldTo,
} from "../../../separation/braking-envelope.ts";

/** What an actuator does once it fails, at the moment the robot is told to stop. */
export type Fault = "partial" | "stuck" | "runaway" | "runaway-at-rest";

export const FAULTS: readonly Fault[] = ["partial", "stuck", "runaway", "runaway-at-rest"];

/** One run: from what to when the trouble was found. */
export type BrakingRun = {
  /** Speed when the fault began [m/s], and the share of the braking that was left [1]. */
  readonly speed: number;
  readonly left: number;
  readonly trouble: BrakingTrouble;
  /** From the moment the true speed had been outside the declared envelope for 100 ms [s]; NaN if it never was. */
  readonly late: Seconds;
  /** Troubles found in a run without a fault, [s] of when; the first one. */
  readonly at: Seconds;
};

const DT: Seconds = 0.005;
const CYCLE: Seconds = 0.02;

/** A base that follows commands after a latency, within its acceleration and its braking. */
type Base = {
  readonly braking: number;
  readonly latency: Seconds;
  readonly declared: { readonly braking: number; readonly latency: Seconds };
};

/** Brakings of 1 to 3 m/s², latencies of 0 to 150 ms, declared with up to 10 % and 30 ms to spare. */
function drawBase(random: Random): Base {
  const braking = random.between(1, 3);
  const latency = random.between(0, 0.15);
  return {
    braking,
    latency,
    declared: {
      braking: braking * random.between(0.9, 1),
      latency: latency + random.between(0, 0.03),
    },
  };
}

const ACCELERATION = 1.5;
const GRAVITY = 9.81;

/** Share of the declared braking that slopes may take [1], how late a measured speed is [s], and how far off [m/s]. */
const SLOPES = 0.15;
const FILTER: Seconds = 0.04;
const NOISE = 0.06;

/** A speed that is told may be overshot by this share [1]. */
const OVERSHOOT = 0.1;

/** A robot on a line, watched: its speed is measured with noise and a filter's lag, at 50 Hz with jitter. */
class Watched {
  readonly #random: Random;
  readonly #base: Base;
  readonly #told: { readonly at: Seconds; readonly speed: number }[] = [];
  #state: BrakingEnvelope = NOTHING_MEASURED;
  #filtered = 0;
  #nextTell: Seconds = 0;
  #nextMeasure: Seconds = 0;
  time: Seconds = 0;
  speed = 0;

  constructor(base: Base, random: Random) {
    this.#base = base;
    this.#random = random;
  }

  get trouble(): BrakingTrouble {
    return this.#state.trouble;
  }

  /** What the base hears now, after its latency [m/s]. */
  heard(): number {
    return this.#told.findLast(({ at }) => at <= this.time - this.#base.latency)?.speed ?? 0;
  }

  /** @param step - The new speed from the old one and what is heard [m/s]. */
  step(command: number, step: (speed: number, heard: number) => number, nearest: number): void {
    if (this.time >= this.#nextTell) {
      this.#nextTell += CYCLE;
      this.#told.push({ at: this.time, speed: command });
      this.#state = toldTo(this.#state, { vx: command, vy: 0, wz: 0 }, this.time);
    }
    this.speed = step(this.speed, this.heard());
    this.#filtered += (DT / 0.02) * (this.speed - this.#filtered);
    if (this.time >= this.#nextMeasure) {
      this.#nextMeasure = this.time + CYCLE + this.#random.between(-0.005, 0.005);
      const vx = this.#filtered + 0.012 * this.#random.normal();
      const twist = { vx, vy: 0.005 * this.#random.normal(), wz: 0.02 * this.#random.normal() };
      const pushing = { distance: nearest };
      this.#state = measured(this.#state, twist, this.time, this.#base.declared, pushing);
    }
    this.time += DT;
  }
}

/** Follows what it hears, braking with `share` of its brakes, on a slope (uphill positive) [rad]. */
function follow(base: Base, share = 1, slope = 0): (speed: number, heard: number) => number {
  return (speed, heard) => {
    const down = GRAVITY * Math.sin(slope);
    const slower = Math.abs(heard) < Math.abs(speed) || heard * speed < 0;
    const rate = slower
      ? Math.max(0, share * base.braking + Math.sign(speed) * down)
      : ACCELERATION;
    const change = Math.max(-rate * DT, Math.min(rate * DT, heard - speed));
    return speed + change;
  };
}

/** Ahead mostly, else back [m/s]. */
function drawCruise(random: Random): number {
  return random.between(0.3, 1.2) * (random.chance(0.3) ? -1 : 1);
}

/** A robot drives, is told to stop, and its actuator fails. */
export function failingRun(seed: number, fault: Fault): BrakingRun {
  const random = createRandom(seed).fork(fault);
  const base = drawBase(random);
  const robot = new Watched(base, random);
  const atRest = fault === "runaway-at-rest";
  const cruise = atRest ? 0 : drawCruise(random);
  const begins = random.between(2, 3);
  const left = fault === "partial" ? random.between(0, 0.6) : 0;
  const way = atRest ? (random.chance(0.5) ? 1 : -1) : Math.sign(cruise);
  const gain = random.between(0.2, 1.5);
  const nearest = random.chance(0.5) ? Infinity : random.between(1, 4);
  const truth = new Truth(base);
  let speed = 0;
  while (robot.time < begins + 4 && robot.trouble === "") {
    const failed = robot.time >= begins;
    speed = failed ? speed : robot.speed;
    const step = failed ? failing(base, fault, left, way * gain) : follow(base);
    robot.step(failed ? 0 : cruise, step, nearest);
    truth.see(robot.time, Math.abs(robot.speed), failed ? begins : Infinity);
  }
  const late = robot.time - truth.left;
  return { speed: Math.abs(speed), left, trouble: robot.trouble, late, at: robot.time - begins };
}

/** What a failed actuator makes of its speed: brakes with what is left, keeps it, or gains [m/s²] up to 1.5 m/s. */
function failing(
  base: Base,
  fault: Fault,
  left: number,
  gain: number,
): (speed: number, heard: number) => number {
  switch (fault) {
    case "partial":
      return follow(base, left);
    case "stuck":
      return (speed) => speed;
    case "runaway":
    case "runaway-at-rest":
      return (speed) => (Math.abs(speed) < 1.5 ? speed + gain * DT : speed);
  }
}

/** The declared envelope itself, with the true speed: when it had been left for 100 ms. */
class Truth {
  readonly #base: Base;
  #from = 0;
  #since: Seconds = NaN;
  left: Seconds = NaN;

  constructor(base: Base) {
    this.#base = base;
  }

  see(time: Seconds, speed: number, stop: Seconds): void {
    if (!(time >= stop)) {
      this.#from = speed;
      return;
    }
    const { braking, latency } = this.#base.declared;
    const braked = Math.max(0, time - stop - latency - FILTER);
    const envelope = Math.max(0, this.#from - (1 - SLOPES) * braking * braked);
    const overshoot = braked > 0 ? 0 : OVERSHOOT * this.#from;
    if (speed <= envelope + overshoot + NOISE) {
      this.#since = NaN;
      return;
    }
    this.#since = Number.isNaN(this.#since) ? time : this.#since;
    if (Number.isNaN(this.left) && time - this.#since >= 0.1) {
      this.left = time;
    }
  }
}

/** A robot drives about on slopes for 20 s, stands, and is pushed by somebody while it stands. */
export function soundRun(seed: number): BrakingRun {
  const random = createRandom(seed).fork("sound");
  const base = drawBase(random);
  const robot = new Watched(base, random);
  let command = 0;
  let until = 0;
  let slope = 0;
  let push = { from: Infinity, until: Infinity, speed: 0 };
  while (robot.time < 20 && robot.trouble === "") {
    if (robot.time >= until) {
      command = random.chance(0.35) ? 0 : random.between(-1.2, 1.2);
      until = robot.time + random.between(0.2, 3);
      slope = Math.asin((SLOPES * base.declared.braking * random.between(-1, 1)) / GRAVITY);
      const pushed = command === 0 && until - robot.time > 1.8;
      push = pushed
        ? {
            from: robot.time + 1.5,
            until: robot.time + 1.5 + random.between(0.2, 1.2),
            speed: random.between(-0.45, 0.45),
          }
        : push;
      until = pushed ? Math.max(until, push.until + 1.5) : until;
    }
    const isPushed = robot.time >= push.from && robot.time < push.until;
    const step = follow(base, 1, slope);
    robot.step(
      command,
      (speed, heard) =>
        isPushed
          ? speed + Math.max(-2 * DT, Math.min(2 * DT, push.speed - speed))
          : step(speed, heard),
      Math.abs(robot.time - push.from) < 3 ? random.between(0.05, 0.8) : Infinity,
    );
  }
  return {
    speed: robot.speed,
    left: 1,
    trouble: robot.trouble,
    late: NaN,
    at: robot.trouble === "" ? NaN : robot.time,
  };
}
