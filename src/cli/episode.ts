import { setFlagsFromString } from "node:v8";
import { Loopback } from "../bus/loopback.ts";
import type { RunningNode, Severity } from "../bus/port.ts";
import { COMMAND_NAMES } from "../bus/topics.ts";
import type { Seconds } from "../quantity/time.ts";
import { type Watch, watchRun } from "./evaluation.ts";
import { loadNode } from "./nodes.ts";
import {
  chooseProcesses,
  type Fillings,
  type NodeParameters,
  parametersOf,
  readProcesses,
  type Setting,
} from "./processes.ts";
import { makeReport, type Report } from "./report.ts";
import { robotFillings } from "./robot-fillings.ts";
import { readScenario, type Scenario } from "./scenario.ts";

/** The node that the supervised and the unsupervised run differ in. */
export const SUPERVISOR = "safety_supervisor";

/** One run in one process on the loopback bus. */
export type EpisodeOptions = {
  readonly scenario: Scenario;
  readonly seed: number;
  /** `unsupervised`: the commander drives the base itself. In simulation only. */
  readonly supervision: "supervised" | "unsupervised";
  readonly settings: ReadonlySet<Setting>;
  /** Values for the words of `launch/processes.yaml` besides world, robot, seed, goals and command topic. */
  readonly fillings?: Fillings;
  /** Nodes left out; the supervisor of an unsupervised run when missing. */
  readonly without?: readonly string[];
  /** Parameters by node that are set besides. */
  readonly parameters?: NodeParameters;
  readonly log?: (node: string, severity: Severity, sentence: string) => void;
};

/** Every node of a run, alive on one loopback bus. */
export type Episode = {
  readonly loopback: Loopback;
  readonly watch: Watch;
  /** Ends every node, the last started first. */
  end(): Promise<void>;
};

/** What the words in `launch/processes.yaml` stand for in a run. */
export function fillingsOf(
  scenario: Scenario,
  seed: number,
  supervision: EpisodeOptions["supervision"],
): Fillings {
  const goals = scenario.description.robots[0]?.goals.flatMap(({ x, y }) => [x, y]);
  const [driven] = scenario.robots;
  return {
    ...(driven === undefined ? {} : robotFillings(driven)),
    world: scenario.file,
    robot: scenario.robot === "" ? undefined : scenario.robot,
    seed,
    goals,
    command_topic: supervision === "supervised" ? COMMAND_NAMES.in : COMMAND_NAMES.out,
  };
}

/**
 * How much a function must run before V8 optimizes it, and how much of the functions it calls is then compiled into it
 * [bytes of bytecode]. V8's own 67,584 and 920 suit programs with few hot functions; here hundreds are warm, and a run of
 * minutes must pay for each. Against 400,000 and 920, on a busy machine, these took a third less CPU time with 10 people and a
 * quarter less with 50 once settled, and between a tenth less and as much in the first 65 s; 67,584 and 150,000, 100 and
 * 150 were a little behind (`coalign bench speed`).
 */
const OPTIMIZE_AFTER = 100_000;
const INLINE_AT_MOST = 300;

/** Starts every node of a run. */
export async function startEpisode(options: EpisodeOptions): Promise<Episode> {
  setFlagsFromString(`--interrupt-budget=${OPTIMIZE_AFTER}`);
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${INLINE_AT_MOST}`);
  const { scenario, seed, supervision, settings } = options;
  const loopback = new Loopback(options.log === undefined ? {} : { log: options.log });
  const fillings = { ...fillingsOf(scenario, seed, supervision), ...options.fillings };
  const without = options.without ?? (supervision === "supervised" ? [] : [SUPERVISOR]);
  const watch = watchRun(loopback.bus("evaluation"));
  const running: RunningNode[] = [];
  for (const process of chooseProcesses(readProcesses(), settings, without)) {
    for (const name of process.nodes) {
      const node = await loadNode(name);
      const given = { ...parametersOf(process, name, fillings), ...options.parameters?.[name] };
      const bus = loopback.bus(name, given);
      running.push(await node.start(bus, bus.declare(node.parameters)));
    }
  }
  return {
    loopback,
    watch,
    end: async () => {
      for (const node of running.reverse()) {
        await node.stop();
      }
    },
  };
}

/** A run without a page or a recording, as fast as the machine can. */
export type RunOptions = {
  readonly world: string;
  readonly robot?: string;
  readonly seed: number;
  /** Simulated time [s]. */
  readonly duration: Seconds;
  readonly supervision: EpisodeOptions["supervision"];
  readonly log?: EpisodeOptions["log"];
};

/** Runs one episode to its end. The same options give the same report, but for the wall-clock time. */
export async function runEpisode(options: RunOptions): Promise<Report> {
  const { seed, supervision, duration } = options;
  const scenario = readScenario(options.world, options.robot);
  const began = performance.now();
  const episode = await startEpisode({
    scenario,
    seed,
    supervision,
    settings: new Set<Setting>(["simulation"]),
    ...(options.log === undefined ? {} : { log: options.log }),
  });
  episode.loopback.advance(duration);
  const evaluation = episode.watch.evaluate();
  await episode.end();
  return makeReport(
    nameOf(scenario, "loopback", seed, supervision),
    evaluation,
    (performance.now() - began) / 1000,
  );
}

/** How a report names a run. */
export function nameOf(
  scenario: Scenario,
  bus: Report["bus"],
  seed: number,
  supervision: EpisodeOptions["supervision"],
): Pick<Report, "bus" | "world" | "robot" | "seed" | "supervised"> {
  return {
    bus,
    world: scenario.world,
    robot: scenario.robot === "" ? (scenario.description.robots[0]?.urdf ?? "") : scenario.robot,
    seed,
    supervised: supervision === "supervised",
  };
}
