import { setTimeout as pause } from "node:timers/promises";
import { COMMAND_NAMES, commandTopic } from "../../../bus/topics.ts";
import { createRandom, type Random } from "../../../quantity/random.ts";
import { secondsOf, type Seconds } from "../../../quantity/time.ts";
import { Autonomy, COMMAND_PERIOD, type Cut } from "./autonomy.ts";
import { Base, type Heard } from "./base.ts";
import { RclpyProcess } from "./rclpy-process.ts";
import { type Rig, startRig } from "./rig.ts";
import type { TrialsJob } from "./run-trials.ts";

/** One round in so many is a process of its own, killed with SIGKILL; the others are cut off in one process. */
const KILL_EVERY = 20;

/** What is looked at after the last command [s]: the time-out, a cycle, and as much again. */
const WATCHED: Seconds = 0.45;

/** How long a supervisor may take to let the base move [s]. */
const PATIENCE: Seconds = 30;

/** How a driver ended: it said no more, its writer left the graph, or its process was killed. */
export type Ending = Cut | "SIGKILL";

/** One input that ended. */
export type InputTrial = {
  readonly ending: Ending;
  /** Where in the driver's period it ended [s]. */
  readonly phase: Seconds;
  /** Age of the last command behind the last motion that reached the base, by the clock of the base's side [s]. */
  readonly age: Seconds;
  /** The same by the supervisor's own stamp of that motion [s]. */
  readonly stamped: Seconds;
  /** Zeros that reached the base afterwards, while it was watched [1]. */
  readonly zeros: number;
};

export type InputFigures = { readonly trials: readonly InputTrial[] };

/** Ends the input of a supervisor at random phases and measures how long the base goes on moving. */
export async function tryInputs(job: TrialsJob): Promise<InputFigures> {
  const rig = await startRig(job);
  try {
    return { trials: await new InputRounds(rig, job).all() };
  } finally {
    await rig.end();
  }
}

class InputRounds {
  readonly #rig: Rig;
  readonly #job: TrialsJob;
  readonly #random: Random;
  readonly #base: Base;
  readonly #autonomy: Autonomy;
  /** When the last command was stamped, ROS time [s]. */
  #spoke: Seconds = -Infinity;

  constructor(rig: Rig, job: TrialsJob) {
    this.#rig = rig;
    this.#job = job;
    this.#random = createRandom(job.seed);
    this.#base = new Base(rig.bus, COMMAND_NAMES.out);
    // The supervisor hears it, and this process.
    this.#autonomy = new Autonomy(rig.bus, 2);
    rig.bus.subscribe(commandTopic(COMMAND_NAMES.in), ({ header }) => {
      this.#spoke = secondsOf(header.stamp);
    });
  }

  async all(): Promise<readonly InputTrial[]> {
    const trials: InputTrial[] = [];
    let next = this.#commander(0);
    try {
      for (let i = 0; i < this.#job.trials; i++) {
        if (i % KILL_EVERY !== KILL_EVERY - 1) {
          trials.push(await this.#cut(i % 2 === 0 ? "silent" : "closed"));
        } else {
          // The next one finds its way meanwhile.
          const mine = next;
          next = this.#commander(i);
          trials.push(await this.#kill(await mine));
        }
      }
    } finally {
      await (await next).end("killed");
    }
    return trials;
  }

  async #commander(index: number): Promise<RclpyProcess> {
    const commander = new RclpyProcess("rclpy-commander.py", [String(index)], this.#job.prefix);
    await commander.hear("ready", PATIENCE);
    return commander;
  }

  async #cut(ending: Cut): Promise<InputTrial> {
    await this.#autonomy.begin(PATIENCE);
    await this.#moving();
    await this.#anyPhase();
    this.#autonomy.cut(ending);
    return await this.#watch(ending);
  }

  async #kill(commander: RclpyProcess): Promise<InputTrial> {
    commander.tell({ do: "go" });
    await this.#moving();
    await this.#anyPhase();
    const killed = commander.end("killed");
    const trial = await this.#watch("SIGKILL");
    await killed;
    return trial;
  }

  async #moving(): Promise<void> {
    if (!(await this.#base.moves(5, PATIENCE))) {
      throw new Error("no supervisor lets the base move, so there is nothing to try");
    }
  }

  /** Any instant of the driver's period, finer than any timer. */
  async #anyPhase(): Promise<void> {
    const { bus } = this.#rig;
    const until = bus.monotonic() + this.#random.between(0, 2 * COMMAND_PERIOD);
    await pause(Math.max(0, 1000 * (until - bus.monotonic()) - 1));
    while (bus.monotonic() < until) {
      // Nothing is heard meanwhile: a millisecond at most.
    }
  }

  async #watch(ending: Ending): Promise<InputTrial> {
    const { bus } = this.#rig;
    const ended = bus.monotonic();
    this.#base.forget();
    await pause(1000 * WATCHED);
    // What was on its way is here by now. A killed process has no clock of ours: its last stamp stands for it.
    const lead = bus.now() - bus.monotonic();
    const last = ending === "SIGKILL" ? this.#spoke - lead : this.#autonomy.spoke;
    const heard = this.#base.since(ended);
    const motion = heard.findLast(({ moves }) => moves === "moves");
    const age = (of: (heard: Heard) => Seconds): Seconds =>
      motion === undefined ? 0 : of(motion) - last;
    return {
      ending,
      phase: ended - last,
      age: age(({ at }) => at),
      stamped: age(({ stamp }) => stamp - lead),
      zeros: heard.filter(({ at }) => at > (motion?.at ?? 0)).length,
    };
  }
}
