import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Seconds } from "../../quantity/time.ts";
import { ROOT } from "../root.ts";
import type { Bar, Benchmark } from "./benchmark.ts";

/** How often each command is started; once before, unmeasured, so that everything is set up. */
const STARTS = 10;

/** The longest time to first motion that a start may take [s]. */
const BAR: Seconds = 3;

/** Longest time a start may take before it counts as one without motion [s]. */
const PATIENCE: Seconds = 300;

const RUN = ["--headless", "--duration", "1", "--seed", "1"];

/** As a user starts it, first the words, then their arguments. */
const COMMANDS = {
  "npm start": ["npm", "start", "--", ...RUN],
  "npx coalign start": ["npx", "coalign", "start", ...RUN],
} as const;

/** How long a second start takes to the robot's first motion, by a stopwatch outside, the checks of the set-up included. */
export const start: Benchmark = {
  name: "start",
  summary: "Time from the command to the robot's first motion, ten starts each way.",
  run: async (tell) => {
    const figures: { [name: string]: readonly Seconds[] } = {};
    const bars: Bar[] = [];
    for (const [name, command] of Object.entries(COMMANDS)) {
      await timeFirstMotion(command);
      const times: Seconds[] = [];
      for (let i = 0; i < STARTS; i++) {
        times.push(await timeFirstMotion(command));
      }
      figures[name] = times;
      const sorted = times.map((time) => time.toFixed(2)).sort();
      tell(`${name}: first motion after ${sorted.join(", ")} s`);
      bars.push({
        name: `${name}, slowest of ${STARTS} [s]`,
        value: Math.max(...times),
        bound: "at most",
        bar: BAR,
      });
    }
    return { figures, bars };
  },
};

/** From the spawn to the line that says so [s]; infinity where it never came. */
async function timeFirstMotion(command: readonly string[]): Promise<Seconds> {
  const [program = "", ...args] = command;
  // What this process was told by its own set-up would spare the child a part of its work.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("COALIGN_ROS2")),
  );
  const began = performance.now();
  let moved: Seconds = Infinity;
  const child = spawn(program, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  const late = setTimeout(() => child.kill("SIGTERM"), PATIENCE * 1000);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      if (line.startsWith("the robot moves")) {
        moved = (performance.now() - began) / 1000;
      }
    });
  }
  await new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("close", () => resolve());
  });
  clearTimeout(late);
  return moved;
}
