import { describe, expect, it } from "vitest";
import { BodyState, People } from "../../src/bus/messages/coalign-msgs.gen.ts";
import { Header } from "../../src/bus/messages/std-msgs.gen.ts";
import { TOPICS } from "../../src/bus/topics.ts";
import { harmPrediction } from "../../src/nodes/harm-prediction.ts";
import { selfPerception } from "../../src/nodes/self-perception.ts";
import { theoryOfMind } from "../../src/nodes/theory-of-mind.ts";
import { FacultyStage } from "./faculty-stage.ts";

async function allThree(): Promise<FacultyStage> {
  const stage = new FacultyStage();
  await stage.start(selfPerception);
  await stage.start(theoryOfMind);
  await stage.start(harmPrediction);
  stage.describe();
  return stage;
}

/** Drives at 0.8 m/s towards somebody who stands at x in odom, with the given command. */
function drive(
  stage: FacultyStage,
  from: number,
  until: number,
  x: number,
  topic: string,
  vx: number,
): void {
  for (let k = Math.round(from * 50); k <= until * 50; k++) {
    const at = k / 50;
    stage.odometry(at, 0.8 * at, 0.8);
    if (k % 5 === 0) {
      stage.command(topic, vx);
      stage.detections(at, [[x - 0.8 * at, 0]]);
    }
  }
}

describe("harm_prediction", () => {
  it("foresees the harm of a command, advises against it, and names person, chance, speed and time", async () => {
    const stage = await allThree();
    const forecasts = stage.heard(TOPICS.forecast);

    drive(stage, 0, 2, 2.9, "cmd_vel_in", 0.8);

    expect(forecasts.length).toBeGreaterThanOrEqual(19);
    const message = TOPICS.forecast.type.decode(TOPICS.forecast.type.encode(forecasts.at(-1)!));
    expect(message.alternatives.map(({ id }) => id)).toEqual(["command", "slow", "safe-stop"]);
    expect(message.alternatives[0]!.worst_harm).toBeGreaterThan(0.5);
    expect(message.alternatives[2]!.worst_harm).toBe(0);
    expect(message.advice.speed).toBeLessThan(0.5);
    expect(message.advice).toMatchObject({ spin: Infinity, bounds: [] });
    expect(message.sentence).toMatch(
      /^The command would hit p1 with a chance of \d+ % at 0\.\d m\/s in about \d\.\d s\.$/u,
    );
    expect(message).toMatchObject({ rollouts: 64, horizon: 2.5 });
  });

  it("heeds a teleoperator before autonomy, and what is measured when nobody commands", async () => {
    const teleoperated = await allThree();
    const away = teleoperated.heard(TOPICS.forecast);
    const alone = await allThree();
    const measured = alone.heard(TOPICS.forecast);

    for (let k = 0; k <= 50; k++) {
      teleoperated.command("cmd_vel_teleop", -0.5);
      drive(teleoperated, k / 50, k / 50, 3, "cmd_vel_in", 1);
      drive(alone, k / 50, k / 50, 3, "elsewhere", 1);
    }

    expect(away.at(-1)!.alternatives[0]!.twist.linear.x).toBe(-0.5);
    expect(measured.at(-1)!.alternatives[0]!.twist.linear.x).toBeCloseTo(0.8, 2);
  });

  it("is honestly empty without a body, without people, and when people are old", async () => {
    const stage = await new FacultyStage().start(harmPrediction);
    const forecasts = stage.heard(TOPICS.forecast);
    const body = stage.hand.advertise(TOPICS.body);
    const people = stage.hand.advertise(TOPICS.people);
    const header = (sec: number) => Header.create({ stamp: { sec, nanosec: 0 }, frame_id: "odom" });
    const known = (sec: number) =>
      BodyState.create({
        header: header(sec),
        pose: { position: { x: 0, y: 0, z: 0 }, orientation: { x: 0, y: 0, z: 0, w: 1 } },
        radius: 0.25,
        height: 0.4,
        mass: 25,
        braking: 1,
        latency: 0.1,
      });

    stage.loopback.advance(1);
    body.publish(known(1));
    stage.loopback.advance(1.2);
    people.publish(People.create({ header: header(1) }));
    body.publish(known(2));
    stage.loopback.advance(2.2);
    body.publish({ ...known(2), braking: NaN });
    stage.loopback.advance(2.5);

    const said = forecasts.map(({ sentence, rollouts, advice }) => [
      sentence,
      rollouts,
      advice.speed,
    ]);
    expect(said[0]).toEqual([
      "Nothing is foreseen: the state of its own body is unknown.",
      0,
      Infinity,
    ]);
    expect(said).toContainEqual(["Nothing is foreseen: where people are is unknown.", 0, Infinity]);
    expect(said).toContainEqual(["", 64, Infinity]);
    expect(said.at(-1)![0]).toBe("Nothing is foreseen: the state of its own body is unknown.");
  });

  it("passes over a message with an estimate that is not finite and names the person", async () => {
    const stage = await allThree();
    drive(stage, 0, 1, 4, "cmd_vel_in", 0.8);
    const told = stage.heard(TOPICS.people);
    stage.detections(1.02, [[2, 0]]);
    const [good] = told.at(-1)!.people;

    stage.hand.advertise(TOPICS.people).publish({
      ...told.at(-1)!,
      people: [{ ...good!, position: { x: NaN, y: 0, z: 0 } }],
    });

    expect(stage.sentences).toContain(
      "The estimate of person 'p1' is passed over with its message: a number is not finite.",
    );
  });
});
