import { describe, expect, it } from "vitest";
import {
  type EntityTruth,
  type Estimate,
  Hazard,
  Hazards,
  type People,
} from "../../src/bus/messages/coalign-msgs.gen.ts";
import { Point } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../src/bus/messages/std-msgs.gen.ts";
import { TOPICS } from "../../src/bus/topics.ts";
import { startEpisode } from "../../src/cli/episode.ts";
import type { Setting } from "../../src/cli/processes.ts";
import { readScenario } from "../../src/cli/scenario.ts";
import { yawOf } from "../../src/quantity/angle.ts";
import { compose, invert, type Pose, toOuter } from "../../src/quantity/frame.ts";
import type { Vector } from "../../src/quantity/vector.ts";
import { theoryOfMind } from "../../src/nodes/theory-of-mind.ts";
import { FacultyStage } from "./faculty-stage.ts";

const ABOUT_ROBOT = "false belief: robot";

function named(message: People | undefined, what: string): readonly Estimate[] {
  return (message?.people ?? []).flatMap(({ estimates }) =>
    estimates.filter((estimate) => estimate.what === what),
  );
}

/** The robot stands and sees somebody who walks along y = 3 towards (1, 3), turned to a direction [rad]. */
function walkIn(
  stage: FacultyStage,
  from: number,
  until: number,
  x: number,
  heading: number,
): void {
  for (let k = Math.round(from * 50); k <= until * 50; k++) {
    stage.odometry(k / 50, 0, 0);
    if (k % 5 === 0) {
      stage.detections(k / 50, [[x - 0.5 * (k / 50 - from), 3]], "base_link", heading);
    }
  }
}

function hatch(state: string, frame = "odom", name = "hatch"): Hazards {
  const position = Point.create({ x: 1, y: 3 });
  return Hazards.create({
    header: Header.create({ frame_id: frame }),
    hazards: [Hazard.create({ name, state, harmless: "shut", position, radius: 0.4 })],
  });
}

describe("theory_of_mind, dangers", () => {
  it("tells who does not see that a hatch was opened, and tells it no more once it was in view", async () => {
    const stage = await new FacultyStage().start(theoryOfMind);
    const people = stage.heard<People>(TOPICS.people);
    const hazards = stage.hand.advertise(TOPICS.hazards);

    stage.odometry(0, 0, 0);
    hazards.publish(hatch("shut"));
    walkIn(stage, 0.1, 2, 3.5, Math.PI);
    expect(named(people.at(-1), "false belief: hatch")).toEqual([]);
    walkIn(stage, 2.02, 3, 2.5, 0); // it walks on backwards
    hazards.publish(hatch("open"));
    walkIn(stage, 3.02, 4, 2, 0);
    const [told] = named(people.at(-1), "false belief: hatch");
    expect(told).toMatchObject({ says: "takes it that it is shut; it is open" });
    expect(told!.value).toBeGreaterThan(0.6);
    expect(told!.because).toMatch(/saw hatch shut and not since: its eyes are not on it/);
    walkIn(stage, 4.02, 7, 1.5, Math.PI);

    expect(named(people.at(-1), "false belief: hatch")).toEqual([]);
  });

  it("passes over hazards in another frame or under the robot's name, and says so", async () => {
    const stage = await new FacultyStage().start(theoryOfMind);
    const hazards = stage.hand.advertise(TOPICS.hazards);

    stage.odometry(0, 0, 0);
    hazards.publish(hatch("open", "map"));
    stage.odometry(0.02, 0, 0);
    hazards.publish(hatch("open", "odom", "robot"));
    stage.odometry(0.04, 0, 0);

    expect(stage.sentences.join("\n")).toMatch(/given in 'map' and must be in 'odom'/);
    expect(stage.sentences.join("\n")).toMatch(/'robot' must have a name of its own/);
  });

  it("knows, round the blind corners of a simulated world, who does not know of the robot", async () => {
    const episode = await startEpisode({
      scenario: readScenario("blind-corner"),
      seed: 5,
      supervision: "supervised",
      settings: new Set<Setting>(["simulation"]),
    });
    const told: { readonly right: boolean; readonly because: string }[] = [];
    let truth: readonly EntityTruth[] = [];
    let odom: Pose<"odom", "base"> = { x: 0, y: 0, yaw: 0 };
    const judge = episode.loopback.bus("judge");
    judge.subscribe(TOPICS.worldTruth, ({ entities }) => {
      truth = entities;
    });
    judge.subscribe(TOPICS.odom, ({ pose: { pose } }) => {
      odom = { x: pose.position.x, y: pose.position.y, yaw: yawOf(pose.orientation) };
    });
    judge.subscribe(TOPICS.people, ({ people }) => {
      const robot = truth.find(({ kind }) => kind === "robot");
      const world = robot && compose(placeOf(robot), invert(odom));
      for (const { position, estimates } of people) {
        const [found] = estimates.filter(({ what }) => what === ABOUT_ROBOT);
        const [nearest] = truth
          .filter(({ kind }) => kind === "person")
          .map((entity) => ({ entity, off: away(entity, world && toOuter(world, position)) }))
          .sort((a, b) => a.off - b.off);
        if (
          found !== undefined &&
          found.value > 0.5 &&
          nearest !== undefined &&
          nearest.off < 0.75
        ) {
          told.push({ right: !nearest.entity.knows_robot, because: found.because });
        }
      }
    });
    episode.loopback.advance(30);
    await episode.end();

    const hidden = told.filter(({ because }) => because.includes("something stands between"));
    expect(hidden.length).toBeGreaterThan(10);
    for (const some of [told, hidden]) {
      expect(some.filter(({ right }) => right).length / some.length).toBeGreaterThan(0.7);
    }
  }, 30_000);
});

function placeOf({ pose }: EntityTruth): Pose<"world", "base"> {
  return { x: pose.position.x, y: pose.position.y, yaw: yawOf(pose.orientation) };
}

function away({ pose: { position } }: EntityTruth, place: Vector | undefined): number {
  return place === undefined ? Infinity : Math.hypot(position.x - place.x, position.y - place.y);
}
