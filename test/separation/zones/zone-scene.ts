import { type Twist, STANDSTILL } from "../../../src/quantity/frame.ts";
import type { Vector } from "../../../src/quantity/vector.ts";
import { polygonOf } from "../../../src/separation/zones/outline.ts";
import type { Points, Ray } from "../../../src/separation/zones/points.ts";
import type { ZoneInput } from "../../../src/separation/zones/zone-input.ts";
import type { PlainShape, Robot, Zone, ZoneSet } from "../../../src/separation/zones/zone.ts";

/** A robot 0.6 m long and 0.4 m wide that brakes at 1 m/s² after 0.2 s and goes 1 m/s. */
export const FOOTPRINT: readonly Vector[] = [
  { x: 0.3, y: 0.2 },
  { x: -0.3, y: 0.2 },
  { x: -0.3, y: -0.2 },
  { x: 0.3, y: -0.2 },
];

export const ROBOT: Robot = {
  footprint: FOOTPRINT,
  braking: 1,
  reaction: 0.2,
  speed: 1,
  spin: 2,
};

export function box(fromX: number, fromY: number, toX: number, toY: number): Vector[] {
  return [
    { x: fromX, y: fromY },
    { x: toX, y: fromY },
    { x: toX, y: toY },
    { x: fromX, y: toY },
  ];
}

export function fixed(corners: readonly Vector[]): PlainShape {
  return { kind: "fixed", outline: polygonOf(corners) };
}

/** A stop zone 1 m ahead of the robot, with whatever a test says otherwise. */
export function zone(given: Partial<Zone> = {}): Zone {
  return {
    name: "front",
    action: { kind: "stop", escape: "away" },
    shape: fixed(box(0, -0.4, 1.3, 0.4)),
    sources: ["scan"],
    minPoints: 1,
    trigger: 1,
    release: 1,
    guards: ["forward"],
    waiver: "never",
    ...given,
  };
}

export function zones(...list: readonly Zone[]): ZoneSet {
  return {
    robot: ROBOT,
    sources: [{ name: "scan", topic: "/scan", timeout: 0.35, blindArcs: [] }],
    zones: list,
    exclusions: [],
  };
}

export function points(at: readonly Vector[], blind: readonly Ray[] = []): Points {
  return {
    x: Float64Array.from(at, (point) => point.x),
    y: Float64Array.from(at, (point) => point.y),
    isWall: () => false,
    blind,
  };
}

/** A blind beam of a sensor at the base's origin. */
export function blindAt(bearing: number): Ray {
  return { x: 0, y: 0, dx: Math.cos(bearing), dy: Math.sin(bearing) };
}

/** At 10 s: a view just taken, a robot at rest that is asked to stay so, with whatever a test says otherwise. */
export function input(seen: Points, given: Partial<ZoneInput> = {}): ZoneInput {
  return {
    views: new Map([["scan", { points: seen, taken: NOW }]]),
    footprint: FOOTPRINT,
    measured: STANDSTILL,
    blur: { speed: 0, spin: 0 },
    asked: STANDSTILL,
    stopping: { braking: ROBOT.braking, reaction: ROBOT.reaction },
    received: new Map(),
    frames: new Map(),
    waivers: new Map(),
    ...given,
  };
}

export const NOW = 10;

export const forward = (speed: number): Twist => ({ vx: speed, vy: 0, wz: 0 });
