import type { EntityTruth, WorldTruth } from "../../../bus/messages/coalign-msgs.gen.ts";
import type { Bus, RunningNode } from "../../../bus/port.ts";
import { COMMAND_NAMES, commandTopic, TOPICS } from "../../../bus/topics.ts";
import { type Bound, type Limit, shareInside, shrink } from "../../../kernel/limit.ts";
import { bodyOf, twistOf } from "../../../nodes/safety-supervisor/inputs.ts";
import { headerAt, twistMessage } from "../../../nodes/safety-supervisor/messages.ts";
import { yawOf } from "../../../quantity/angle.ts";
import { type Pose, STANDSTILL, toInner, type Twist } from "../../../quantity/frame.ts";
import type { Seconds } from "../../../quantity/time.ts";
import { dot, norm, rotate, subtract, type Vector } from "../../../quantity/vector.ts";
import { type Footprint, gapTo } from "../../../separation/footprint.ts";
import {
  anySpeed,
  type Approach,
  closingSpeed,
  IMMOBILE,
  type Stopping,
} from "../../../separation/protective-distance.ts";
import { surfacePoints } from "./fixtures.ts";
import type { SeparationCase } from "./separation-case.ts";

/** Time of one step of the world, and of the oracle [s]. */
export const STEP: Seconds = 0.02;

/** Nothing fixed farther than this can slow a base of ours [m]. */
const REACH = 2.5;

/** How densely surfaces are seen [m]. */
const GRAIN = 0.04;

/** A command older than this moves nothing, as with the supervisor [s]. */
const COMMAND_BUDGET: Seconds = 0.2;

/**
 * A stand-in for the supervisor that knows what no robot can know: the same six-term protective distance, inverted for
 * every person and every fixed surface, with the true places and velocities of everybody at every step, their true
 * bodies, the true braking and latency of the base, and no limit to what is seen. So S_h takes the true closing speed,
 * T_r is the true latency and two steps, C is how far the body really reaches beyond its middle at its speed, and
 * Z_d = Z_r = 0. It assumes that people keep their present velocity, and knows nothing of what they will do next.
 */
export function startOracle(bus: Bus, episode: SeparationCase): RunningNode {
  const { braking, latency } = episode.base;
  const stopping: Stopping = { braking, reaction: latency + 2 * STEP };
  const heights = new Map(episode.walkers.map(({ id, height }) => [id, height]));
  const surfaces = surfacePoints(episode.fixtures, GRAIN);
  const out = bus.advertise(commandTopic(COMMAND_NAMES.out));
  let command: { readonly twist: Twist; readonly at: Seconds } | undefined;
  let footprint: Footprint = [];
  let limit: Limit | undefined;
  const speak = (): void => {
    const fresh = command !== undefined && bus.monotonic() - command.at <= COMMAND_BUDGET;
    const asked = fresh && command !== undefined ? command.twist : STANDSTILL;
    const given = limit === undefined ? STANDSTILL : shrink(asked, shareInside(asked, limit));
    out.publish({ header: headerAt(bus.now(), "base_link"), twist: twistMessage(given) });
  };
  bus.subscribe(TOPICS.body, (message) => {
    ({ footprint } = bodyOf(message));
  });
  bus.subscribe(TOPICS.worldTruth, (truth) => {
    limit =
      footprint.length === 0 ? undefined : limitOf(truth, heights, surfaces, footprint, stopping);
    speak();
  });
  bus.subscribe(commandTopic(COMMAND_NAMES.in), ({ twist }) => {
    command = { twist: twistOf(twist), at: bus.monotonic() };
    speak();
  });
  return { stop: () => out.close() };
}

function limitOf(
  { entities }: WorldTruth,
  heights: ReadonlyMap<string, number>,
  surfaces: readonly Vector[],
  footprint: Footprint,
  stopping: Stopping,
): Limit {
  const robot = entities.find(({ kind }) => kind === "robot");
  if (robot === undefined) {
    return { speed: 0, spin: 0, bounds: [] };
  }
  const { position, orientation } = robot.pose;
  const base: Pose<"world", "base"> = { x: position.x, y: position.y, yaw: yawOf(orientation) };
  const people = entities
    .filter(({ kind }) => kind === "person")
    .map((person) => personLimit(person, heights.get(person.id) ?? 1.9, base, footprint, stopping));
  const fixed = surfaces
    .filter((point) => norm(subtract(point, base)) < REACH)
    .map((point) => toInner(base, point))
    .map((point) => boundTo(point, footprint, IMMOBILE, 0, stopping));
  return {
    speed: Math.min(Infinity, ...people.map(({ speed }) => speed)),
    spin: Infinity,
    bounds: [...people.map(({ bound }) => bound), ...fixed],
  };
}

function personLimit(
  { pose, velocity }: EntityTruth,
  height: number,
  base: Pose<"world", "base">,
  footprint: Footprint,
  stopping: Stopping,
): { readonly speed: number; readonly bound: Bound } {
  const point = toInner(base, pose.position);
  const moving = rotate({ x: velocity.x, y: velocity.y }, -base.yaw);
  const gap = gapTo(footprint, point);
  const closing = -dot(moving, gap.towards);
  const approach = { speed: Math.max(0, closing), acceleration: 0 };
  const reach = reachOf(height, norm(moving), Math.abs(closing));
  return {
    speed: anySpeed(gap.distance, approach, stopping, allow(reach)),
    bound: boundTo(point, footprint, approach, reach, stopping),
  };
}

/** Shares of the height: half a step at 1.34 m/s, and a standing body's breadth to one side, feet included [1]. */
const SWING = 0.19;
const STANCE = 0.11;

/** How far a body reaches beyond its middle along the gap: it strides the way it walks [m]. */
function reachOf(height: number, speed: number, alongGap: number): number {
  const share = speed > 0 ? alongGap / speed : 0;
  return height * (STANCE + SWING * share * Math.min(1.4, speed / 1.34));
}

function boundTo(
  point: Vector,
  footprint: Footprint,
  approach: Approach,
  reach: number,
  stopping: Stopping,
): Bound {
  const { distance, towards, lever } = gapTo(footprint, point);
  const atMost = closingSpeed(distance, approach, stopping, allow(reach));
  return {
    x: towards.x,
    y: towards.y,
    turn: lever,
    atMost,
    because: "protective-separation",
    source: "truth",
  };
}

function allow(reach: number): { intrusion: number; sensing: number; positioning: number } {
  return { intrusion: reach, sensing: 0, positioning: 0 };
}
