import { expect, it } from "vitest";
import {
  type People,
  PersonDetection,
  PersonDetections,
} from "../../src/bus/messages/coalign-msgs.gen.ts";
import { Point } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../src/bus/messages/std-msgs.gen.ts";
import { TOPICS } from "../../src/bus/topics.ts";
import { theoryOfMind } from "../../src/nodes/theory-of-mind.ts";
import { stampOf } from "../../src/quantity/time.ts";
import { FacultyStage } from "./faculty-stage.ts";

/** Distress as told of two people: one whose face shows fear for a while, and one whose face is not seen. */
async function distressShown(confidence: number): Promise<readonly number[]> {
  const stage = await new FacultyStage().start(theoryOfMind);
  const people = stage.heard<People>(TOPICS.people);
  const detections = stage.hand.advertise(TOPICS.peopleDetections);
  for (let k = 0; k <= 100; k++) {
    stage.odometry(k / 50, 0, 0);
    if (k % 5 === 0) {
      detections.publish(
        PersonDetections.create({
          header: Header.create({ stamp: stampOf(k / 50), frame_id: "base_link" }),
          range: 10,
          field_of_view: 6,
          people: [person("a", 2, confidence), person("b", -2, 0)],
        }),
      );
    }
  }
  return (people.at(-1)?.people ?? [])
    .toSorted((one, other) => other.position.y - one.position.y)
    .map(({ estimates }) => estimates.find(({ what }) => what === "distress")?.value ?? NaN);
}

function person(id: string, y: number, sure: number): PersonDetection {
  return PersonDetection.create({
    id,
    confidence: 0.9,
    position: Point.create({ x: 3, y }),
    position_covariance: Float64Array.of(0.0025, 0, 0, 0.0025),
    expression: sure > 0 ? "scared" : "",
    valence: sure > 0 ? -0.8 : 0,
    expression_confidence: sure,
  });
}

it("takes what a face shows for a sign of distress, of that person alone", async () => {
  const [scared = NaN, other = NaN] = await distressShown(0.9);
  const [before = NaN] = await distressShown(0);

  expect(scared).toBeGreaterThan(3 * before);
  expect(other).toBeCloseTo(before, 2);
});
