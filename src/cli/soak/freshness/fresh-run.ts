import { decide } from "../../../kernel/decide.ts";
import type { Fact, Settings } from "../../../kernel/fact.ts";
import { observe, SILENT, type State } from "../../../kernel/observe.ts";
import type { ReasonId } from "../../../kernel/reason.ts";
import { type Pose, STANDSTILL, type Twist } from "../../../quantity/frame.ts";
import { createRandom, type Random } from "../../../quantity/random.ts";
import type { Seconds } from "../../../quantity/time.ts";
import type { ClockKind } from "../../../separation/clocks.ts";
import { Freshness } from "../../../separation/freshness.ts";
import type { Scan } from "../../../separation/scan.ts";

/** What happens to a source, or to the clock, in the middle of a run. */
export type FreshFault =
  "none" | "shifted" | "frozen-stamp" | "frozen-content" | "replayed" | "clock-jump" | "collapsed";

type Source = "scan" | "body" | "command";

/** One run. */
export type FreshRun = {
  readonly fault: FreshFault;
  readonly source: Source | "clock";
  readonly clock: ClockKind;
  /** Shift of the stamps or of the clock [s]. */
  readonly shift: Seconds;
  /** From the fault to the first standstill that was answered [s]; Infinity when none was. */
  readonly found: Seconds;
  /** Budget of the source and a cycle, the latest it may be found [s]. */
  readonly due: Seconds;
  readonly reasons: readonly ReasonId[];
};

const CYCLE: Seconds = 0.02;
const JITTER: Seconds = 0.02;
const TOLERANCE: Seconds = 0.05;
const PERIODS = { scan: 0.1, body: 0.02, command: 0.05 } as const;
const BUDGETS = { scan: 0.35, body: 0.2, command: 0.2 } as const;

/** Faults that repeat contents or stamps are told by the messages after: so many periods, then the cycle [1]. */
const MESSAGES = { scan: 4, body: 8, command: 4 } as const;

const SETTINGS: Settings = {
  speed: 1.2,
  spin: 2.5,
  acceleration: 100,
  spinAcceleration: 100,
  implausible: 5,
  commandBudget: BUDGETS.command,
  bodyBudget: BUDGETS.body,
  futureTolerance: TOLERANCE,
  sources: [
    { name: "scan", budget: BUDGETS.scan, need: "required" },
    { name: "freshness", budget: 0.2, need: "required" },
  ],
  checks: [],
};

const FAULTED = [
  "shifted",
  "frozen-stamp",
  "frozen-content",
  "replayed",
  "clock-jump",
  "collapsed",
] as const;

/** Draws a fault and runs it. */
export function freshRun(seed: number, fault?: FreshFault): FreshRun {
  const random = createRandom(seed).fork("fresh");
  const chosen = fault ?? FAULTED[random.index(FAULTED.length)] ?? "shifted";
  return new Rig(random, chosen).run();
}

/** A robot that drives in an arc, the three sources with jitter, and the real kernel. */
class Rig {
  readonly #random: Random;
  readonly #fault: FreshFault;
  readonly #source: Source;
  readonly #clock: ClockKind;
  readonly #rate: number;
  readonly #shift: Seconds;
  readonly #freshness: Freshness;
  readonly #begins: Seconds;
  readonly #noise: number;
  readonly #twist: Twist;
  /** Clocks of the machines of the sources differ by so much [s]. */
  readonly #offsets: Record<Source, Seconds>;
  #state: State = SILENT;
  #now: Seconds = 0;
  #recorded: { scan: Float32Array[]; body: { pose: Pose<"odom", "base">; twist: Twist }[] } = {
    scan: [],
    body: [],
  };
  #replayed = 0;
  #kept: Partial<Record<Source, Seconds>> = {};
  #last: { scan?: Float32Array; body?: { pose: Pose<"odom", "base">; twist: Twist } } = {};

  constructor(random: Random, fault: FreshFault) {
    this.#random = random;
    this.#fault = fault;
    const content = fault === "frozen-content" || fault === "replayed" || fault === "collapsed";
    const sources = content ? (["scan", "body"] as const) : (["scan", "body", "command"] as const);
    this.#source = sources[random.index(sources.length)] ?? "scan";
    this.#clock = random.chance(0.5) ? "system" : "simulated";
    this.#rate =
      this.#clock === "system" ? 1 + 5e-4 * random.between(-1, 1) : random.between(0.5, 2);
    this.#shift = drawShift(random, fault, this.#source, this.#clock);
    const offset = (): Seconds => random.between(-JITTER, JITTER);
    this.#offsets = { scan: offset(), body: offset(), command: offset() };
    this.#freshness = new Freshness(this.#clock);
    this.#begins = random.between(3, 4);
    this.#noise = random.chance(0.8) ? 0.01 : 0;
    this.#twist = { vx: random.between(0.2, 1.2), vy: 0, wz: random.between(-1, 1) };
  }

  run(): FreshRun {
    const begin = { made: 0, arrives: 0 };
    const next = { scan: begin, body: begin, command: begin, tick: 0 };
    this.#tell({ kind: "settings", settings: SETTINGS });
    const due = this.#due();
    const ends = this.#begins + due + 1;
    const found: ReasonId[] = [];
    let at = Infinity;
    for (let k = 0; k * 0.001 < ends; k++) {
      this.#now = k * 0.001;
      for (const source of ["body", "scan", "command"] as const) {
        if (this.#now >= next[source].arrives) {
          this.#come(source, next[source].made);
          const slow = this.#isFaulty("collapsed", source) ? 6 : 1;
          const made = next[source].made + PERIODS[source] * slow;
          const arrives = Math.max(this.#now, made + this.#random.between(0, JITTER));
          next[source] = { made, arrives };
        }
      }
      if (this.#now >= next.tick) {
        next.tick += CYCLE;
        const stops = this.#decide();
        const after = this.#fault === "none" ? this.#now > 1.5 : this.#now >= this.#begins;
        if (after && stops.length > 0 && at === Infinity) {
          at = this.#now - (this.#fault === "none" ? 0 : this.#begins);
          found.push(...stops);
        }
      }
    }
    const source = this.#fault === "clock-jump" ? "clock" : this.#source;
    const { shift, clock } = { shift: this.#shift, clock: this.#clock };
    return { fault: this.#fault, source, clock, shift, found: at, due, reasons: found };
  }

  #due(): Seconds {
    const budget = BUDGETS[this.#source];
    const told = MESSAGES[this.#source] * PERIODS[this.#source];
    const slow = this.#fault === "collapsed" ? 4 * 6 * PERIODS[this.#source] : 0;
    return Math.max(budget, told, slow) + PERIODS[this.#source] + JITTER + 2 * CYCLE;
  }

  #ros(at = this.#now): Seconds {
    const jumped = this.#fault === "clock-jump" && at >= this.#begins ? this.#shift : 0;
    const time = 1000 + this.#rate * at + jumped;
    return this.#clock === "simulated" ? Math.floor(time / 0.005) * 0.005 : time;
  }

  #isFaulty(fault: FreshFault, source: Source): boolean {
    return this.#fault === fault && this.#source === source && this.#now >= this.#begins;
  }

  /** Both clocks, now and then with a sleep between the readings. */
  #read(): void {
    const sleeps = this.#clock === "system" && this.#random.chance(0.01);
    const slept = sleeps ? this.#random.between(0, JITTER) : 0;
    this.#freshness.clock(this.#now, this.#ros(this.#now + slept));
  }

  /** @param made - When the message was made; its machine's clock differs a little. */
  #come(source: Source, made: Seconds): void {
    const stampNow = this.#ros(made) + this.#offsets[source];
    const kept = this.#kept[source] ?? stampNow;
    const frozen = this.#isFaulty("frozen-stamp", source);
    const stamp = frozen ? kept : stampNow + (this.#isFaulty("shifted", source) ? this.#shift : 0);
    this.#kept[source] = frozen ? kept : stampNow;
    const came = { received: this.#now, age: this.#ros() - stamp };
    this.#read();
    const dated = { received: this.#now, stampAge: came.age };
    if (source === "command") {
      this.#freshness.command("autonomy", stamp, came);
      this.#tell({ kind: "command", driver: "autonomy", by: "program", twist: FORWARD, ...dated });
    } else if (source === "body") {
      const { pose, twist } = this.#body();
      this.#freshness.body(stamp, pose, twist, came);
      this.#tell({ kind: "body", twist, ...dated });
    } else {
      const ranges = this.#ranges();
      const scan = { ...SCAN, stamp, ranges };
      const trouble = this.#freshness.scan(scan, this.#pose(), came) === "" ? "" : "scan-frozen";
      this.#tell({ kind: "restriction", source: "scan", ...FREELY, trouble, ...dated });
    }
  }

  #decide(): readonly ReasonId[] {
    this.#read();
    const restriction = this.#freshness.restriction(this.#now);
    const dated = { received: this.#now, stampAge: 0 };
    this.#tell({ kind: "restriction", source: "freshness", ...restriction, ...dated });
    const verdict = decide(this.#state, this.#now);
    this.#freshness.given(FORWARD, this.#now);
    return verdict.stops.map(({ id }) => id);
  }

  #tell(fact: Fact): void {
    this.#state = observe(this.#state, fact);
  }

  /** Drives in an arc, after a rest in which a scanner shows whether it has noise. */
  #pose(): Pose<"odom", "base"> {
    const t = Math.max(0, this.#now - 1);
    const yaw = this.#twist.wz * t;
    const r = Math.abs(this.#twist.wz) < 1e-3 ? 0 : this.#twist.vx / this.#twist.wz;
    return r === 0
      ? { x: this.#twist.vx * t, y: 0, yaw: 0 }
      : { x: r * Math.sin(yaw), y: r * (1 - Math.cos(yaw)), yaw };
  }

  #body(): { pose: Pose<"odom", "base">; twist: Twist } {
    const living = { pose: this.#pose(), twist: this.#now < 1 ? STANDSTILL : this.#twist };
    const shown = this.#bent("body", living, this.#recorded.body, this.#last.body);
    this.#last.body = shown;
    return shown;
  }

  /** A room, seen with or without noise. */
  #ranges(): Float32Array {
    const pose = this.#pose();
    const living = SCAN.ranges.map((_, i) => {
      const bearing = pose.yaw + i * SCAN.angleIncrement;
      const room = 3 + 0.4 * Math.sin(3 * bearing) + 0.1 * (pose.x * Math.cos(bearing) + pose.y);
      return room + this.#noise * this.#random.normal();
    });
    const shown = this.#bent("scan", living, this.#recorded.scan, this.#last.scan);
    this.#last.scan = shown;
    return shown;
  }

  /** The content as it is shown: alive, frozen, or from a record of what was shown before. */
  #bent<T>(source: Source, living: T, record: T[], last: T | undefined): T {
    if (this.#isFaulty("frozen-content", source)) {
      return last ?? living;
    }
    if (this.#isFaulty("replayed", source)) {
      const begin = Math.floor(record.length * 0.6);
      const shown = record[begin + (this.#replayed % (record.length - begin))] ?? living;
      this.#replayed += 1;
      return shown;
    }
    record.push(living);
    return living;
  }
}

/** Stamps from -10 to 10 s, but for those that a budget or the tolerance lets pass; clocks that jump as far. */
function drawShift(random: Random, fault: FreshFault, source: Source, clock: ClockKind): Seconds {
  const most = fault === "clock-jump" ? 0.1 : BUDGETS[source] + 2 * JITTER;
  const least = fault === "clock-jump" && clock === "system" ? 0.1 : TOLERANCE + JITTER * 3;
  const ahead = random.between(fault === "clock-jump" ? 0.5 : least, 10);
  return random.chance(0.5) ? ahead : -random.between(most, 10);
}

const FORWARD: Twist = { vx: 0.3, vy: 0, wz: 0 };

const FREELY = {
  speed: Infinity,
  spin: Infinity,
  bounds: [],
  because: "protective-separation",
  about: "scan",
} as const;

const SCAN: Scan = {
  stamp: 0,
  angleMin: -Math.PI,
  angleIncrement: Math.PI / 60,
  rangeMin: 0.05,
  rangeMax: 10,
  ranges: new Float32Array(120),
};
