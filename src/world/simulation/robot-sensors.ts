import type { Random } from "../../quantity/random.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { RobotBody } from "../robot/robot-body.ts";
import { Inertial } from "../sensors/inertial.ts";
import { JointStates } from "../sensors/joints.ts";
import { Lidar } from "../sensors/lidar.ts";
import { Odometer } from "../sensors/odometer.ts";
import { PersonDetector, type Sight } from "../sensors/person-detector.ts";
import type {
  BumperReading,
  DetectionsReading,
  ImuReading,
  JointReading,
  OdometryReading,
  Reading,
  ScanReading,
} from "../sensors/reading.ts";
import type { LidarScene } from "../sensors/scene.ts";
import { Schedule } from "../sensors/schedule.ts";
import type { People } from "./people-port.ts";

/** What sensors look at. */
export type Surrounds = {
  readonly people: People;
  readonly scene: LidarScene;
  readonly sight: Sight;
  /** Force on the robot in the last step [N]. */
  readonly force: number;
};

/** All sensors of one robot; each has its own stream of random numbers. */
export class RobotSensors {
  readonly #robot: RobotBody;
  readonly #odometer: Odometer;
  readonly #joints: JointStates;
  readonly #imu: Inertial;
  readonly #lidar: Lidar;
  readonly #detector: PersonDetector;
  readonly #when: {
    readonly odometry: Schedule<OdometryReading>;
    readonly joints: Schedule<JointReading>;
    readonly imu: Schedule<ImuReading>;
    readonly bumper: Schedule<BumperReading>;
    readonly scan: Schedule<ScanReading>;
    readonly detections: Schedule<DetectionsReading>;
  };

  constructor(robot: RobotBody, start: Seconds, random: Random) {
    const { profile, model } = robot;
    this.#robot = robot;
    this.#odometer = new Odometer(profile, robot.description.start, random.fork("odometry"));
    this.#joints = new JointStates(model, profile, random.fork("joints"));
    this.#imu = new Inertial(profile.imu, random.fork("imu"));
    this.#lidar = new Lidar(profile, random.fork("lidar"));
    this.#detector = new PersonDetector(profile, random.fork("detector"));
    this.#when = {
      odometry: new Schedule(profile.odometry, start, random.fork("odometry timing")),
      joints: new Schedule(profile.jointStates, start, random.fork("joints timing")),
      imu: new Schedule(profile.imu, start, random.fork("imu timing")),
      bumper: new Schedule(profile.bumper, start, random.fork("bumper timing")),
      scan: new Schedule(profile.lidar, start, random.fork("lidar timing")),
      detections: new Schedule(profile.detector, start, random.fork("detector timing")),
    };
  }

  /** After a step that ended at `now`: readings that are due. */
  run(now: Seconds, dt: Seconds, around: Surrounds, deliver: (reading: Reading) => void): void {
    const robot = this.#robot;
    const { motion, profile } = robot;
    this.#odometer.roll(motion, dt);
    this.#joints.roll(motion, dt);
    const when = this.#when;
    when.odometry.run(now, () => this.#odometer.observe(motion, now), deliver);
    when.joints.run(now, () => this.#joints.observe(now), deliver);
    when.imu.run(now, () => this.#imu.observe(motion, now), deliver);
    const pressed = around.force >= profile.bumper.threshold;
    when.bumper.run(now, () => ({ kind: "bumper", at: now, pressed }), deliver);
    when.scan.run(
      now,
      () =>
        this.#lidar.observe(motion, now, (ranges, beams, from, reach) =>
          around.scene.look(ranges, beams, from, reach, robot),
        ),
      deliver,
    );
    when.detections.run(
      now,
      () => this.#detector.observe(motion, now, around.people, around.sight),
      deliver,
    );
  }
}
