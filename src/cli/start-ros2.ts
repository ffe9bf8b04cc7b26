import type { Seconds } from "../quantity/time.ts";
import type { AttendantMessage, AttendantOrder } from "./attendant-talk.ts";
import { createListener, tell } from "./console-lines.ts";
import { fillingsOf, nameOf, SUPERVISOR } from "./episode.ts";
import { type Fleet, type Life, startFleet } from "./fleet.ts";
import { LOG_FORMAT, readLogLine } from "./log-line.ts";
import { chooseProcesses, parametersOf, type Process, readProcesses } from "./processes.ts";
import { type Evaluation, makeReport, type Report } from "./report.ts";
import { BUNDLE } from "./root.ts";
import { tellParameters } from "./ros-args.ts";
import { environmentFor, type Ros2Environment } from "./ros2-environment.ts";
import type { StartPlan } from "./start-plan.ts";
import type { End } from "./listen-for-end.ts";

/** Watches the run and stops the robot; a process like the others, so that no fault of ROS 2 can end the parent. */
const ATTENDANT: Process = {
  name: "attendant",
  nodes: ["evaluation"],
  flags: ["--no-memory-reducer"],
  respawn: false,
  priority: "normal",
  parameters: {},
  after_death: {},
};

/** How long an answer of the attendant may take [s]. */
const ANSWER: Seconds = 6;

/** How long a run goes on without its world [s]: long enough to see who noticed. */
const WORLDLESS: Seconds = 10;

/** A run in real processes on ROS 2, until its time is over or it is asked to end. Undefined where the attendant could not say what it came to. */
export async function startOnRos2(
  plan: StartPlan,
  ros2: Ros2Environment,
  end: End,
): Promise<Report | undefined> {
  const listen = createListener();
  const run = createRun();
  let endedEarly: string | undefined;
  const fleet = launchFleet(plan, ros2, {
    message: (process, message) => {
      if (process.name === ATTENDANT.name) {
        run.hear(message as AttendantMessage);
      }
    },
    line: (process, line) => {
      const said = readLogLine(line);
      if (said !== undefined) {
        listen(said.node, said.severity, said.sentence);
      } else if (line.trim() !== "") {
        tell(`${process.name}: ${line}`);
      }
    },
    died: (process, how) => {
      tell(`${process.name} ended unasked (${how})${consequence(process)}`);
      if (process === ATTENDANT) {
        run.finish();
      } else if (process.name === "world") {
        endedEarly = "the world ended";
        setTimeout(() => run.finish(), WORLDLESS * 1000).unref();
      }
    },
  });
  await Promise.race([end.ended, run.until(plan.duration)]);
  await stopRobot(plan, fleet, run);
  const evaluation = await ask(fleet, run, "evaluate");
  const wall = run.wall();
  await fleet.endAll();
  if (evaluation === undefined) {
    return undefined;
  }
  const name = nameOf(plan.scenario, "ros2", plan.seed, plan.supervision);
  return { ...makeReport(name, evaluation, wall), firstMotion: run.firstMotion(), endedEarly };
}

function launchFleet(
  plan: StartPlan,
  ros2: Ros2Environment,
  events: Parameters<typeof startFleet>[3],
): Fleet {
  const fillings = {
    ...fillingsOf(plan.scenario, plan.seed, plan.supervision),
    ...plan.fillings,
  };
  const without = plan.supervision === "supervised" ? [] : [SUPERVISOR];
  const processes = chooseProcesses(readProcesses(), plan.settings, without);
  const command = (process: Process, life: Life): readonly string[] => [
    ...process.flags,
    BUNDLE,
    ...(process === ATTENDANT ? ["attend"] : ["run", ...process.nodes]),
    "--ros-args",
    "-p",
    "use_sim_time:=true",
    ...process.nodes.flatMap((node) =>
      tellParameters(node, parametersOf(process, node, fillings, life)),
    ),
  ];
  return startFleet(
    [ATTENDANT, ...processes],
    command,
    { ...environmentFor(ros2), ...LOG_FORMAT },
    events,
  );
}

/** What is known of a run from the attendant's messages. */
type Run = {
  hear(message: AttendantMessage): void;
  /** Resolves when that much simulated time went by, or when the run is finished for another reason. */
  until(duration: Seconds): Promise<void>;
  finish(): void;
  /** Since the first clock message [s]. */
  wall(): Seconds;
  /** From the start of this process to the robot's first motion [s]; undefined before it. */
  firstMotion(): Seconds | undefined;
  /** The next message of a kind; undefined when none comes in time. */
  next<K extends AttendantMessage["kind"]>(
    kind: K,
  ): Promise<Extract<AttendantMessage, { kind: K }> | undefined>;
};

function createRun(): Run {
  const waiting = new Set<(message: AttendantMessage) => void>();
  let began: number | undefined;
  let moved: Seconds | undefined;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return {
    hear: (message) => {
      if (message.kind === "elapsed" && message.elapsed > 0) {
        began ??= performance.now() - message.elapsed * 1000;
      }
      if (message.kind === "elapsed" && message.robot === "has-moved" && moved === undefined) {
        moved = performance.now() / 1000;
        tell(`the robot moves, ${moved.toFixed(1)} s after the start`);
      }
      for (const receive of [...waiting]) {
        receive(message);
      }
    },
    until: async (duration) => {
      waiting.add((message) => {
        if (message.kind === "elapsed" && message.elapsed >= duration) {
          finish();
        }
      });
      await finished;
    },
    finish,
    firstMotion: () => moved,
    wall: () => (began === undefined ? 0 : (performance.now() - began) / 1000),
    next: async (kind) =>
      await new Promise((resolve) => {
        const timer = setTimeout(() => resolve(undefined), ANSWER * 1000);
        const receive = (message: AttendantMessage): void => {
          if (message.kind === kind) {
            clearTimeout(timer);
            waiting.delete(receive);
            resolve(message as never);
          }
        };
        waiting.add(receive);
      }),
  };
}

async function stopRobot(plan: StartPlan, fleet: Fleet, run: Run): Promise<void> {
  const supervised = plan.supervision === "supervised";
  if (!supervised) {
    await fleet.end("commander");
  }
  const order: AttendantOrder = { kind: supervised ? "stop" : "await-standstill" };
  fleet.send(ATTENDANT.name, order);
  const answer = await run.next("stopped");
  tell(`stop: ${answer?.sentence ?? "nobody could say whether the robot stands still"}`);
}

async function ask(fleet: Fleet, run: Run, kind: "evaluate"): Promise<Evaluation | undefined> {
  const order: AttendantOrder = { kind };
  fleet.send(ATTENDANT.name, order);
  return (await run.next("evaluation"))?.evaluation;
}

function consequence({ name, respawn }: Process): string {
  if (respawn) {
    return "; it is brought back latched, and the base stops by its own time-out meanwhile";
  }
  return name === ATTENDANT.name
    ? "; nobody watches the run any more, so it ends"
    : "; the supervisor stops the robot where it needs it";
}
