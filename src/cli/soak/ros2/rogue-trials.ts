import { setTimeout as pause } from "node:timers/promises";
import type { Bus } from "../../../bus/port.ts";
import { COMMAND_NAMES } from "../../../bus/topics.ts";
import { createRandom, type Random } from "../../../quantity/random.ts";
import type { Seconds } from "../../../quantity/time.ts";
import { Autonomy } from "./autonomy.ts";
import { Base, type Heard } from "./base.ts";
import { monotonicOffset, RclpyProcess } from "./rclpy-process.ts";
import { type Rig, startRig } from "./rig.ts";
import type { TrialsJob } from "./run-trials.ts";

/** How long a supervisor may take to let the base move, and a process to answer [s]. */
const PATIENCE: Seconds = 30;

/** How long each rogue speaks [s]. */
const SPEAKS: Seconds = 0.8;

/** One round in so many is a process of its own; in the others a node begins in a process that is known already [1]. */
const PROCESS_EVERY = 5;

/** Between two looks at the graph [s]. */
const LOOK: Seconds = 0.005;

/** The robot's own commands bear this frame, a rogue's its own. */
const OWN = "base_link";

/** Where the rogue speaks: on the supervisor's topic, with or without a deadman behind it, or on the deadman's. */
export type Place = "cmd_vel" | "cmd_vel, deadman" | "cmd_vel_base, deadman";

export type RogueTrial = {
  readonly place: Place;
  readonly from: "process" | "node";
  /** Its type of command; the base reads stamped ones only. */
  readonly kind: "stamped" | "plain";
  /** Its name: one of its own, or the supervisor's. */
  readonly name: string;
  /** From the making of its publisher to the last motion the runtime gave [s]. */
  readonly afterMaking: Seconds;
  /**
   * From its discovery to that motion [s]: when the process of the trials, which is none of the runtime's, had it on its graph
   * or got its first command, whichever was sooner.
   */
  readonly afterDiscovery: Seconds;
  /** Whether the runtime gave zero, and nothing else, from then until the rogue ended. */
  readonly held: "held" | "moved";
};

export type RogueFigures = { readonly trials: readonly RogueTrial[] };

/** Lets rclpy nodes command the base beside the runtime, and times how long that goes on giving motion. */
export async function tryRogues(job: TrialsJob): Promise<RogueFigures> {
  const places: readonly Place[] = ["cmd_vel", "cmd_vel, deadman", "cmd_vel_base, deadman"];
  const trials: RogueTrial[] = [];
  for (const [i, place] of places.entries()) {
    const rounds = Math.floor(job.trials / 3) + (i < job.trials % 3 ? 1 : 0);
    const rig = await startRig(job, place === "cmd_vel" ? [] : ["deadman"]);
    const stage = new RogueRounds(rig, place, { ...job, seed: 3 * job.seed + i });
    try {
      trials.push(...(await stage.all(rounds)));
    } finally {
      await stage.end();
      await rig.end();
    }
  }
  return { trials };
}

class RogueRounds {
  readonly #place: Place;
  readonly #job: TrialsJob;
  readonly #random: Random;
  readonly #base: Base;
  readonly #topic: string;
  readonly #autonomy: Autonomy;
  readonly #bus: Bus;
  #rogue: RclpyProcess | undefined;

  constructor(rig: Rig, place: Place, job: TrialsJob) {
    this.#place = place;
    this.#bus = rig.bus;
    this.#job = job;
    this.#random = createRandom(job.seed);
    this.#base = new Base(rig.bus, place === "cmd_vel" ? COMMAND_NAMES.out : COMMAND_NAMES.base);
    this.#topic = place === "cmd_vel_base, deadman" ? COMMAND_NAMES.base : COMMAND_NAMES.out;
    this.#autonomy = new Autonomy(rig.bus);
  }

  async all(rounds: number): Promise<readonly RogueTrial[]> {
    const trials: RogueTrial[] = [];
    for (let i = 0; i < rounds; i++) {
      await this.#autonomy.begin(PATIENCE);
      if (!(await this.#base.moves(10, PATIENCE))) {
        throw new Error("the base does not move without a rogue, so there is nothing to try");
      }
      trials.push(await this.#round(i % PROCESS_EVERY === 0 ? "process" : "node"));
      this.#autonomy.cut("silent");
    }
    return trials;
  }

  async end(): Promise<void> {
    await this.#rogue?.end("in order");
  }

  async #round(from: RogueTrial["from"]): Promise<RogueTrial> {
    await pause(1000 * this.#random.between(0, 0.1));
    const kind = this.#random.chance(0.75) ? "stamped" : "plain";
    const name = this.#random.chance(0.7) ? "rogue" : "safety_supervisor";
    const speed = this.#random.between(0.05, 0.5);
    if (from === "process") {
      await this.end();
      this.#rogue = new RclpyProcess("rclpy-rogue.py", [], this.#job.prefix);
      await this.#rogue.hear("ready", PATIENCE);
    }
    this.#base.forget();
    const look = this.#watchGraph();
    const created = await this.#speak({ do: "speak", topic: this.#topic, name, kind, speed });
    await pause(1000 * SPEAKS);
    const heard = this.#base.since(created);
    const seen = look();
    await this.#silence();
    const first = heard.find(({ frame }) => frame !== OWN)?.at ?? Infinity;
    const own = heard.filter(({ frame }) => frame === OWN);
    const last = own.findLast(({ moves }) => moves === "moves")?.at ?? created;
    const until = heard.at(-1)?.at ?? created;
    const zeros = own.filter(({ at }) => at > last);
    return {
      place: this.#place,
      from,
      kind,
      name,
      afterMaking: last - created,
      afterDiscovery: Math.max(0, last - Math.min(first, seen)),
      held: isHeld(zeros, until - last) ? "held" : "moved",
    };
  }

  /** @returns what tells when one speaker more was seen on the graph [s], and ends the watch. */
  #watchGraph(): () => Seconds {
    const bus = this.#bus;
    const count = (): number => bus.publishers(this.#topic).length;
    const before = count();
    let seen = Infinity;
    const timer = bus.every(LOOK, "steady", () => {
      if (seen === Infinity && count() > before) {
        seen = bus.monotonic();
      }
    });
    return () => {
      timer.cancel();
      return seen;
    };
  }

  /** @returns when its publisher was made, on the clock of this process [s]. */
  async #speak(word: object): Promise<Seconds> {
    const spoke = this.#rogue?.hear<{ readonly event: "speaks"; readonly created: number }>(
      "speaks",
      PATIENCE,
    );
    this.#rogue?.tell(word);
    return ((await spoke)?.created ?? NaN) - monotonicOffset();
  }

  async #silence(): Promise<void> {
    const silent = this.#rogue?.hear("silent", PATIENCE);
    this.#rogue?.tell({ do: "be silent" });
    await silent;
  }
}

/** Whether so many zeros are a stop that is held for that long [s]: at 50 Hz, with some to spare. */
function isHeld(zeros: readonly Heard[], time: Seconds): boolean {
  return time > SPEAKS / 4 && zeros.length >= 0.7 * 50 * time;
}
