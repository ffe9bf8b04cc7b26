import type { BodyState } from "../../../src/bus/messages/coalign-msgs.gen.ts";
import { Header } from "../../../src/bus/messages/std-msgs.gen.ts";
import type { LaserScan } from "../../../src/bus/messages/sensor-msgs.gen.ts";
import { TOPICS } from "../../../src/bus/topics.ts";
import type { ReasonId } from "../../../src/kernel/reason.ts";
import { stampOf } from "../../../src/quantity/time.ts";
import type { SupervisedRobot } from "../../support/supervised-robot.ts";
import { type Fault, fault, WITHIN } from "./fault.ts";

/** From now on the scanner says this of what it sees. */
const scans =
  (bend: (scan: LaserScan, robot: SupervisedRobot) => Partial<LaserScan> | undefined) =>
  (robot: SupervisedRobot): void => {
    robot.sources.scan = () => {
      const scan = robot.scanNow();
      const bent = bend(scan, robot);
      return bent === undefined ? undefined : { ...scan, ...bent };
    };
  };

/** From now on the body says this of itself. */
const feels =
  (bend: (body: BodyState, robot: SupervisedRobot) => Partial<BodyState> | undefined) =>
  (robot: SupervisedRobot): void => {
    robot.sources.body = () => {
      const body = robot.bodyNow();
      const bent = bend(body, robot);
      return bent === undefined ? undefined : { ...body, ...bent };
    };
  };

const at = (robot: SupervisedRobot, offset: number, frame_id: string): Header =>
  Header.create({ stamp: stampOf(Math.max(0.001, robot.loopback.time + offset)), frame_id });

const UNSEEN: readonly ReasonId[] = ["scan-missing", "scan-stale", "scan-malformed", "scan-blind"];
const MALFORMED: readonly ReasonId[] = ["scan-malformed", "scan-stale"];

const scanFields = (["angle_min", "angle_increment", "range_min", "range_max"] as const).flatMap(
  (field) =>
    [NaN, Infinity, -Infinity].map((value) =>
      fault(
        `scan: ${field} is ${value}`,
        MALFORMED,
        scans(() => ({ [field]: value })),
        { holes: ["H4"] },
      ),
    ),
);

const filled = (value: number) =>
  scans(({ ranges }) => ({ ranges: new Float32Array(ranges.length).fill(value) }));

/** What a scanner, its mount and its clock can do wrong. */
export const SCAN_FAULTS: readonly Fault[] = [
  ...scanFields,
  fault(
    "scan: the scanner dies",
    "scan-stale",
    scans(() => undefined),
  ),
  fault("scan: every beam NaN", ["scan-blind"], filled(NaN), { holes: ["H4"] }),
  fault("scan: every beam without return", ["scan-blind"], filled(Infinity), { holes: ["H4"] }),
  fault("scan: every beam minus infinity", ["scan-blind"], filled(-Infinity), { holes: ["H4"] }),
  fault("scan: every beam zero", ["scan-blind"], filled(0), { holes: ["H4"] }),
  fault("scan: every beam below range_min", ["scan-blind"], filled(0.01), { holes: ["H4"] }),
  fault("scan: every beam beyond range_max", ["scan-blind"], filled(11), { holes: ["H4"] }),
  fault("scan: every beam negative", ["scan-blind"], filled(-3), { holes: ["H4"] }),
  fault(
    "scan: ranges in mm (x1000)",
    ["scan-blind"],
    scans(({ ranges }) => ({ ranges: ranges.map((range) => range * 1000) })),
  ),
  fault(
    "scan: 40 % of the beams NaN",
    ["scan-blind"],
    scans(({ ranges }) => ({ ranges: ranges.map((range, i) => (i % 5 < 2 ? NaN : range)) })),
    { holes: ["H4"] },
  ),
  fault(
    "scan: the quarter ahead NaN",
    ["scan-blind", "hidden-space", "protective-separation"],
    scans(({ ranges }) => ({
      ranges: ranges.map((range, i) => (i >= 135 && i < 225 ? NaN : range)),
    })),
    { holes: ["H4"] },
  ),
  fault(
    "scan: no beam at all",
    MALFORMED,
    scans(() => ({ ranges: new Float32Array(0) })),
  ),
  fault(
    "scan: one beam",
    MALFORMED,
    scans(() => ({ ranges: Float32Array.of(3) })),
  ),
  fault(
    "scan: ten million beams",
    MALFORMED,
    scans(() => ({ ranges: new Float32Array(1_000_000).fill(3) })),
    { within: 1 },
  ),
  fault(
    "scan: range_min above range_max",
    MALFORMED,
    scans(() => ({ range_min: 12, range_max: 10 })),
  ),
  fault(
    "scan: range_min negative",
    MALFORMED,
    scans(() => ({ range_min: -1 })),
  ),
  fault(
    "scan: range_max zero",
    MALFORMED,
    scans(() => ({ range_max: 0 })),
  ),
  fault(
    "scan: angle_increment zero",
    MALFORMED,
    scans(() => ({ angle_increment: 0 })),
  ),
  fault(
    "scan: angles in degrees (x57)",
    MALFORMED,
    scans(({ angle_increment }) => ({ angle_increment: angle_increment * 57.3 })),
  ),
  fault(
    "scan: more than a full turn",
    MALFORMED,
    scans(({ angle_increment }) => ({ angle_increment: angle_increment * 2 })),
  ),
  fault(
    "scan: of a frame nobody knows",
    "scan-stale",
    scans((_, r) => ({ header: r.header("elsewhere") })),
  ),
  fault(
    "scan: of no frame",
    "scan-stale",
    scans((_, r) => ({ header: r.header("") })),
  ),
  fault(
    "scan: stamped 10 s ahead",
    ["scan-future", "scan-stale"],
    scans((_, r) => ({ header: at(r, 10, "laser") })),
    { holes: ["H3"] },
  ),
  fault(
    "scan: stamped 0.1 s ahead",
    ["scan-future", "scan-stale"],
    scans((_, r) => ({ header: at(r, 0.1, "laser") })),
    { holes: ["H3"] },
  ),
  fault(
    "scan: stamped 0.4 s ago",
    "scan-stale",
    scans((_, r) => ({ header: at(r, -0.4, "laser") })),
  ),
  fault(
    "scan: stamped 10 s ago",
    "scan-stale",
    scans((_, r) => ({ header: at(r, -10, "laser") })),
  ),
  fault(
    "scan: of the year 1970",
    "scan-stale",
    scans(() => ({ header: Header.create({ stamp: { sec: 0, nanosec: 1 }, frame_id: "laser" }) })),
  ),
  fault(
    "scan: one message over and over (frozen stamp)",
    ["scan-stale", "scan-frozen", "scan-replayed"],
    (robot) => {
      const frozen = robot.scanNow();
      robot.sources.scan = () => frozen;
    },
  ),
  fault(
    "scan: the last second over and over (replayed stamps)",
    ["scan-stale", "scan-frozen", "scan-replayed"],
    (robot) => {
      const kept: LaserScan[] = [];
      let turn = 0;
      for (let i = 0; i < 10; i++) {
        kept.push({ ...robot.scanNow(), header: at(robot, -0.1 * (10 - i), "laser") });
      }
      robot.sources.scan = () => kept[turn++ % kept.length];
    },
  ),
  fault("scan: no bytes", UNSEEN, (robot) => {
    robot.sources.scan = () => {
      robot.loopback.inject(TOPICS.scan, new Uint8Array(0));
      return undefined;
    };
  }),
  fault("scan: cut in the middle", UNSEEN, (robot) => {
    robot.sources.scan = () => {
      const whole = TOPICS.scan.type.encode(robot.scanNow());
      robot.loopback.inject(TOPICS.scan, whole.subarray(0, 700));
      return undefined;
    };
  }),
];

const bodyFields: readonly Fault[] = [NaN, Infinity, -Infinity].flatMap((value) => [
  ...(["x", "y"] as const).map((axis) =>
    fault(
      `body: pose.position.${axis} is ${value}`,
      ["body-not-finite", "scan-missing", "scan-stale"],
      feels(({ pose }) => ({ pose: { ...pose, position: { ...pose.position, [axis]: value } } })),
    ),
  ),
  ...(["x", "y", "z", "w"] as const).map((axis) =>
    fault(
      `body: pose.orientation.${axis} is ${value}`,
      ["body-not-finite", "scan-missing", "scan-stale"],
      feels(({ pose }) => ({
        pose: { ...pose, orientation: { ...pose.orientation, [axis]: value } },
      })),
    ),
  ),
  ...(["linear", "angular"] as const).flatMap((part) =>
    (["x", "y", "z"] as const).map((axis) =>
      fault(
        `body: twist.${part}.${axis} is ${value}`,
        "body-not-finite",
        feels(({ twist }) => ({ twist: { ...twist, [part]: { ...twist[part], [axis]: value } } })),
        { holes: ["H11"] },
      ),
    ),
  ),
  ...(["braking", "latency"] as const).map((field) =>
    fault(
      `body: ${field} is ${value}`,
      ["body-not-finite", "scan-missing", "scan-stale", "protective-separation", "braking-weak"],
      feels(() => ({ [field]: value })),
      { holes: ["H11"] },
    ),
  ),
  fault(
    `body: a corner of the footprint is ${value}`,
    ["body-not-finite", "scan-missing", "scan-stale"],
    feels(({ footprint }) => ({
      footprint: {
        points: footprint.points.map((point, i) => (i === 3 ? { ...point, x: value } : point)),
      },
    })),
    { holes: ["H5"] },
  ),
]);

/** What the body's own state can have wrong. */
export const BODY_FAULTS: readonly Fault[] = [
  ...bodyFields,
  fault(
    "body: falls silent",
    "body-stale",
    feels(() => undefined),
    { holes: ["H11"] },
  ),
  fault(
    "body: no footprint",
    ["scan-missing", "scan-stale"],
    feels(() => ({ footprint: { points: [] } })),
    { holes: ["H5"] },
  ),
  fault(
    "body: a footprint of two points",
    ["scan-missing", "scan-stale"],
    feels(({ footprint }) => ({ footprint: { points: footprint.points.slice(0, 2) } })),
    { holes: ["H5"] },
  ),
  fault(
    "body: a footprint in mm (x1000)",
    ["protective-separation", "scan-missing", "scan-stale"],
    feels(({ footprint }) => ({
      footprint: {
        points: footprint.points.map(({ x, y, z }) => ({ x: 1000 * x, y: 1000 * y, z })),
      },
    })),
    { holes: ["H5"] },
  ),
  fault(
    "body: a footprint beside the base",
    ["scan-missing", "scan-stale"],
    feels(({ footprint }) => ({
      footprint: { points: footprint.points.map(({ x, y, z }) => ({ x: x + 3, y: y + 3, z })) },
    })),
    { holes: ["H5"] },
  ),
  fault(
    "body: a footprint in km (/1000)",
    ["scan-missing", "scan-stale"],
    feels(({ footprint }) => ({
      footprint: {
        points: footprint.points.map(({ x, y, z }) => ({ x: x / 1000, y: y / 1000, z })),
      },
    })),
    { holes: ["H5"] },
  ),
  fault(
    "body: braking zero",
    ["scan-missing", "scan-stale", "protective-separation", "braking-weak"],
    feels(() => ({ braking: 0 })),
    { holes: ["H11"] },
  ),
  fault(
    "body: braking negative",
    ["scan-missing", "scan-stale", "protective-separation", "braking-weak"],
    feels(() => ({ braking: -2 })),
    { holes: ["H11"] },
  ),
  fault(
    "body: braking in mm/s2 (/1000)",
    ["scan-missing", "scan-stale", "protective-separation", "braking-weak"],
    feels(() => ({ braking: 0.002 })),
    { holes: ["H11"] },
  ),
  fault(
    "body: latency negative",
    ["scan-missing", "scan-stale", "protective-separation"],
    feels(() => ({ latency: -1 })),
    { holes: ["H11"] },
  ),
  fault(
    "body: latency in ms (x1000)",
    ["scan-missing", "scan-stale", "protective-separation"],
    feels(() => ({ latency: 50 })),
    { holes: ["H11"] },
  ),
  fault(
    "body: stamped 10 s ahead",
    "body-future",
    feels((_, r) => ({ header: at(r, 10, "odom") })),
    { holes: ["H3"] },
  ),
  fault(
    "body: stamped 0.1 s ahead",
    "body-future",
    feels((_, r) => ({ header: at(r, 0.1, "odom") })),
    { holes: ["H3"] },
  ),
  fault(
    "body: stamped 0.3 s ago",
    "body-stale",
    feels((_, r) => ({ header: at(r, -0.3, "odom") })),
  ),
  fault(
    "body: one message over and over (frozen stamp)",
    ["body-stale", "body-frozen"],
    (robot) => {
      const frozen = robot.bodyNow();
      robot.sources.body = () => frozen;
    },
  ),
  fault(
    "body: no bytes",
    ["body-stale", "body-not-finite"],
    (robot) => {
      robot.sources.body = () => {
        robot.loopback.inject(TOPICS.body, new Uint8Array(0));
        return undefined;
      };
    },
    { within: WITHIN },
  ),
  fault("body: cut in the middle", ["body-stale", "body-not-finite"], (robot) => {
    robot.sources.body = () => {
      const whole = TOPICS.body.type.encode(robot.bodyNow());
      robot.loopback.inject(TOPICS.body, whole.subarray(0, 90));
      return undefined;
    };
  }),
];
