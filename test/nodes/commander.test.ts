import { describe, expect, it } from "vitest";
import { Loopback } from "../../src/bus/loopback.ts";
import type { GoalEvent } from "../../src/bus/messages/coalign-msgs.gen.ts";
import { Point, Pose, PoseWithCovariance } from "../../src/bus/messages/geometry-msgs.gen.ts";
import type { Twist, TwistStamped } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Odometry } from "../../src/bus/messages/nav-msgs.gen.ts";
import { commandTopic, plainCommandTopic, TOPICS } from "../../src/bus/topics.ts";
import { commander } from "../../src/nodes/commander.ts";

async function start(overrides: { readonly [name: string]: unknown }) {
  const loopback = new Loopback();
  const bus = loopback.bus("commander", overrides);
  await commander.start(bus, bus.declare(commander.parameters));
  const other = loopback.bus("other");
  const odom = other.advertise(TOPICS.odom);
  const commands: TwistStamped[] = [];
  const goals: GoalEvent[] = [];
  other.subscribe(commandTopic("cmd_vel_in"), (message) => commands.push(message));
  other.subscribe(TOPICS.goals, (message) => goals.push(message));
  const place = (x: number): void =>
    odom.publish(
      Odometry.create({
        pose: PoseWithCovariance.create({
          pose: Pose.create({
            position: Point.create({ x }),
            orientation: { x: 0, y: 0, z: 0, w: 1 },
          }),
        }),
      }),
    );
  return { loopback, other, place, commands, goals };
}

describe("commander", () => {
  it("stands still without odometry, drives with it, and stands still again when it ends", async () => {
    const { loopback, place, commands } = await start({ goals: [5, 0] });

    loopback.advance(0.2);
    place(0);
    loopback.advance(0.5);
    loopback.advance(1);

    const speeds = commands.map(({ twist }) => twist.linear.x);
    expect(commands).toHaveLength(20);
    expect(speeds[2]).toBe(0);
    expect(speeds[6]).toBe(1.2);
    expect(speeds[19]).toBe(0);
    expect(commands[6]?.header.frame_id).toBe("base_link");
  });

  it("tells of every goal reached", async () => {
    const { loopback, place, goals } = await start({ goals: [5, 0, 9, 0] });

    place(4.9);
    loopback.advance(0.05);

    expect(goals.at(-1)).toMatchObject({ reached: 1, given_up: 0, sentence: "goal reached" });
  });

  it("speaks the unstamped type when asked", async () => {
    const { loopback, other, place } = await start({
      goals: [5, 0],
      enable_stamped_cmd_vel: false,
      cmd_vel_topic: "plain",
    });
    const plain: Twist[] = [];
    other.subscribe(plainCommandTopic("plain"), (message) => plain.push(message));

    place(0);
    loopback.advance(0.1);

    expect(plain.at(-1)?.linear.x).toBe(1.2);
  });

  it("refuses a goal without its y", async () => {
    await expect(start({ goals: [1, 2, 3] })).rejects.toThrow("must have an even count of numbers");
  });
});
