import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { OdometryReading, Reading } from "../../../src/world/sensors/reading.ts";
import { turned } from "../../../src/quantity/placement.ts";
import type { Simulation } from "../../../src/world/simulation/simulation.ts";
import { driveAt, run, stageWith } from "../support/stage.ts";

function of<K extends Reading["kind"]>(
  readings: readonly Reading[],
  kind: K,
): Extract<Reading, { kind: K }>[] {
  return readings.filter(
    (reading): reading is Extract<Reading, { kind: K }> => reading.kind === kind,
  );
}

/** How far odometry is from the truth [m]. */
function apart(odometry: OdometryReading | undefined, { robots }: Simulation): number {
  const motion = robots[0]?.motion;
  return odometry === undefined || motion === undefined
    ? NaN
    : Math.hypot(odometry.pose.x - motion.x, odometry.pose.y - motion.y);
}

const WALL = {
  id: "wall",
  kind: "wall",
  from: { x: 3, y: -5 },
  to: { x: 3, y: 5 },
  thickness: 0.2,
  height: 2,
  bottom: 0,
  transparent: false,
} as const;

/** The bearing in the base frame of the nearest thing that a scan shows, by the mount that the profile has [rad]. */
async function bearingSeen(mount: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "coalign-lidar-"));
  const robot = join(folder, "own.urdf");
  writeFileSync(
    robot,
    `<robot name="own"><link name="base_link"><collision><geometry><box size="0.2 0.2 0.1"/></geometry></collision></link>
      <link name="laser"/><joint name="j" type="fixed"><origin xyz="0 0 0.2" ${mount}/><parent link="base_link"/><child link="laser"/></joint>
      <coalign><lidar beams="271" angle_min="-2.5" field_of_view="5.4" noise="0" beam_dropout="0"/></coalign></robot>`,
  );
  const at = { x: 2 * Math.cos(0.7), y: 2 * Math.sin(0.7) };
  const post = { id: "post", kind: "cylinder", at, radius: 0.05 } as const;
  const structure = { ...post, height: 2, bottom: 0, transparent: false };
  const simulation = await stageWith({ robot, structures: [structure] });
  rmSync(folder, { recursive: true });
  const { rotation } = simulation.robots[0]!.profile.lidar.at;
  const [scan] = of(run(simulation, 0.5).readings, "scan");
  simulation.end();
  const ranges = [...(scan?.ranges ?? [])];
  const angle =
    (scan?.angleMin ?? 0) + ranges.indexOf(Math.min(...ranges)) * (scan?.angleStep ?? 0);
  const beam = turned(rotation, { x: Math.cos(angle), y: Math.sin(angle), z: 0 });
  return Math.atan2(beam.y, beam.x);
}

describe("the lidar", () => {
  it.each([
    "",
    'rpy="0 0 0.4"',
    'rpy="3.14159265 0 0"',
    'rpy="3.14159265 0 -0.9"',
    'rpy="0 3.14159265 0"',
  ])("sees a post where it is, mounted with %j", async (mount) => {
    expect(await bearingSeen(mount)).toBeCloseTo(0.7, 1);
  });

  it("scans at its rate and measures a wall with its noise", async () => {
    const simulation = await stageWith({
      structures: [WALL],
      settings: { lidar: { noise: 0.02, beam_dropout: 0 } },
    });
    const scans = of(run(simulation, 10).readings, "scan");
    const ahead = scans.map(({ ranges }) => ranges[180] ?? NaN);
    const mean = ahead.reduce((sum, r) => sum + r, 0) / ahead.length;
    const spread = Math.sqrt(ahead.reduce((sum, r) => sum + (r - mean) ** 2, 0) / ahead.length);

    expect(scans).toHaveLength(100);
    expect(mean).toBeCloseTo(2.9, 2);
    expect(spread).toBeGreaterThan(0.015);
    expect(spread).toBeLessThan(0.025);
    simulation.end();
  });

  it("has no number where it is blind or lost a beam, and infinity where nothing is in reach", async () => {
    const simulation = await stageWith({
      structures: [WALL],
      settings: { lidar: { blind: "-0.5:0.5", beam_dropout: 0.1 } },
    });
    const [scan] = of(run(simulation, 1).readings, "scan");
    const ranges = [...(scan?.ranges ?? [])];
    const angle = (k: number): number => (scan?.angleMin ?? 0) + k * (scan?.angleStep ?? 0);

    ranges.forEach((range, k) => {
      if (Math.abs(angle(k)) <= 0.5) {
        expect(range).toBeNaN();
      }
    });
    const lost = ranges.filter((range, k) => Number.isNaN(range) && Math.abs(angle(k)) > 0.51);
    expect(lost.length).toBeGreaterThan(10);
    expect(lost.length).toBeLessThan(60);
    expect(ranges[0] === Infinity || Number.isNaN(ranges[0])).toBe(true);
    simulation.end();
  });

  it("comes late by its delay with the stamp of the observation, and loses whole scans", async () => {
    const simulation = await stageWith({ settings: { lidar: { delay: 0.14, dropout: 0.3 } } });
    const late: number[] = [];
    while (simulation.time < 20) {
      simulation.step((_, reading) => {
        if (reading.kind === "scan") {
          late.push(simulation.time - reading.at);
        }
      });
    }

    late.forEach((age) => expect(age).toBeCloseTo(0.14, 9));
    expect(late.length / 200).toBeCloseTo(0.7, 1);
    simulation.end();
  });

  it("sees two legs and not the robot itself", async () => {
    const simulation = await stageWith({
      walkers: [{ x: 1, y: 0, heading: Math.PI }],
      settings: { lidar: { noise: 0, beam_dropout: 0 } },
    });
    const [scan] = of(run(simulation, 0.1).readings, "scan");
    const near = [...(scan?.ranges ?? [])].filter((range) => range < 1.2);

    expect(near.length).toBeGreaterThan(6);
    expect(near.length).toBeLessThan(40);
    expect(Math.min(...near)).toBeGreaterThan(0.8);
    simulation.end();
  });
});

describe("odometry", () => {
  it("is true without errors", async () => {
    const exact = { wheel_error: 0, turn_noise: 0, way_noise: 0, speed_noise: 0 };
    const simulation = await stageWith({
      start: { x: 1, y: 2, yaw: 0.5 },
      settings: { odometry: exact },
    });
    const { readings } = run(simulation, 5, driveAt(simulation, 1, 0.5));

    expect(apart(of(readings, "odometry").at(-1), simulation)).toBeLessThan(0.02);
    simulation.end();
  });

  it("drifts, more the farther the robot goes, and the reported variance grows with it", async () => {
    const errors: number[] = [];
    for (let seed = 1; seed <= 12; seed++) {
      const simulation = await stageWith({ seed });
      const odometry = of(run(simulation, 10, driveAt(simulation, 1, 0.3)).readings, "odometry");
      errors.push(apart(odometry.at(-1), simulation));
      const grown = odometry.map(({ variance }) => variance.position);
      expect(Math.max(...grown)).toBe(grown.at(-1));
      simulation.end();
    }
    const mean = errors.reduce((sum, e) => sum + e, 0) / errors.length;

    expect(mean).toBeGreaterThan(0.03);
    expect(mean).toBeLessThan(0.6);
  });
});

describe("joint states and the IMU", () => {
  it("turn the wheels as the base moves", async () => {
    const simulation = await stageWith({});
    const last = of(run(simulation, 4, driveAt(simulation, 0.8, 0)).readings, "joints").at(-1);

    expect(last?.names).toEqual(["left_wheel_joint", "right_wheel_joint"]);
    expect(last?.velocities[0]).toBeCloseTo(0.8 / 0.08, 2);
    expect(last?.positions[0]).toBeCloseTo((simulation.robots[0]?.motion.x ?? 0) / 0.08, 1);
    simulation.end();
  });

  it("feel turning and speeding up", async () => {
    const quiet = { gyro_noise: 0, gyro_bias: 0, acceleration_noise: 0, acceleration_bias: 0 };
    const simulation = await stageWith({ settings: { imu: quiet } });
    const imu = of(run(simulation, 3, driveAt(simulation, 1, 0.5)).readings, "imu");

    expect(Math.max(...imu.map(({ ax }) => ax))).toBeCloseTo(1.5, 1);
    expect(imu.at(-1)?.yawRate).toBeCloseTo(0.5, 3);
    expect(imu.at(-1)?.ay).toBeCloseTo(0.5, 1);
    expect(imu.at(-1)?.az).toBeCloseTo(9.81, 6);
    simulation.end();
  });
});
