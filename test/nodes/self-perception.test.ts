import { describe, expect, it } from "vitest";
import { TOPICS } from "../../src/bus/topics.ts";
import { selfPerception } from "../../src/nodes/self-perception.ts";
import { FacultyStage } from "./faculty-stage.ts";

describe("self_perception", () => {
  it("tells body, agency and capability at 50 Hz, encodable, and measures its own brakings", async () => {
    const stage = await new FacultyStage().start(selfPerception);
    const bodies = stage.heard(TOPICS.body);
    const agencies = stage.heard(TOPICS.agency);
    const capabilities = stage.heard(TOPICS.capability);
    stage.describe();

    let speed = 0;
    for (let k = 0; k < 50 * 40; k++) {
      const at = k / 50;
      const goal = (at + 2) % 8 < 4 ? 1 : 0;
      const felt = (at + 2 - 0.1) % 8 < 4 ? 1 : 0;
      speed += Math.min(0.03, Math.max(-0.04, felt - speed));
      stage.odometry(at, 0, speed);
      stage.command("cmd_vel", goal);
    }

    expect(bodies).toHaveLength(2000);
    expect(agencies).toHaveLength(2000);
    const body = TOPICS.body.type.decode(TOPICS.body.type.encode(bodies.at(-1)!));
    expect(body.brakings).toBeGreaterThanOrEqual(4);
    expect(body.braking).toBeGreaterThan(1.75);
    expect(body.braking).toBeLessThanOrEqual(2);
    expect(body.latency).toBeGreaterThan(0.09);
    expect(body.latency).toBeLessThan(0.14);
    expect(body).toMatchObject({
      mass: 25,
      child_frame_id: "base_link",
      header: { frame_id: "odom" },
    });
    expect(body.height).toBeCloseTo(0.4, 6);
    expect(body.radius).toBeCloseTo(0.25, 2);
    const { linear } = body.twist;
    expect(body.stopping_distance).toBeCloseTo(
      linear.x * body.latency + linear.x ** 2 / (2 * body.braking),
      9,
    );
    expect(agencies.at(-1)!.self_caused).toBeGreaterThan(0.5);
    expect(capabilities.at(-1)!.impaired).toEqual([]);
  });

  it("is silent about a body it does not know, and says why once", async () => {
    const stage = await new FacultyStage().start(selfPerception);
    const bodies = stage.heard(TOPICS.body);

    stage.describe('<mesh filename="package://x/a.stl"/>');
    for (let k = 0; k <= 150; k++) {
      stage.odometry(k / 50, 0, 0);
    }

    expect(bodies).toHaveLength(0);
    expect(stage.sentences).toEqual([
      expect.stringMatching(/the extent of mesh package:\/\/x\/a\.stl/u),
      "The body is unknown: no usable /robot_description has come.",
    ]);
  });

  it("passes over odometry that is not finite or goes back, and is silent when odometry is", async () => {
    const stage = await new FacultyStage().start(selfPerception);
    const bodies = stage.heard(TOPICS.body);
    stage.describe();

    stage.odometry(0.02, 0, 0);
    stage.odometry(0.04, NaN, 0);
    stage.odometry(0.06, 0, Infinity);
    stage.odometry(0.08, 0, 0, 0.01);
    stage.loopback.advance(3);

    expect(bodies).toHaveLength(1);
    expect(stage.sentences).toContain("Its own motion is unknown: /odom is silent.");
  });

  it("refuses a footprint that is no outline", async () => {
    await expect(
      new FacultyStage().start(selfPerception, { footprint: [1, 2, 3] }),
    ).rejects.toThrow(/parameter 'footprint' must be x1, y1/u);
  });
});
