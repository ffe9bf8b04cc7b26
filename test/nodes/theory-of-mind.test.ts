import { describe, expect, it } from "vitest";
import { TransformStamped } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../src/bus/messages/std-msgs.gen.ts";
import { LaserScan } from "../../src/bus/messages/sensor-msgs.gen.ts";
import { TOPICS } from "../../src/bus/topics.ts";
import { theoryOfMind } from "../../src/nodes/theory-of-mind.ts";
import { stampOf } from "../../src/quantity/time.ts";
import { FacultyStage } from "./faculty-stage.ts";

/** A robot that drives past somebody who stands at (3, 1) in odom. */
async function drivePast(until: number, detector: number): Promise<FacultyStage> {
  const stage = await new FacultyStage().start(theoryOfMind);
  return advance(stage, 0, until, detector);
}

function advance(stage: FacultyStage, from: number, until: number, detector: number): FacultyStage {
  for (let k = Math.round(from * 50); k <= until * 50; k++) {
    const at = k / 50;
    stage.odometry(at, 0.5 * at, 0.5);
    if (k % 5 === 0 && at <= detector) {
      stage.detections(at, [[3 - 0.5 * at, 1]]);
    }
  }
  return stage;
}

describe("theory_of_mind", () => {
  it("tells people in odom at 10 Hz while the robot moves, encodable", async () => {
    const stage = await new FacultyStage().start(theoryOfMind);
    const people = stage.heard(TOPICS.people);

    advance(stage, 0, 4, 4);

    expect(people.length).toBeGreaterThanOrEqual(39);
    const message = TOPICS.people.type.decode(TOPICS.people.type.encode(people.at(-1)!));
    const [person] = message.people;
    expect(message.people).toHaveLength(1);
    expect(person!.position.x).toBeCloseTo(3, 1);
    expect(person!.position.y).toBeCloseTo(1, 1);
    expect(Math.hypot(person!.velocity.x, person!.velocity.y)).toBeLessThan(0.05);
    expect(person).toMatchObject({ id: "p1", visible: true, source: "/people_detections" });
    expect(person!.futures.map(({ points, radius90 }) => [points.length, radius90.length])).toEqual(
      [
        [12, 12],
        [12, 12],
      ],
    );
    expect(message.header.frame_id).toBe("odom");
  });

  it("goes on telling for a while when the detector is late, older each time, and then is silent", async () => {
    const stage = await new FacultyStage().start(theoryOfMind);
    const people = stage.heard(TOPICS.people);

    advance(stage, 0, 5, 2);

    const ages = people.map((message) => message.people[0]!.age);
    expect(Math.max(...ages)).toBeGreaterThan(0.8);
    expect(Math.max(...ages)).toBeLessThanOrEqual(1.001);
    expect(people.at(-1)!.header.stamp.sec).toBeLessThanOrEqual(3);
  });

  it("says that it looked and saw nobody", async () => {
    const stage = await new FacultyStage().start(theoryOfMind);
    const people = stage.heard(TOPICS.people);

    stage.odometry(0.1, 0, 0);
    stage.detections(0.1, []);

    expect(people.at(-1)!.people).toEqual([]);
  });

  it("passes over frames it cannot place and says why", async () => {
    const stage = await drivePast(1, 0);
    const people = stage.heard(TOPICS.people);

    stage.detections(1, [[1, 0]], "camera");
    stage.detections(-5, [[1, 0]]);
    stage.detections(1, [[NaN, 0]]);

    expect(people).toHaveLength(0);
    expect(stage.sentences).toEqual([
      "A frame of detections is passed over: nothing says where 'camera' sits on the robot.",
      "A frame of detections is passed over: /odom does not say where the robot was then.",
      "A frame of detections is passed over: a number in it is not finite.",
    ]);
  });

  it("places detections of a detector that is mounted elsewhere", async () => {
    const stage = await drivePast(0.5, -1);
    const people = stage.heard(TOPICS.people);
    stage.hand.advertise(TOPICS.tfStatic).publish({
      transforms: [
        TransformStamped.create({
          header: Header.create({ frame_id: "base_link" }),
          child_frame_id: "camera",
          transform: {
            translation: { x: 0.2, y: 0, z: 1 },
            rotation: { x: 0, y: 0, z: Math.SQRT1_2, w: Math.SQRT1_2 },
          },
        }),
      ],
    });

    stage.detections(0.5, [[1, 0]], "camera");

    const { position } = people.at(-1)!.people[0]!;
    expect(position.x).toBeCloseTo(0.25 + 0.2, 6);
    expect(position.y).toBeCloseTo(1, 6);
  });
});

describe("theory_of_mind with more than a detector", () => {
  it("tells of each person what else it estimates, each with its character", async () => {
    const stage = await drivePast(0, -1);
    const people = stage.heard(TOPICS.people);

    advance(stage, 0, 2, 2);

    const [person] = people.at(-1)!.people;
    expect(person!.estimates.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["intention with the robot", "comfort"]),
    );
    for (const { value, low, high, source, because, would_change: change } of person!.estimates) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(Math.min(source.length, because.length, change.length)).toBeGreaterThan(5);
    }
  });

  it("sees people by the lidar alone, where it is the only eye", async () => {
    const stage = await new FacultyStage().start(theoryOfMind, { eyes: "lidar" });
    const people = stage.heard(TOPICS.people);
    const scans = stage.hand.advertise(TOPICS.scan);
    const angle = (k: number): number => -Math.PI + (k * Math.PI) / 180;

    for (let k = 0; k < 40; k++) {
      const at = k / 10;
      stage.odometry(at, 0, 0);
      const walker = { x: 3, y: -2 + at };
      const legs = [0.1, -0.1].map((aside) => ({ x: walker.x, y: walker.y + aside }));
      const ranges = Float32Array.from({ length: 360 }, (_, beam) => {
        const [c, s] = [Math.cos(angle(beam)), Math.sin(angle(beam))];
        const hit = legs.flatMap((leg) => {
          const [far, off] = [c * leg.x + s * leg.y, c * leg.y - s * leg.x];
          return far > 0 && Math.abs(off) < 0.06 ? [far - Math.sqrt(0.06 ** 2 - off ** 2)] : [];
        });
        return Math.min(Infinity, ...hit);
      });
      scans.publish(
        LaserScan.create({
          header: Header.create({ stamp: stampOf(at), frame_id: "base_link" }),
          angle_min: -Math.PI,
          angle_increment: Math.PI / 180,
          range_max: 10,
          ranges,
        }),
      );
    }

    const [person, ...others] = people.at(-1)!.people;
    expect(others).toEqual([]);
    expect(person!.source).toBe("/scan");
    expect(Math.hypot(person!.position.x - 3, person!.position.y - 1.9)).toBeLessThan(0.15);
    expect(person!.velocity.y).toBeGreaterThan(0.6);
  });
});
