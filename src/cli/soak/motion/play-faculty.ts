import { compose, invert, type Pose, toOuter } from "../../../quantity/frame.ts";
import { Faculty, type Manner, sweepOf } from "../../../nodes/theory-of-mind-faculty.ts";
import type { Future } from "../../../theory-of-mind/futures.ts";
import type { DetectionsReading, ScanReading } from "../../../world/sensors/reading.ts";
import type { Drill, Truth } from "../tracking/drill.ts";

/** What was told of one person who is really there, with where it went. */
export type Telling = {
  /** Speed it was told to have [m/s]. */
  readonly speed: number;
  readonly vx: number;
  readonly vy: number;
  /** Where it was told to be [m]. */
  readonly x: number;
  readonly y: number;
  readonly futures: readonly Future[];
  /** Where it was 0.4, 0.8 … 4.8 s later, x and y in turn, in the frame of the telling [m]. */
  readonly came: Float64Array;
};

/** Everything that was told in one drill, and what it cost. */
export type Played = {
  readonly tellings: readonly Telling[];
  /** Processor time of looking and telling [ms], and the people told of [1]. */
  readonly cost: number;
  readonly told: number;
};

/** Frames of the detector from one place ahead to the next, and places [1]. */
const FRAMES = 4;
const PLACES = 12;
/** Only every so many frames are judged [1]: one is like the next. */
const JUDGED = 3;
/** A track farther than this from everybody is of nobody [m]. */
const OWN = 0.5;

/** Plays a drill to the faculty that runs in the robot, judges what it tells by the truth. */
export function playFaculty({ moments, lidar }: Drill, manner: Manner): Played {
  const faculty = new Faculty("detector", manner);
  const frames = moments.filter(({ reading }) => reading.kind === "detections");
  const tellings: Telling[] = [];
  const start = process.cpuUsage();
  let [frame, told, judging] = [-1, 0, 0];
  for (const { reading, truth } of moments) {
    const robot = faculty.poseAt(reading.at);
    if (reading.kind === "odometry") {
      const { x, y, yaw } = reading.pose;
      const [c, s] = [Math.cos(yaw), Math.sin(yaw)];
      const { vx, vy } = reading.twist;
      faculty.move(reading.at, { x, y, yaw, vx: c * vx - s * vy, vy: s * vx + c * vy });
    } else if (reading.kind === "scan" && robot !== undefined) {
      faculty.sweep(reading.at, sweepOf(scanOf(reading), robot, lidar, "upright"));
    } else if (reading.kind === "detections") {
      frame++;
      if (robot !== undefined) {
        faculty.detect(reading.at, robot, reading, reading.people.map(detectionOf));
        const accounts = faculty.tell(reading.at, 0.1, "detector") ?? [];
        told += accounts.length;
        const before = process.cpuUsage();
        if (frame % JUDGED === 0) {
          const ahead = Array.from({ length: PLACES }, (_, k) => frames[frame + FRAMES * (k + 1)]);
          const odom = compose(robot, invert(truth.robot as Pose<"world", "base">));
          tellings.push(...accounts.flatMap(({ mind }) => tellingOf(mind, truth, ahead, odom)));
        }
        const { user, system } = process.cpuUsage(before);
        judging += user + system;
      }
    }
  }
  const { user, system } = process.cpuUsage(start);
  return { tellings, cost: (user + system - judging) / 1000, told };
}

function scanOf(reading: ScanReading): Parameters<typeof sweepOf>[0] {
  const { angleMin, angleStep, ranges } = reading;
  return { angle_min: angleMin, angle_increment: angleStep, ranges } as Parameters<
    typeof sweepOf
  >[0];
}

function detectionOf(
  person: DetectionsReading["people"][number],
): Parameters<Faculty["detect"]>[3][number] {
  return { ...person, covariance: Float64Array.from(person.covariance) };
}

type Told = {
  readonly kinematics: {
    readonly x: number;
    readonly y: number;
    readonly vx: number;
    readonly vy: number;
  };
  readonly confidence: number;
  readonly futures: readonly Future[];
};

function tellingOf(
  { kinematics: { x, y, vx, vy }, confidence, futures }: Told,
  truth: Truth,
  ahead: readonly ({ readonly truth: Truth } | undefined)[],
  odom: Pose<"odom", "world">,
): readonly Telling[] {
  const at = (now: Truth, person: number): { readonly x: number; readonly y: number } =>
    toOuter(odom, { x: now.x[person] ?? NaN, y: now.y[person] ?? NaN });
  let [nearest, person] = [OWN, -1];
  for (const n of truth.x.keys()) {
    const place = at(truth, n);
    const far = Math.hypot(place.x - x, place.y - y);
    [nearest, person] = far < nearest ? [far, n] : [nearest, person];
  }
  if (person < 0 || confidence < 0.5 || ahead.at(-1) === undefined) {
    return [];
  }
  const came = ahead.flatMap((one) => {
    const place = one === undefined ? { x: NaN, y: NaN } : at(one.truth, person);
    return [place.x, place.y];
  });
  return [{ speed: Math.hypot(vx, vy), vx, vy, x, y, futures, came: Float64Array.from(came) }];
}
