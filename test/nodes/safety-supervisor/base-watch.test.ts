import { describe, expect, it } from "vitest";
import { commandTopic, TOPICS } from "../../../src/bus/topics.ts";
import { SupervisedRobot } from "../../support/supervised-robot.ts";

/** A node that hears the supervisor and speaks to the base, as a deadman does. */
const handOn = (robot: SupervisedRobot, name: string): void => {
  const bus = robot.loopback.bus(name);
  bus.subscribe(commandTopic("cmd_vel"), () => undefined);
  bus.advertise(commandTopic("cmd_vel_base"));
};

const wrongOf = ({ state }: SupervisedRobot): readonly string[] =>
  state.reasons.filter(({ id }) => id === "second-publisher").map(({ source }) => source);

describe("who commands the base besides the supervisor", () => {
  it("is nobody where a deadman hands on what it hears", () => {
    const robot = new SupervisedRobot();
    handOn(robot, "guard");
    expect(robot.run(3).speed).toBe(0.5);
  });

  it("stops the robot on its own topic, and goes on when it is gone", () => {
    const robot = new SupervisedRobot().run(3);
    const rogue = robot.loopback.bus("rogue").advertise(commandTopic("cmd_vel"));
    expect(robot.run(0.15).speed).toBe(0);
    expect(wrongOf(robot)).toEqual(["/rogue on cmd_vel"]);
    expect(robot.state.sentence).toContain(
      "somebody publishes what one alone may (/rogue on cmd_vel)",
    );
    rogue.close();
    expect(robot.run(2).speed).toBe(0.5);
  });

  it("stops the robot beside a deadman on the base's topic", () => {
    const robot = new SupervisedRobot();
    handOn(robot, "deadman");
    robot.run(3);
    robot.loopback.bus("rogue").advertise(commandTopic("cmd_vel_base"));
    expect(robot.run(0.15).speed).toBe(0);
    expect(wrongOf(robot)).toEqual(["/rogue on cmd_vel_base"]);
  });

  it("stops the robot where two could be the deadman, or where there is none", () => {
    const two = new SupervisedRobot();
    handOn(two, "deadman");
    handOn(two, "rogue");
    expect(two.run(3).speed).toBe(0);
    expect(wrongOf(two)).toEqual(["/deadman on cmd_vel_base, /rogue on cmd_vel_base"]);

    const none = new SupervisedRobot().run(3);
    none.loopback.bus("rogue").advertise(commandTopic("cmd_vel_base"));
    expect(none.run(0.15).speed).toBe(0);
  });

  it("is looked for where the base listens", () => {
    const robot = new SupervisedRobot({ cmd_vel_base_topic: "motors" }).run(3);
    robot.loopback.bus("somebody").advertise(commandTopic("cmd_vel_base"));
    expect(robot.run(1).speed).toBe(0.5);
    robot.loopback.bus("rogue").advertise(commandTopic("motors"));
    expect(robot.run(0.15).speed).toBe(0);
  });
});

describe("who speaks for the robot's senses", () => {
  it.each([TOPICS.body, TOPICS.scan])("is one alone: $name", (topic) => {
    const robot = new SupervisedRobot().run(3);
    const rogue = robot.loopback.bus("rogue").advertise<unknown>(topic);
    expect(robot.run(0.55).speed).toBe(0);
    expect(wrongOf(robot)).toEqual([
      `/peers on ${topic.name.slice(1)}, /rogue on ${topic.name.slice(1)}`,
    ]);
    rogue.close();
    expect(robot.run(2).speed).toBe(0.5);
  });
});
