import { decide, settled } from "../../../kernel/decide.ts";
import type { Fact, Settings } from "../../../kernel/fact.ts";
import { observe, SILENT, type State } from "../../../kernel/observe.ts";
import { type Pose, STANDSTILL, toInner, type Twist } from "../../../quantity/frame.ts";
import { createRandom, type Random } from "../../../quantity/random.ts";
import type { Seconds } from "../../../quantity/time.ts";
import type { Vector } from "../../../quantity/vector.ts";
import { gapTo } from "../../../separation/footprint.ts";
import type { Scan } from "../../../separation/scan.ts";
import { shareInside } from "../../../separation/share-inside.ts";
import { type Sight, View } from "../../../separation/view.ts";
import { clearanceAt, drawScene, OUT, type Scene } from "./scene.ts";

/** How one wedged start went. */
export type EscapeRun = {
  readonly seed: number;
  readonly left: "left" | "stayed";
  /** [s] */
  readonly took: Seconds;
  /** By how much the clearance fell below what it was at the start [m]. */
  readonly lost: number;
  /** Commands towards a person near by that were tried, and those that moved the robot towards them [1]. */
  readonly tried: number;
  readonly towards: number;
};

const DT: Seconds = 0.02;
const SCANS: Seconds = 0.1;
const SETTLING: Seconds = 2.5;
const LONGEST: Seconds = 60;
const CEILING = 1.2;
const ACCELERATION = 1.5;

/** A person nearer than this must not be closed in on at all [m]. */
const NEAR_PERSON = 0.1;

const SETTINGS: Settings = {
  speed: CEILING,
  spin: 2.5,
  acceleration: ACCELERATION,
  spinAcceleration: 20,
  implausible: 5,
  commandBudget: 0.2,
  bodyBudget: 0.2,
  futureTolerance: 0.05,
  sources: [{ name: "scan", budget: 0.35, need: "required" }],
  checks: [],
};

export function escapeRun(seed: number): EscapeRun {
  return new Wedged(drawScene(seed), createRandom(seed).fork("escape")).run(seed);
}

/** The closed loop: a scanner, the view, the kernel, a driver that looks for the way out, and a base with latency. */
class Wedged {
  readonly #scene: Scene;
  readonly #random: Random;
  readonly #view = new View(DT, CEILING);
  #state: State = SILENT;
  #sight: Sight | undefined;
  #time: Seconds = 0;
  #pose: Pose<"odom", "base"> = { x: 0, y: 0, yaw: 0 };
  #twist: Twist = STANDSTILL;
  #told: { readonly at: Seconds; readonly twist: Twist }[] = [];
  #tried = 0;
  #towards = 0;

  constructor(scene: Scene, random: Random) {
    this.#scene = scene;
    this.#random = random;
  }

  run(seed: number): EscapeRun {
    const { footprint, discs, walls, clearance } = this.#scene;
    this.#tell({ kind: "settings", settings: SETTINGS });
    let least = clearance;
    let nextScan = 0;
    while (this.#time < LONGEST && !this.#isOut()) {
      this.#feel();
      if (this.#time >= nextScan) {
        nextScan += SCANS;
        this.#look();
        this.#temptTowardsPeople();
      }
      const asked = this.#time < SETTLING ? STANDSTILL : this.#propose();
      const given = this.#ask(asked);
      const now = this.#time;
      this.#told = [...this.#told.filter(({ at }) => now - at < 0.3), { at: now, twist: given }];
      this.#move();
      least = Math.min(least, clearanceAt(footprint, discs, walls, this.#pose));
      this.#time += DT;
    }
    return {
      seed,
      left: this.#isOut() ? "left" : "stayed",
      took: this.#time - SETTLING,
      lost: clearance - least,
      tried: this.#tried,
      towards: this.#towards,
    };
  }

  #isOut(): boolean {
    return Math.hypot(this.#pose.x, this.#pose.y) >= OUT;
  }

  #tell(fact: Fact): void {
    this.#state = observe(this.#state, fact);
  }

  #feel(): void {
    const { footprint, braking, latency } = this.#scene;
    const [stamp, pose, twist] = [this.#time, this.#pose, this.#twist];
    this.#view.feel(
      { stamp, pose, twist, footprint, braking, latency },
      { received: stamp, age: 0 },
    );
    this.#tell({ kind: "body", twist, received: stamp, stampAge: 0 });
  }

  #look(): void {
    const received = this.#time;
    this.#sight = this.#view.see(this.#scan(), { x: 0, y: 0, yaw: 0 }, 0, received);
    if (this.#sight !== undefined) {
      const { limit, trouble } = this.#sight;
      const { speed, because, source: about, bounds } = limit;
      const restriction = { speed, spin: Infinity, bounds, because, about, trouble };
      this.#tell({ kind: "restriction", source: "scan", ...restriction, received, stampAge: 0 });
    }
  }

  /** What the kernel makes of a motion. */
  #judge(asked: Twist): Twist {
    const received = this.#time;
    const command = { driver: "driver", by: "program", twist: asked, stampAge: 0 } as const;
    const state = observe(this.#state, { kind: "command", ...command, received });
    return decide(state, received).given;
  }

  #ask(asked: Twist): Twist {
    const received = this.#time;
    const command = { driver: "driver", by: "program", twist: asked, stampAge: 0 } as const;
    this.#tell({ kind: "command", ...command, received });
    const verdict = decide(this.#state, received);
    this.#tell(settled(verdict, received));
    return verdict.given;
  }

  /** Nobody near is closed in on, whatever is asked: straight, backwards, in an arc. */
  #temptTowardsPeople(): void {
    if (this.#time < SETTLING) {
      return;
    }
    const { footprint, people, drive } = this.#scene;
    for (const person of people) {
      const gap = gapTo(footprint, toInner(this.#pose, person));
      if (gap.distance > NEAR_PERSON) {
        continue;
      }
      const { x, y } = gap.towards;
      const aside = drive === "omni" ? y : 0;
      for (const spin of [0, Math.sign(gap.lever)]) {
        const given = this.#judge({ vx: x, vy: aside, wz: spin });
        this.#tried += 1;
        this.#towards += x * given.vx + y * given.vy + gap.lever * given.wz > 0.01 ? 1 : 0;
      }
    }
  }

  /**
   * The motion that gets it out fastest of all that the limit leaves. Like any planner it knows which way out is, and
   * nothing of what stands around but what the supervisor says of it.
   */
  #propose(): Twist {
    const limit = this.#sight?.limit;
    if (limit === undefined) {
      return STANDSTILL;
    }
    const { exit, drive } = this.#scene;
    const way = Math.atan2(exit.vy, exit.vx) - this.#pose.yaw;
    const spins = [0, 0.2, -0.2, 0.5, -0.5];
    const headings = drive === "diff" ? [0, Math.PI] : HEADINGS.map((turn) => way + turn);
    const candidates = headings.flatMap((heading) =>
      spins.map((wz): Twist => ({
        vx: clean(0.4 * Math.cos(heading)),
        vy: clean(0.4 * Math.sin(heading)),
        wz,
      })),
    );
    let best: Twist = {
      vx: clean(0.4 * Math.cos(way)),
      vy: drive === "omni" ? clean(0.4 * Math.sin(way)) : 0,
      wz: 0,
    };
    let most = 0.001;
    for (const candidate of candidates) {
      const share = shareInside(candidate, { ...limit, spin: 2.5 });
      const turned = Math.abs(this.#pose.yaw + 0.5 * candidate.wz) - Math.abs(this.#pose.yaw);
      const gain = candidate.vx * Math.cos(way) + candidate.vy * Math.sin(way) - 0.1 * turned;
      if (share * gain > most) {
        most = share * gain;
        best = candidate;
      }
    }
    return best;
  }

  /** The base follows what it heard a latency ago. */
  #move(): void {
    const { latency, braking } = this.#scene;
    const heard = this.#told.findLast(({ at }) => at <= this.#time - latency)?.twist ?? STANDSTILL;
    const speed = Math.hypot(this.#twist.vx, this.#twist.vy);
    const rate = DT * (Math.hypot(heard.vx, heard.vy) < speed ? braking : ACCELERATION);
    const follow = (now: number, to: number, most: number): number =>
      now + Math.max(-most, Math.min(most, to - now));
    const { vx, vy, wz } = this.#twist;
    this.#twist = {
      vx: follow(vx, heard.vx, rate),
      vy: follow(vy, heard.vy, rate),
      wz: follow(wz, heard.wz, 10 * DT),
    };
    const middle = this.#pose.yaw + (this.#twist.wz * DT) / 2;
    const [c, s] = [Math.cos(middle), Math.sin(middle)];
    this.#pose = {
      x: this.#pose.x + DT * (c * this.#twist.vx - s * this.#twist.vy),
      y: this.#pose.y + DT * (s * this.#twist.vx + c * this.#twist.vy),
      yaw: this.#pose.yaw + DT * this.#twist.wz,
    };
  }

  #scan(): Scan {
    const ranges = new Float32Array(360);
    const { discs, walls, noise } = this.#scene;
    for (let i = 0; i < ranges.length; i++) {
      const angle = this.#pose.yaw - Math.PI + (i * Math.PI) / 180;
      const ray = { x: Math.cos(angle), y: Math.sin(angle) };
      let range = Infinity;
      for (const disc of discs) {
        range = Math.min(range, toDisc(this.#pose, ray, disc));
      }
      for (const [from, to] of [...walls, ...ROOM]) {
        range = Math.min(range, toWall(this.#pose, ray, from, to));
      }
      ranges[i] = Math.max(0.05, range + noise * this.#random.normal());
    }
    const angles = { angleMin: -Math.PI, angleIncrement: Math.PI / 180 };
    return { stamp: this.#time, ...angles, rangeMin: 0.05, rangeMax: 10, ranges };
  }
}

/** Far walls round about. */
const ROOM = [
  [
    { x: -6, y: -5 },
    { x: 7, y: -5 },
  ],
  [
    { x: 7, y: -5 },
    { x: 6, y: 6 },
  ],
  [
    { x: 6, y: 6 },
    { x: -7, y: 6 },
  ],
  [
    { x: -7, y: 6 },
    { x: -6, y: -5 },
  ],
] as const;

const HEADINGS = Array.from({ length: 16 }, (_, k) => (k * Math.PI) / 8);

/** A direction along an axis is exactly along it. */
function clean(value: number): number {
  return Math.abs(value) < 1e-9 ? 0 : value;
}

function toDisc(eye: Vector, ray: Vector, disc: Vector & { readonly radius: number }): number {
  const [x, y] = [disc.x - eye.x, disc.y - eye.y];
  const ahead = x * ray.x + y * ray.y;
  const beside = x * ray.y - y * ray.x;
  const half = disc.radius * disc.radius - beside * beside;
  return ahead > 0 && half > 0 ? ahead - Math.sqrt(half) : Infinity;
}

function toWall(eye: Vector, ray: Vector, from: Vector, to: Vector): number {
  const edge = { x: to.x - from.x, y: to.y - from.y };
  const offset = { x: from.x - eye.x, y: from.y - eye.y };
  const turn = ray.x * edge.y - ray.y * edge.x;
  const range = (offset.x * edge.y - offset.y * edge.x) / turn;
  const share = (offset.x * ray.y - offset.y * ray.x) / turn;
  return range > 0 && share >= 0 && share <= 1 ? range : Infinity;
}
