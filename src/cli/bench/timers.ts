import { spawn } from "node:child_process";
import type { Seconds } from "../../quantity/time.ts";
import { BUNDLE } from "../root.ts";
import { describeRos2, environmentFor } from "../ros2-environment.ts";
import type { Bar, Benchmark } from "./benchmark.ts";
import { mayHaveRealTime, type Priority, prioritized } from "./relay/contender.ts";
import { type Lateness, TIMERS } from "./timers/tick.ts";

/** The supervisor's own period, and that of a fast one [s]. */
const PERIODS: readonly Seconds[] = [0.02, 0.001];

/** Measured time of each [s]. */
const DURATION: Seconds = 6;

const PRIORITY = "50";

type Row = {
  readonly timer: string;
  readonly period: Seconds;
  readonly priority: Priority;
} & Lateness;

/** How late each way to be called back at a rate is, against its own absolute schedule. */
export const timers: Benchmark = {
  name: "timers",
  summary: "Lateness of the bus's timer against Node's, re-aimed and as setInterval.",
  run: async (tell) => {
    const ros2 = describeRos2();
    if (ros2.kind === "none") {
      throw new Error(`this needs ROS 2: ${ros2.why}`);
    }
    const env = environmentFor(ros2);
    const priorities: readonly Priority[] = mayHaveRealTime()
      ? ["real-time", "normal"]
      : ["normal"];
    const rows: Row[] = [];
    for (const priority of priorities) {
      for (const period of PERIODS) {
        for (const timer of Object.keys(TIMERS)) {
          const row = { timer, period, priority, ...(await time(timer, period, priority, env)) };
          rows.push(row);
          tell(lineOf(row));
        }
      }
    }
    return { figures: { rows }, bars: barsOf(rows, priorities[0] ?? "normal") };
  },
};

async function time(
  timer: string,
  period: Seconds,
  priority: Priority,
  env: NodeJS.ProcessEnv,
): Promise<Lateness> {
  const count = Math.round(DURATION / period);
  const words = ["tick", "--timer", timer, "--period", `${period}`, "--count", `${count}`];
  const command = prioritized([process.execPath, BUNDLE, ...words], PRIORITY, priority);
  const [program = "", ...args] = command;
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (data: Buffer) => (text += data.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) {
    throw new Error(`the timer ${timer} ended with ${String(code)}`);
  }
  return JSON.parse(text) as Lateness;
}

function lineOf({ timer, period, priority, p50, p99, max, drift }: Row): string {
  const times = [p50, p99, max].map((value) => value.toFixed(0)).join(" / ");
  const percent = (100 * drift).toFixed(3);
  return `${priority}, ${period * 1000} ms, ${timer}: off its times by p50 / p99 / max ${times} µs, mean period ${percent} % off`;
}

/** The bus's own timer is no worse than the one it takes the place of, and does not drift. */
function barsOf(rows: readonly Row[], priority: Priority): readonly Bar[] {
  return PERIODS.flatMap((period): readonly Bar[] => {
    const of = (timer: string): Row | undefined =>
      rows.find((row) => row.timer === timer && row.period === period && row.priority === priority);
    const [own, other] = [of("steady"), of("reaimed")];
    if (own === undefined || other === undefined) {
      return [];
    }
    const name = `${period * 1000} ms`;
    return [
      { name: `${name}: p50 over re-aimed`, value: own.p50 / other.p50, bound: "at most", bar: 1 },
      { name: `${name}: p99 over re-aimed`, value: own.p99 / other.p99, bound: "at most", bar: 1 },
      { name: `${name}: drift [%]`, value: 100 * Math.abs(own.drift), bound: "at most", bar: 0.01 },
    ];
  });
}
