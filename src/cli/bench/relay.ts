import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { COMMAND_NAMES } from "../../bus/topics.ts";
import { SUPERVISOR } from "../episode.ts";
import { readProcesses } from "../processes.ts";
import { BUNDLE } from "../root.ts";
import { describeRos2, environmentFor } from "../ros2-environment.ts";
import type { Bar, Benchmark } from "./benchmark.ts";
import { buildPeer, sourceOf } from "./relay/build-peers.ts";
import {
  type Contender,
  endProcess,
  FEED_PRIORITY,
  type Figures,
  mayHaveRealTime,
  measure,
  type Priority,
  prioritized,
  startProcess,
} from "./relay/contender.ts";
import { whyHeld } from "./relay/why-held.ts";

const ROUNDS = 3;

/** Measured time of each run [s]. */
const DURATION = 5;

/** Commands a second [1/s]. */
const RATES = [200, 1000] as const;

/** Measured time of the run that counts lost commands [s]. */
const MINUTE = 60;

const FLAG = "--no-memory-reducer";

/** Nobody else's: what is measured hears and is heard by nothing else. */
const DOMAIN = "97";

type Row = {
  readonly priority: Priority;
  readonly rate: number;
  readonly relay: string;
} & Figures;

/** A command in to the command out, through the supervisor's own process and through bare relays. */
export const relay: Benchmark = {
  name: "relay",
  summary:
    "Latency and cost of the supervisor's process against bare relays in C, Node and Python.",
  run: async (tell, { rate: only, rounds = ROUNDS, minute = MINUTE } = {}) => {
    const ros2 = describeRos2();
    if (ros2.kind === "none") {
      throw new Error(`this needs ROS 2: ${ros2.why}`);
    }
    const env = { ...environmentFor(ros2), ROS_DOMAIN_ID: DOMAIN };
    const generator = buildPeer("relay/generator", ros2);
    const topics = { in: `/${COMMAND_NAMES.in}`, out: `/${COMMAND_NAMES.out}` };
    const ends = [topics.in, topics.out];
    const node = [process.execPath, FLAG];
    const supervisor: Contender = {
      name: "supervisor",
      command: [process.execPath, ...flagsOf(SUPERVISOR), BUNDLE, "run", SUPERVISOR],
    };
    const contenders: readonly Contender[] = [
      supervisor,
      { name: "c", command: [buildPeer("relay/c-relay", ros2), ...ends] },
      { name: "rclnodejs", command: [...node, sourceOf("bare-relay.mjs"), ...ends] },
      { name: "rclpy", command: [ros2.python, sourceOf("rclpy-relay.py"), ...ends] },
    ];
    const priorities: readonly Priority[] = mayHaveRealTime()
      ? ["real-time", "normal"]
      : ["normal"];
    if (priorities.length === 1) {
      tell("real-time priority is not permitted here: normal priority only");
    }
    const best = priorities[0] ?? "normal";
    const feeder = startProcess(prioritized([...node, BUNDLE, "feed"], FEED_PRIORITY, best), env);
    try {
      await pause(1500);
      const rows: Row[] = [];
      for (const [priority, rate, contender] of plan(
        { priorities, rates: only === undefined ? RATES : [only], rounds },
        contenders,
      )) {
        const figures = await measure(contender, topics, generator, rate, DURATION, priority, env);
        rows.push({ priority, rate, relay: contender.name, ...figures });
      }
      const summary = summarize(rows);
      tellTable(summary).forEach(tell);
      tellSpine(summary, best).forEach(tell);
      const log = mkdtempSync(join(tmpdir(), "coalign-relay-"));
      const logging = { ...supervisor, command: [...supervisor.command, ...logTo(log)] };
      const long = await measure(logging, topics, generator, 1000, minute, best, env);
      const held = { count: long.held, stops: long.stops, why: whyHeld(log).slice(0, -1) };
      rmSync(log, { recursive: true, force: true });
      tell(
        `${minute} s at 1 kHz through the supervisor: ${long.lost} of ${long.sent} lost; ` +
          `${held.count} held back in ${held.stops} stops${held.stops > 0 ? ": " : ""}${held.why.join(", ")}`,
      );
      const figures = { rows, summary, minute: long, held };
      return { figures, bars: barsOf(summary, best, long.lost) };
    } finally {
      await endProcess(feeder);
    }
  },
};

/** The flags of a process as `launch/processes.yaml` lists it. */
function flagsOf(name: string): readonly string[] {
  return readProcesses().find((process) => process.name === name)?.flags ?? [];
}

/** As `launch/processes.yaml` has it, but into this folder. */
function logTo(folder: string): readonly string[] {
  const of = (name: string, value: string): readonly string[] => [
    "-p",
    `${SUPERVISOR}:${name}:=${value}`,
  ];
  return [
    "--ros-args",
    ...of("log_folder", folder),
    ...of("log_key_file", join(folder, "key.pem")),
  ];
}

type Extent = {
  readonly priorities: readonly Priority[];
  readonly rates: readonly number[];
  readonly rounds: number;
};

/** Every run, interleaved, so that what the machine does meanwhile falls on all alike. */
function plan(
  { priorities, rates, rounds }: Extent,
  contenders: readonly Contender[],
): readonly (readonly [Priority, number, Contender])[] {
  return Array.from({ length: rounds }).flatMap(() =>
    priorities.flatMap((priority) =>
      rates.flatMap((rate) => contenders.map((contender) => [priority, rate, contender] as const)),
    ),
  );
}

/** The median over the rounds of each figure. */
function summarize(rows: readonly Row[]): readonly Row[] {
  const keys = [
    ...new Set(rows.map(({ priority, rate, relay: name }) => `${priority} ${rate} ${name}`)),
  ];
  return keys.map((key) => {
    const same = rows.filter((row) => `${row.priority} ${row.rate} ${row.relay}` === key);
    const [first] = same;
    const median = (of: (row: Row) => number): number =>
      same.map(of).sort((a, b) => a - b)[Math.floor(same.length / 2)] ?? NaN;
    return {
      priority: first?.priority ?? "normal",
      rate: first?.rate ?? 0,
      relay: first?.relay ?? "",
      sent: same.reduce((sum, { sent }) => sum + sent, 0),
      lost: same.reduce((sum, { lost }) => sum + lost, 0),
      held: same.reduce((sum, { held }) => sum + held, 0),
      stops: same.reduce((sum, { stops }) => sum + stops, 0),
      p50: median((row) => row.p50),
      p99: median((row) => row.p99),
      p999: median((row) => row.p999),
      cpu: median((row) => row.cpu),
    };
  });
}

function tellTable(rows: readonly Row[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 2 ? cell.padEnd(12) : cell.padStart(10))).join(" ");
  return [
    line(["priority", "Hz", "relay", "p50 µs", "p99 µs", "p99.9 µs", "CPU µs", "lost", "held"]),
    ...rows.map(({ priority, rate, relay: name, p50, p99, p999, cpu, lost, held }) =>
      line([
        priority,
        `${rate}`,
        name,
        ...[p50, p99, p999, cpu, lost, held].map((value) => value.toFixed(0)),
      ]),
    ),
  ];
}

/** p50 over that of C through the first supervisor that there was, by the same benchmark on the machine of the README [1]. */
const SPINE: { readonly [rate: number]: number } = { 200: 2.03, 1000: 1.62 };

/** What all that the supervisor learned since its first day adds to the time of a command. */
function tellSpine(rows: readonly Row[], priority: Priority): readonly string[] {
  return RATES.flatMap((rate) => {
    const of = (name: string): number | undefined =>
      rows.find((row) => row.priority === priority && row.rate === rate && row.relay === name)?.p50;
    const [own, c, then] = [of("supervisor"), of("c"), SPINE[rate]];
    if (own === undefined || c === undefined || then === undefined) {
      return [];
    }
    const more = Math.round(100 * (own / c / then - 1));
    const change = more > 0 ? `${more} % more` : `${-more} % less`;
    return [
      `${rate} Hz: p50 ${(own / c).toFixed(2)} × C, the first supervisor's ${then} × C: ${change}`,
    ];
  });
}

/** Against C and rclpy of the same priority and rate. */
function barsOf(rows: readonly Row[], priority: Priority, lost: number): readonly Bar[] {
  const bars = RATES.flatMap((rate): readonly Bar[] => {
    const of = (name: string): Row | undefined =>
      rows.find((row) => row.priority === priority && row.rate === rate && row.relay === name);
    const [own, c, rclpy] = [of("supervisor"), of("c"), of("rclpy")];
    if (own === undefined || c === undefined || rclpy === undefined) {
      return [];
    }
    return [
      { name: `${rate} Hz p50 over C`, value: own.p50 / c.p50, bound: "at most", bar: 1.7 },
      { name: `${rate} Hz p99.9 over C`, value: own.p999 / c.p999, bound: "at most", bar: 2 },
      { name: `${rate} Hz CPU over rclpy`, value: own.cpu / rclpy.cpu, bound: "at most", bar: 1 },
    ];
  });
  return [...bars, { name: "lost in a minute at 1 kHz", value: lost, bound: "at most", bar: 0 }];
}
