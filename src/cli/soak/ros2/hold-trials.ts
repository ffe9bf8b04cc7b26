import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Trigger_Request } from "../../../bus/messages/std-srvs.gen.ts";
import { COMMAND_NAMES, SERVICES } from "../../../bus/topics.ts";
import type { Seconds } from "../../../quantity/time.ts";
import { Autonomy } from "./autonomy.ts";
import { Base } from "./base.ts";
import { judgeHold, type HoldFigures, type Sample } from "./judge-hold.ts";
import { RclpyProcess } from "./rclpy-process.ts";
import { startRig } from "./rig.ts";
import type { TrialsJob } from "./run-trials.ts";

/** How long a supervisor may take to let the base move, or to answer [s]. */
const PATIENCE: Seconds = 30;

/** Between the stop and the first look: what was on its way comes in [s]. */
const SETTLE: Seconds = 0.5;

/** What the observer of rclpy tells. */
type Told = {
  readonly event: "heard";
  readonly heard: readonly (readonly [number, number, boolean])[];
};

/** What both observers saw, and how much of it was for want of a processor. */
export type HoldTrialFigures = {
  readonly held: Seconds;
  /** By this process, and by an rclpy process with a clock of its own. */
  readonly node: HoldFigures;
  readonly rclpy: HoldFigures;
};

/**
 * Stops a supervisor that lets the base move and watches zero being held, half of the time while it is commanded on.
 * @param job - `trials` is for how long [s].
 */
export async function tryHold(job: TrialsJob): Promise<HoldTrialFigures> {
  const rig = await startRig(job);
  const observer = new RclpyProcess("rclpy-observer.py", [`/${COMMAND_NAMES.out}`], job.prefix);
  try {
    await observer.hear("ready", PATIENCE);
    const { pid = 0 } = rig.supervisor;
    const samples: Sample[] = [];
    const base = new Base(rig.bus, COMMAND_NAMES.out, ({ at, stamp, moves }) =>
      samples.push({ at, stamp, moves, waited: waitedFor(pid) }),
    );
    const autonomy = new Autonomy(rig.bus);
    await autonomy.begin(PATIENCE);
    if (!(await base.moves(5, PATIENCE))) {
      throw new Error("no supervisor lets the base move, so there is nothing to try");
    }
    await rig.bus.call(SERVICES.stop, Trigger_Request.create(), PATIENCE);
    await pause(1000 * SETTLE);
    base.forget();
    samples.length = 0;
    observer.tell({ do: "begin" });
    for (let left = job.trials; left > 0; left--) {
      await pause(1000);
      base.forget();
      // Half of the time it is commanded on; then its own clock alone keeps zero going.
      if (left === Math.ceil(job.trials / 2)) {
        autonomy.cut("silent");
      }
    }
    const own = judgeHold(samples.slice());
    const telling = observer.hear<Told>("heard", PATIENCE);
    observer.tell({ do: "tell" });
    const { heard } = await telling;
    const rclpy = heard.map(([at, stamp, moves]): Sample => {
      return { at, stamp, moves: moves ? "moves" : "stands", waited: NaN };
    });
    return { held: job.trials, node: own, rclpy: judgeHold(rclpy) };
  } finally {
    await observer.end("in order");
    await rig.end();
  }
}

/** How long the main thread of a process has waited for a processor so far [s]; not a number where nobody counts it. */
function waitedFor(pid: number): Seconds {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8");
    return Number(text.split(" ")[1]) / 1e9;
  } catch {
    return NaN;
  }
}
