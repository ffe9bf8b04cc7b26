import type { Bus, RunningNode } from "../../../bus/port.ts";
import { commandTopic } from "../../../bus/topics.ts";
import { headerAt, twistMessage } from "../../../nodes/safety-supervisor/messages.ts";
import type { Twist } from "../../../quantity/frame.ts";
import { createRandom, type Random } from "../../../quantity/random.ts";
import type { Seconds } from "../../../quantity/time.ts";
import type { SeparationCase } from "./separation-case.ts";

/** Between two commands [s]. */
const PERIOD: Seconds = 0.05;

/** How long one motion is asked for [s]. */
const HELD = [0.8, 2.5] as const;

/** Fastest it asks for [m/s], [rad/s]. */
const SPEED = 1.2;
const SPIN = 1.5;

/**
 * A commander that heeds nothing and goes anywhere: forwards, backwards, in curves and, with an omni-directional base,
 * sideways. What it asks for depends on the seed and the time alone.
 */
export function startReckless(
  bus: Bus,
  { seed, robot }: SeparationCase,
  topicName: string,
): RunningNode {
  const random = createRandom(seed).fork("reckless");
  const out = bus.advertise(commandTopic(topicName));
  let twist = drawTwist(robot, random);
  let until = random.between(...HELD);
  const timer = bus.every(PERIOD, "steady", () => {
    if (bus.monotonic() >= until) {
      twist = drawTwist(robot, random);
      until = bus.monotonic() + random.between(...HELD);
    }
    out.publish({ header: headerAt(bus.now(), "base_link"), twist: twistMessage(twist) });
  });
  return { stop: () => timer.cancel() };
}

function drawTwist(robot: SeparationCase["robot"], random: Random): Twist {
  const straight = random.chance(0.5);
  const speed = SPEED * Math.sqrt(random.uniform());
  const heading = random.between(-Math.PI, Math.PI);
  const turn = random.between(-SPIN, SPIN);
  return robot === "omni_base"
    ? { vx: speed * Math.cos(heading), vy: speed * Math.sin(heading), wz: straight ? 0 : turn }
    : { vx: speed * (random.chance(0.6) ? 1 : -1), vy: 0, wz: straight ? 0 : turn };
}
