import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Entry } from "../../record/safety-log/entry.ts";
import { openSafetyLog } from "../../record/safety-log/safety-log.ts";
import { verifyLog } from "../../record/safety-log/verify-log.ts";
import type { Benchmark } from "./benchmark.ts";

/** Rate at which a supervisor decides [1/s], and how long it is watched [s]. */
const RATE = 100;
const DURATION = 60;
/** The first of it, in which V8 still compiles [s]. */
const WARM_UP = 10;

/** How long the supervisor's loop is held up by its safety log. */
export const log: Benchmark = {
  name: "log",
  summary:
    "Appending to the safety log and tending it, at the pace of a supervisor on a real disk.",
  run: async (tell) => {
    const folder = mkdtempSync(
      join(process.env["COALIGN_BENCH_FOLDER"] ?? tmpdir(), "coalign-log-"),
    );
    try {
      const row = await measureRow(join(folder, "row"));
      const { append, tend, bytes, failing } = await measure(folder);
      const verdict = verifyLog(join(folder, "log"), { now: Date.now() / 1000 });
      const figures = { row, append, tend, bytesPerRecord: bytes, failing, state: verdict.state };
      tell(`a flood, words and links included: ${row.toFixed(1)} µs a record`);
      tell(`append at ${RATE} Hz         ${tellTimes(append)}`);
      tell(`tending at ${RATE} Hz        ${tellTimes(tend)}`);
      tell(`${bytes.toFixed(0)} bytes a record; the log is ${verdict.state}`);
      return {
        figures,
        bars: [
          { name: `append at ${RATE} Hz, p99 [µs]`, value: append.p99, bound: "at most", bar: 50 },
          { name: "records lost", value: failing, bound: "at most", bar: 0 },
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** [µs] */
type Times = {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
};

type Measured = {
  readonly append: Times;
  readonly tend: Times;
  readonly bytes: number;
  readonly failing: number;
};

/** Appends in a row: so many at once, then the disk may have its turn [1]. The queue links itself meanwhile. */
const AT_ONCE = 100;
const ROWS = 200;

async function measureRow(folder: string): Promise<number> {
  const options = { robot: "r1", keyFile: join(folder, "robot.pem"), pace: "behind" } as const;
  const safetyLog = openSafetyLog(join(folder, "log"), options, Date.now() / 1000);
  const times: number[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let i = 0; i < AT_ONCE; i++) {
      const entry = decision(i);
      const before = performance.now();
      safetyLog.append(entry, Date.now() / 1000);
      times.push(1000 * (performance.now() - before));
    }
    safetyLog.tend(Date.now() / 1000 + row);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await safetyLog.close(Date.now() / 1000);
  const settled = times.slice(times.length / 10);
  return settled.reduce((sum, time) => sum + time, 0) / settled.length;
}

async function measure(folder: string): Promise<Measured> {
  const options = { robot: "r1", keyFile: join(folder, "robot.pem"), pace: "behind" } as const;
  const safetyLog = openSafetyLog(join(folder, "log"), options, Date.now() / 1000);
  const append: number[] = [];
  const tend: number[] = [];
  let failing = 0;
  const start = performance.now();
  for (let i = 0; i < RATE * DURATION; i++) {
    const due = start + (i * 1000) / RATE;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const entry = decision(i);
    const at = Date.now() / 1000;
    const before = performance.now();
    safetyLog.append(entry, at);
    const between = performance.now();
    safetyLog.tend(at);
    append.push(1000 * (between - before));
    tend.push(1000 * (performance.now() - between));
    failing += safetyLog.failing() === "" ? 0 : 1;
  }
  await safetyLog.close(Date.now() / 1000);
  const kept = (times: readonly number[]): Times => timesOf(times.slice(RATE * WARM_UP));
  return { append: kept(append), tend: kept(tend), bytes: sizeOf(decision(7)), failing };
}

/** What a decision takes in the log with its hash and frame [bytes]. */
function sizeOf(entry: Entry): number {
  return JSON.stringify(entry).length + 140;
}

/** A decision as it comes in a crowd: three rules bind. */
function decision(i: number): Entry {
  const reasons = ["protective-separation", "person-near", "hidden-space"].map((id, k) => ({
    id,
    source: `person ${k} seen by scan`,
    margin: Math.sin(i + k),
    unit: "m/s",
    age: 0.02 * k,
  }));
  return {
    kind: "decision",
    mode: "slowed",
    driver: "autonomy",
    asked: { vx: 0.5 + 1e-7 * i, vy: 0, wz: 0.1 },
    given: { vx: 0.3, vy: 0, wz: 0.06 },
    scale: 0.6,
    reasons,
    sentence: "The command is slowed to 60 %: somebody or something is too near for this motion.",
  };
}

function timesOf(times: readonly number[]): Times {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}

function tellTimes({ p50, p99, p999, max }: Times): string {
  const [a, b, c, d] = [p50, p99, p999, max].map((value) => value.toFixed(1));
  return `p50 ${a} µs, p99 ${b} µs, p99.9 ${c} µs, max ${d} µs`;
}
