import type { EntityTruth, WorldTruth } from "../../../bus/messages/coalign-msgs.gen.ts";
import type { Bus, RunningNode } from "../../../bus/port.ts";
import { COMMAND_NAMES, commandTopic, TOPICS } from "../../../bus/topics.ts";
import type { Bound, Limit } from "../../../kernel/limit.ts";
import { bodyOf, twistOf } from "../../../nodes/safety-supervisor/inputs.ts";
import { headerAt, twistMessage } from "../../../nodes/safety-supervisor/messages.ts";
import { yawOf } from "../../../quantity/angle.ts";
import {
  type Pose,
  shrink,
  speedOf,
  STANDSTILL,
  toInner,
  type Twist,
} from "../../../quantity/frame.ts";
import { shareInside } from "../../../separation/share-inside.ts";
import type { Seconds } from "../../../quantity/time.ts";
import { dot, norm, rotate, subtract, type Vector } from "../../../quantity/vector.ts";
import { type Footprint, type Gap, gapTo, radiusOf } from "../../../separation/footprint.ts";
import {
  anySpeed,
  type Approach,
  closingSpeed,
  IMMOBILE,
  protectiveDistance,
  type Stopping,
} from "../../../separation/protective-distance.ts";
import { surfacePoints } from "./fixtures.ts";
import { CHARACTER_TRAITS } from "../../../world/people/characters.ts";
import { FASTEST, type SeparationCase, type Walker } from "./separation-case.ts";

/** Time of one step of the world, and of the oracle [s]. */
export const STEP: Seconds = 0.02;

/** Nothing fixed farther than this can slow a base of ours [m]. */
const REACH = 2.5;

/** Far above what rounding does to a distance [m]. */
const MARGIN = 1e-6;

/** Height of the tallest walker [m]. */
const TALLEST = 1.9;

/** A base that is faster than the limit by a larger share than this is told to stand still [1]. */
const EXCESS = 0.02;

/** How the oracle takes what it cannot know. */
export type Temperament = "careful" | "bold";

/** How densely surfaces are seen [m]. */
const GRAIN = 0.04;

/** A command older than this moves nothing, as with the supervisor [s]. */
const COMMAND_BUDGET: Seconds = 0.2;

/**
 * A stand-in for the supervisor that knows what no robot can know: the same six-term protective distance, inverted for
 * every person and every fixed surface, with the true places and velocities of everybody at every step, their true
 * bodies, the true braking, latency and motion of the base, and no limit to what is seen. So S_h takes the true closing
 * speed, T_r is the true latency and two steps, C is how far the body really reaches beyond its middle at its speed, and
 * Z_d = Z_r = 0. What people will do next it does not know: that is what the two temperaments differ in.
 *
 * - `careful`: they may turn and gain speed as they truly can, up to the speed each of them truly walks at.
 * - `bold`: they keep their present velocity. It is faster than what keeps people unhurt, and touches some.
 */
export function startOracle(
  bus: Bus,
  episode: SeparationCase,
  temperament: Temperament,
): RunningNode {
  const { braking, latency } = episode.base;
  const stopping: Stopping = { braking, reaction: latency + 2 * STEP };
  const walkers = new Map(episode.walkers.map((walker) => [walker.id, walker]));
  const surfaces = columnsOf(surfacePoints(episode.fixtures, GRAIN));
  const out = bus.advertise(commandTopic(COMMAND_NAMES.out));
  let command: { readonly twist: Twist; readonly at: Seconds } | undefined;
  let footprint: Footprint = [];
  let seen: { readonly truth: WorldTruth; readonly base: Pose<"world", "base"> } | undefined;
  let moving: Twist = STANDSTILL;
  const speak = (): void => {
    const fresh = command !== undefined && bus.monotonic() - command.at <= COMMAND_BUDGET;
    const asked = fresh && command !== undefined ? command.twist : STANDSTILL;
    const known = { walkers, surfaces, footprint, stopping, temperament };
    const limit = seen && limitOf(seen.truth, seen.base, [moving, asked], known);
    const sound = limit !== undefined && shareInside(moving, limit) > 1 - EXCESS;
    const given = sound ? shrink(asked, shareInside(asked, limit)) : STANDSTILL;
    out.publish({ header: headerAt(bus.now(), "base_link"), twist: twistMessage(given) });
  };
  bus.subscribe(TOPICS.body, (message) => {
    ({ footprint } = bodyOf(message));
  });
  bus.subscribe(TOPICS.worldTruth, (truth) => {
    const robot = truth.entities.find(({ kind }) => kind === "robot");
    if (robot !== undefined && footprint.length > 0) {
      const base = { ...pointOf(robot.pose.position), yaw: yawOf(robot.pose.orientation) };
      const { x, y } = rotate(pointOf(robot.velocity), -base.yaw);
      moving = { vx: x, vy: y, wz: 0 };
      seen = { truth, base };
    }
    speak();
  });
  bus.subscribe(commandTopic(COMMAND_NAMES.in), ({ twist }) => {
    command = { twist: twistOf(twist), at: bus.monotonic() };
    speak();
  });
  return { stop: () => out.close() };
}

function pointOf({ x, y }: Vector): Vector {
  return { x, y };
}

/** Points by their coordinates [m]. */
type Columns = { readonly x: Float64Array; readonly y: Float64Array };

function columnsOf(points: readonly Vector[]): Columns {
  return { x: Float64Array.from(points, ({ x }) => x), y: Float64Array.from(points, ({ y }) => y) };
}

/** All the oracle knows besides where things are. */
type Knowledge = {
  readonly walkers: ReadonlyMap<string, Walker>;
  readonly surfaces: Columns;
  readonly footprint: Footprint;
  readonly stopping: Stopping;
  readonly temperament: Temperament;
};

/** The limit as far as it can bind any of some motions. */
function limitOf(
  { entities }: WorldTruth,
  base: Pose<"world", "base">,
  motions: readonly Twist[],
  known: Knowledge,
): Limit {
  const people = entities
    .filter(({ kind }) => kind === "person")
    .map((person) => personLimit(person, base, known));
  const fixed = surfacesNear(base, motions, known).map((point) =>
    boundTo(gapTo(known.footprint, toInner(base, point)), [IMMOBILE], 0, known),
  );
  return {
    speed: Math.min(Infinity, ...people.map(({ speed }) => speed)),
    spin: Infinity,
    bounds: [...people.map(({ bound }) => bound), ...fixed],
  };
}

/** Points of what is fixed that can bind any of some motions: nearer than what the fastest corner needs to stop. */
function surfacesNear(
  base: Vector,
  motions: readonly Twist[],
  { surfaces, footprint, stopping }: Knowledge,
): readonly Vector[] {
  const radius = radiusOf(footprint);
  const fastest = Math.max(...motions.map((twist) => speedOf(twist) + radius * Math.abs(twist.wz)));
  const needed = protectiveDistance(fastest, IMMOBILE, stopping, allow(0));
  const reach = Math.min(REACH, radius + needed + MARGIN);
  const found: Vector[] = [];
  for (let i = 0; i < surfaces.x.length; i++) {
    const point = { x: surfaces.x[i] ?? 0, y: surfaces.y[i] ?? 0 };
    if (norm(subtract(point, base)) < reach) {
      found.push(point);
    }
  }
  return found;
}

function personLimit(
  { id, pose, velocity }: EntityTruth,
  base: Pose<"world", "base">,
  known: Knowledge,
): { readonly speed: number; readonly bound: Bound } {
  const walker = known.walkers.get(id);
  const moving = rotate(pointOf(velocity), -base.yaw);
  const gap = gapTo(known.footprint, toInner(base, pose.position));
  const closing = -dot(moving, gap.towards);
  const approaches = approachesOf(Math.max(0, closing), walker?.speed ?? FASTEST, known);
  const reach = reachOf(walker?.height ?? TALLEST, norm(moving), Math.abs(closing));
  return {
    speed: Math.max(
      ...approaches.map((one) => anySpeed(gap.distance, one, known.stopping, allow(reach))),
    ),
    bound: boundTo(gap, approaches, reach, known),
  };
}

/** What a walker of the world can gain, as the character of the walkers has it [m/s²]. */
const GAIN = CHARACTER_TRAITS.heedless.acceleration;

/** How it may come nearer: in both ways at most, so the milder of them is true. */
function approachesOf(
  closing: number,
  top: number,
  { temperament }: Knowledge,
): readonly Approach[] {
  return temperament === "bold"
    ? [{ speed: closing, acceleration: 0 }]
    : [
        { speed: closing, acceleration: GAIN },
        { speed: Math.max(closing, top), acceleration: 0 },
      ];
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
  { distance, towards, lever }: Gap,
  approaches: readonly Approach[],
  reach: number,
  { stopping }: Knowledge,
): Bound {
  const atMost = Math.max(
    ...approaches.map((one) => closingSpeed(distance, one, stopping, allow(reach))),
  );
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
