import { describe, expect, it } from "vitest";
import { People, Person } from "../../../src/bus/messages/coalign-msgs.gen.ts";
import { TOPICS } from "../../../src/bus/topics.ts";
import { SupervisedRobot } from "../../support/supervised-robot.ts";

describe("estimates of people", () => {
  const crowd = (count: number): People =>
    People.create({
      people: Array.from({ length: count }, (_, k) => Person.create({ id: `${k}` })),
    });

  it("that are more than can be true stop the robot, and take no longer to hear than few do", () => {
    const robot = new SupervisedRobot().run(3);
    const out = robot.bus.advertise(TOPICS.people);
    const many = crowd(200_000);
    const before = performance.now();
    out.publish({ ...many, header: robot.header("odom") });
    robot.run(0.02);
    expect(performance.now() - before).toBeLessThan(500);
    expect(robot.speed).toBe(0);
    expect(robot.state.sentence).toContain("(more people than can be true)");
    expect(robot.state.sources.find(({ source }) => source === "minds")?.trouble).toBe(
      "source-malformed",
    );
  });

  it("that come as more bytes than can be true are not decoded", () => {
    const robot = new SupervisedRobot().run(3);
    const bytes = TOPICS.people.type.encode(crowd(20_000));
    expect(() => TOPICS.people.type.decode(bytes)).toThrow(/\d+ bytes, where \d+ are the most/);
    robot.loopback.inject(TOPICS.people, bytes);
    expect(robot.run(0.1).speed).toBe(0);
    expect(robot.state.sentence).toContain("(people that cannot be read)");
  });

  it("that are as many as may be true are heard, and end the trouble", () => {
    const robot = new SupervisedRobot().run(3);
    const out = robot.bus.advertise(TOPICS.people);
    out.publish({ ...crowd(501), header: robot.header("odom") });
    expect(robot.run(0.1).speed).toBe(0);
    robot.bus.every(0.1, "steady", () =>
      out.publish({ ...crowd(500), header: robot.header("odom") }),
    );
    expect(robot.run(1).speed).toBe(0.5);
  });
});
