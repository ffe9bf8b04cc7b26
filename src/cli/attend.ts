import { setTimeout as pause } from "node:timers/promises";
import { Trigger_Request } from "../bus/messages/std-srvs.gen.ts";
import type { Bus } from "../bus/port.ts";
import { SERVICES } from "../bus/topics.ts";
import type { Seconds } from "../quantity/time.ts";
import type { AttendantMessage, AttendantOrder } from "./attendant-talk.ts";
import { STANDING, type Watch, watchRun } from "./evaluation.ts";

/** How often it tells the time [s]. */
const PERIOD: Seconds = 0.1;

/** Longest time a robot may take to stand still [s]; then the report says that it did not. */
const PATIENCE: Seconds = 3;

/** It stands when it stood this long [s]. */
const SETTLED: Seconds = 0.15;

/** Watches a run on ROS 2 until the channel to its parent ends. */
export async function attend(
  bus: Bus,
  send: (message: AttendantMessage) => void,
  listen: (receive: (order: AttendantOrder) => void) => void,
  ended: Promise<void>,
): Promise<void> {
  const watch = watchRun(bus);
  const timer = bus.every(PERIOD, "steady", () =>
    send({
      kind: "elapsed",
      elapsed: watch.elapsed(),
      robot: watch.topSpeed() > STANDING ? "has-moved" : "never-moved",
    }),
  );
  listen((order) => {
    if (order.kind === "evaluate") {
      send({ kind: "evaluation", evaluation: watch.evaluate() });
      return;
    }
    const asked = order.kind === "stop" ? askToStop(bus) : Promise.resolve("");
    void asked.then(async (trouble) => {
      send({ kind: "stopped", sentence: `${trouble}${await awaitStandstill(watch)}` });
    });
  });
  await ended;
  timer.cancel();
}

async function askToStop(bus: Bus): Promise<string> {
  try {
    const { success, message } = await bus.call(SERVICES.stop, Trigger_Request.create(), 1);
    return success ? "" : `${message}; `;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}; `;
  }
}

async function awaitStandstill(watch: Watch): Promise<string> {
  const step = 0.02;
  const before = watch.heard();
  let stood = 0;
  for (let waited = 0; waited < PATIENCE; waited += step) {
    stood = (watch.speed() ?? 0) <= STANDING ? stood + step : 0;
    if (stood >= SETTLED && (watch.heard() > before || before === 0)) {
      return "the robot stands still";
    }
    await pause(step * 1000);
  }
  if (watch.heard() === before) {
    return `nobody knows whether the robot stands still: no odometry for ${PATIENCE} s`;
  }
  return `the robot still moves after ${PATIENCE} s (${(watch.speed() ?? 0).toFixed(2)})`;
}
