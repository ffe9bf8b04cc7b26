import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createKeyPair } from "../../authority/keys.ts";
import { COMMAND_NAMES } from "../../bus/topics.ts";
import { SUPERVISOR } from "../episode.ts";
import { readProcesses } from "../processes.ts";
import { BUNDLE } from "../root.ts";
import { describeRos2, environmentFor, type Ros2Environment } from "../ros2-environment.ts";
import type { Bar, Benchmark } from "./benchmark.ts";
import { buildPeer } from "./relay/build-peers.ts";
import {
  endProcess,
  mayHaveRealTime,
  type Priority,
  prioritized,
  startProcess,
} from "./relay/contender.ts";

/** Vetoes at each priority. */
const VETOES = 10_000;

/** Nobody else's: what is measured hears and is heard by nothing else. */
const DOMAIN = "98";

/** Priorities under the first-in-first-out policy: the clock's above the supervisor's. */
const CLOCK_PRIORITY = "60";
const FEED_PRIORITY = "55";
const SUPERVISOR_PRIORITY = "50";

/** What so many vetoes came to. */
export type VetoFigures = {
  readonly vetoes: number;
  /** Vetoes after which no zero came within a second. */
  readonly unanswered: number;
  /** From the veto's publication to zero, and nothing else any more, at the base's side of the wire [µs]. */
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
};

/** A veto to zero on the wire, while something else wants every core. */
export const veto: Benchmark = {
  name: "veto",
  summary: "Time from a veto to zero on the base's topic, with every core loaded.",
  run: async (tell, { vetoes = VETOES } = {}) => {
    const ros2 = describeRos2();
    if (ros2.kind === "none") {
      throw new Error(`this needs ROS 2: ${ros2.why}`);
    }
    const normal = await measureVetoes(ros2, vetoes, "normal", DOMAIN, tell);
    tell(lineOf("normal", normal));
    const isPermitted = mayHaveRealTime();
    if (!isPermitted) {
      tell("real-time priority is not permitted here: normal priority only");
      return { figures: { normal }, bars: barsOf(normal, undefined) };
    }
    const realTime = await measureVetoes(ros2, vetoes, "real-time", DOMAIN, tell);
    tell(lineOf("real-time", realTime));
    return { figures: { normal, realTime }, bars: barsOf(normal, realTime) };
  },
};

function lineOf(priority: Priority, figures: VetoFigures): string {
  const { vetoes, unanswered, p50, p99, p999, max } = figures;
  const times = [p50, p99, p999, max].map((time) => (time / 1000).toFixed(2)).join(" / ");
  return (
    `${priority} priority, every core loaded: ${vetoes} vetoes, ${unanswered} unanswered; ` +
    `p50 / p99 / p99.9 / max ${times} ms`
  );
}

function barsOf(normal: VetoFigures, realTime: VetoFigures | undefined): readonly Bar[] {
  const atMost = (name: string, value: number, bar: number): Bar => {
    return { name, value, bound: "at most", bar };
  };
  return [
    atMost("vetoes unanswered", normal.unanswered + (realTime?.unanswered ?? 0), 0),
    atMost("p99 [ms]", normal.p99 / 1000, 20),
    atMost("max [ms]", normal.max / 1000, 50),
    ...(realTime === undefined ? [] : [atMost("real-time p99.9 [ms]", realTime.p999 / 1000, 2)]),
  ];
}

/**
 * Vetoes a supervisor again and again, each time while it lets a robot move; between them an operator's signed acts lift
 * the latch.
 * @param priority - Of the supervisor.
 * @throws Error with one sentence when the robot does not move.
 */
export async function measureVetoes(
  ros2: Ros2Environment,
  vetoes: number,
  priority: Priority,
  domain: string,
  tell: (line: string) => void,
): Promise<VetoFigures> {
  const clock = buildPeer("veto/veto-clock", ros2);
  const folder = mkdtempSync(join(tmpdir(), "coalign-veto-"));
  const env = { ...environmentFor(ros2), ROS_DOMAIN_ID: domain, COALIGN_HOME: folder };
  const key = createKeyPair();
  const list = join(folder, "operators.json");
  writeFileSync(list, JSON.stringify({ bench: { publicKey: key.publicKey, role: "operator" } }));
  const keyFile = join(folder, "bench.pem");
  writeFileSync(keyFile, key.privateKey, { mode: 0o600 });
  const { flags } = readProcesses().find(({ name }) => name === SUPERVISOR) ?? { flags: [] };
  const node = [process.execPath, "--no-memory-reducer", BUNDLE];
  const operators = ["--ros-args", "-p", `${SUPERVISOR}:operators_file:=${list}`];
  const supervisor = [process.execPath, ...flags, BUNDLE, "run", SUPERVISOR, ...operators];
  // Sensors, base and clock stand for what is outside the computer: its load is not theirs.
  const outside: Priority = mayHaveRealTime() ? "real-time" : "normal";
  const processes = [
    startProcess(prioritized([...node, "feed"], FEED_PRIORITY, outside), env),
    startProcess([...node, "lift", "bench", keyFile], env),
    // It says of every act that it was done.
    startProcess(prioritized(supervisor, SUPERVISOR_PRIORITY, priority), env, "unseen"),
    ...cpus().map(() => startProcess([process.execPath, "-e", "for (;;);"], env)),
  ];
  try {
    const topics = [`/${COMMAND_NAMES.in}`, `/${COMMAND_NAMES.out}`];
    const measured = [clock, ...topics, `${vetoes}`, "1"];
    return await runClock(prioritized(measured, CLOCK_PRIORITY, outside), env, tell);
  } finally {
    await Promise.all(processes.map(async (process) => await endProcess(process)));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runClock(
  [program = "", ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  tell: (line: string) => void,
): Promise<VetoFigures> {
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  let said = "";
  child.stdout.on("data", (data: Buffer) => (text += data.toString()));
  child.stderr.on("data", (data: Buffer) => {
    said = data.toString().trim().split("\n").at(-1) ?? "";
    if (said.endsWith("000")) {
      tell(`${said} vetoes`);
    }
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) {
    throw new Error(`the clock of the vetoes: ${said}`);
  }
  return JSON.parse(text) as VetoFigures;
}
