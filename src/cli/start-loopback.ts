import { setImmediate as breathe, setTimeout as pause } from "node:timers/promises";
import { Trigger_Request } from "../bus/messages/std-srvs.gen.ts";
import { SERVICES } from "../bus/topics.ts";
import type { Seconds } from "../quantity/time.ts";
import { createListener, tell } from "./console-lines.ts";
import { type Episode, nameOf, startEpisode } from "./episode.ts";
import { STANDING } from "./evaluation.ts";
import { makeReport, type Report } from "./report.ts";
import type { StartPlan } from "./start-plan.ts";
import type { End } from "./listen-for-end.ts";

/** Simulated time between two looks at the wall clock [s]. */
const SLICE: Seconds = 0.02;

/** Longest simulated time a robot may take to stand still [s]. */
const PATIENCE: Seconds = 3;

/** A run in this one process, paced by the wall clock, until its time is over or it is asked to end. */
export async function startOnLoopback(plan: StartPlan, end: End): Promise<Report> {
  const ended = { signal: false };
  void end.ended.then(() => {
    ended.signal = true;
  });
  const episode = await startEpisode({ ...plan, log: createListener() });
  const began = performance.now();
  await pace(episode, plan, ended);
  const evaluation = episode.watch.evaluate();
  const wall = (performance.now() - began) / 1000;
  await standStill(episode);
  await episode.end();
  end.disarm();
  return makeReport(
    nameOf(plan.scenario, "loopback", plan.seed, plan.supervision),
    evaluation,
    wall,
  );
}

/** Advances simulated time with the wall clock, or as fast as it goes, until the duration or a signal ends it. */
async function pace(
  { loopback }: Episode,
  { speed, duration }: StartPlan,
  ended: { readonly signal: boolean },
): Promise<void> {
  const began = performance.now();
  let breathed = began;
  while (!ended.signal && loopback.time < duration) {
    const due = ((performance.now() - began) / 1000) * speed;
    if (due < loopback.time + SLICE && Number.isFinite(speed)) {
      await pause(Math.max(1, ((loopback.time + SLICE - due) / speed) * 1000));
      breathed = performance.now();
      continue;
    }
    loopback.advance(Math.min(duration, loopback.time + SLICE));
    if (performance.now() - breathed > 20) {
      await breathe();
      breathed = performance.now();
    }
  }
}

/** Stops the robot before anything ends. */
async function standStill({ loopback, watch }: Episode): Promise<void> {
  const bus = loopback.bus("coalign");
  try {
    await bus.call(SERVICES.stop, Trigger_Request.create(), 1);
  } catch {
    loopback.disconnect("commander");
  }
  const deadline = loopback.time + PATIENCE;
  while ((watch.speed() ?? 0) > STANDING && loopback.time < deadline) {
    loopback.advance(loopback.time + SLICE);
  }
  const stands = (watch.speed() ?? 0) <= STANDING;
  tell(`stop: the robot ${stands ? "stands still" : `still moves after ${PATIENCE} s`}`);
}
