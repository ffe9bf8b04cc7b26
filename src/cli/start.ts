import { accessSync, constants, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { COMMAND_NAMES } from "../bus/topics.ts";
import { tell } from "./console-lines.ts";
import { SUPERVISOR } from "./episode.ts";
import { home, operatorsFile } from "./key-store.ts";
import type { Setting } from "./processes.ts";
import { makeFolder } from "../record/make-folder.ts";
import { nameAt } from "../record/recording-folder.ts";
import { type Report, tellReport } from "./report.ts";
import { describeRos2, type Ros2Environment } from "./ros2-environment.ts";
import { DEFAULT_WORLD, readScenario } from "./scenario.ts";
import { listenForEnd } from "./listen-for-end.ts";
import { startOnLoopback } from "./start-loopback.ts";
import type { StartPlan } from "./start-plan.ts";
import { startOnRos2 } from "./start-ros2.ts";
import { type Command, type Given, NO_WORDS, type OptionSpecs, UsageError } from "./usage.ts";

const OPTIONS = {
  world: { kind: "text", value: "NAME", meaning: `World, by name or file [${DEFAULT_WORLD}].` },
  robot: { kind: "text", value: "NAME", meaning: "Robot, by name or URDF file [the world's]." },
  bus: {
    kind: "text",
    value: "BUS",
    oneOf: ["ros2", "loopback"],
    meaning: "Real ROS 2, or all in one process [ros2 where there is one].",
  },
  duration: {
    kind: "number",
    value: "S",
    min: 0.1,
    max: 1e6,
    meaning: "Ends after this much simulated time [s].",
  },
  speed: {
    kind: "number",
    value: "X",
    min: 0.01,
    max: 1000,
    orWord: "max",
    meaning: "Simulated over wall-clock time, or 'max' on loopback [1].",
  },
  seed: { kind: "integer", value: "N", min: 0, max: 2 ** 31 - 1, meaning: "Of all chance [1]." },
  headless: { kind: "flag", meaning: "No page." },
  deadman: { kind: "flag", meaning: "Puts the deadman between the supervisor and the base." },
  report: { kind: "text", value: "FILE", meaning: "Where the report goes, as JSON." },
  record: { kind: "text", value: "DIR", meaning: "Folder of the MCAP recording and decision log." },
  without: {
    kind: "text",
    value: SUPERVISOR,
    oneOf: [SUPERVISOR],
    meaning: "Leaves the supervisor out. In simulation only: nothing keeps people unhurt then.",
  },
} as const satisfies OptionSpecs;

/** A world, a robot, people, the whole runtime, the page. */
export const start: Command<typeof OPTIONS> = {
  name: "start",
  summary: "Starts a world, a robot, people and the whole runtime; ends with a report.",
  words: NO_WORDS,
  options: OPTIONS,
  run: async ({ options }) => {
    const ros2 = describeRos2();
    const bus = options.bus ?? (ros2.kind === "none" ? "loopback" : "ros2");
    if (bus === "ros2" && ros2.kind === "none") {
      throw new Error(`--bus ros2 needs ROS 2: ${ros2.why}`);
    }
    if (bus === "ros2" && options.speed === Infinity) {
      throw new UsageError("--speed max is for --bus loopback; on ros2 give a number");
    }
    const plan = planStart(options, bus === "ros2" ? "ros2" : "loopback");
    tell(`bus: ${tellBus(options.bus, bus, ros2)}`);
    const { scenario, seed } = plan;
    // Whoever reads what follows may end the run.
    const end = listenForEnd();
    tell(`world: ${scenario.world}, seed ${seed}, ${scenario.description.description}`);
    const report =
      bus === "ros2" ? await startOnRos2(plan, ros2, end) : await startOnLoopback(plan, end);
    return conclude(report, options.report);
  },
};

function planStart(options: Given<typeof OPTIONS>["options"], bus: Report["bus"]): StartPlan {
  const scenario = readScenario(options.world ?? DEFAULT_WORLD, options.robot);
  checkReportFile(options.report);
  const speed = options.speed ?? usualSpeed(options, bus);
  return {
    scenario,
    seed: options.seed ?? 1,
    supervision: options.without === undefined ? "supervised" : "unsupervised",
    settings: settingsOf(options),
    fillings: {
      speed: bus === "ros2" ? speed : undefined,
      record: options.record === undefined ? undefined : resolve(options.record),
      record_name: nameAt(Date.now() / 1000),
      operators_file: operatorsFile(),
      ...(bus === "ros2" ? safetyLog() : {}),
      base_topic: options.deadman ? COMMAND_NAMES.base : undefined,
    },
    duration: options.duration ?? Infinity,
    speed,
  };
}

/** As fast as it goes where nobody watches and it ends by itself; else as fast as the world [1]. */
function usualSpeed(
  { headless, duration }: Pick<Given<typeof OPTIONS>["options"], "headless" | "duration">,
  bus: Report["bus"],
): number {
  return bus === "loopback" && headless && duration !== undefined ? Infinity : 1;
}

/** Where the supervisor's own log goes; simulated time on the loopback bus leaves no log behind. */
function safetyLog(): { readonly log_folder: string; readonly log_key_file: string } {
  return { log_folder: join(home(), "log"), log_key_file: join(home(), "robot.pem") };
}

/** Makes the folder of the recording, if one is wanted: nothing starts that could not be recorded. */
function settingsOf({
  headless,
  deadman,
  record,
}: Pick<
  Given<typeof OPTIONS>["options"],
  "headless" | "deadman" | "record"
>): ReadonlySet<Setting> {
  const settings = new Set<Setting>(["simulation"]);
  if (!headless) {
    settings.add("page");
  }
  if (deadman) {
    settings.add("deadman");
  }
  if (record !== undefined) {
    makeRecordFolder(record);
    settings.add("recording");
  }
  return settings;
}

function tellBus(asked: string | undefined, bus: string, ros2: Ros2Environment): string {
  if (bus === "ros2") {
    return `ros2 (${ros2.why})`;
  }
  return asked === undefined
    ? `loopback, all in one process (${ros2.why})`
    : "loopback, all in one process (as asked)";
}

/** Prints and writes the report, and answers the exit code. */
function conclude(report: Report | undefined, file: string | undefined): number {
  if (report === undefined) {
    tell("nobody could say what the run came to");
    return 1;
  }
  tell(tellReport(report));
  if (file !== undefined) {
    writeReport(file, report);
  }
  if (report.endedEarly !== undefined) {
    tell(`the run ended early: ${report.endedEarly}`);
    return 1;
  }
  return report.redLines === "crossed" ? 1 : 0;
}

/** @throws Error with one sentence: the run is over, and its place was looked at before it began. */
function writeReport(file: string, report: Report): void {
  try {
    writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new Error(`--report ${file}: the report cannot be written (${reason})`, { cause: error });
  }
  tell(`report: ${file}`);
}

/** @throws UsageError when the report could not be written in the end. */
function checkReportFile(file: string | undefined): void {
  if (file === undefined) {
    return;
  }
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) {
    throw new UsageError(`--report ${file}: this is a folder; name a file`);
  }
  try {
    accessSync(there === undefined ? dirname(resolve(file)) : file, constants.W_OK);
  } catch {
    throw new UsageError(`--report ${file}: nothing can be written there`);
  }
}

function makeRecordFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UsageError(`--record ${folder}: nothing can be written there`);
  }
}
