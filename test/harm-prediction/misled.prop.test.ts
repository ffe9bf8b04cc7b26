import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  Estimate,
  People,
  Person,
  PredictedPath,
} from "../../src/bus/messages/coalign-msgs.gen.ts";
import { Point, Vector3 } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { forecast } from "../../src/harm-prediction/forecast.ts";
import { peopleOf } from "../../src/nodes/harm-prediction-messages.ts";
import { misledAbout, MISLED_ABOUT_ROBOT } from "../../src/theory-of-mind/belief/tell-misled.ts";
import { evenly } from "../support/evenly.ts";
import { driving, person, scene, SETTINGS } from "./scene.ts";

/** Harm of the command to somebody of whom a false belief is told so surely, at a place with a velocity. */
function harmTo(place: readonly number[], what = MISLED_ABOUT_ROBOT, value = 0): number {
  const [x = 0, y = 0, vx = 0, vy = 0, aware = 0] = place;
  const told = person(x, y, vx, vy);
  const message = People.create({
    people: [
      Person.create({
        id: "p1",
        confidence: 1,
        position: Point.create({ x, y }),
        velocity: Vector3.create({ x: vx, y: vy }),
        covariance: new Float64Array(16),
        radius: 0.3,
        height: 1.75,
        posture: "standing",
        aware_of_robot: aware,
        futures: told.futures.map(({ probability, points, radius90, step }) =>
          PredictedPath.create({
            probability,
            step,
            radius90,
            points: points.map((point) => Point.create(point)),
          }),
        ),
        estimates: [Estimate.create({ what, value })],
      }),
    ],
  });
  const people = peopleOf(message, "told");
  if (typeof people === "string") {
    throw new Error(people);
  }
  return forecast(scene(driving(0.8), people), SETTINGS).alternatives[0]?.worst ?? NaN;
}

describe("a person who is misled about the robot", () => {
  it("never makes a motion seem less harmful", () => {
    const place = fc.tuple(
      evenly(0, 4),
      evenly(-2, 2),
      evenly(-1.5, 1.5),
      evenly(-1.5, 1.5),
      evenly(0, 1),
    );
    fc.assert(
      fc.property(place, evenly(0, 1), (where, value) => {
        const without = harmTo(where, misledAbout("hatch"), value);
        expect(harmTo(where, MISLED_ABOUT_ROBOT, value)).toBeGreaterThanOrEqual(without);
      }),
    );
  });

  it("walks on: it neither slows down nor goes round, and a belief that cannot be read counts as one", () => {
    const across = [1.5, -1.6, 0, 1.3, 0.2];

    expect(harmTo(across, MISLED_ABOUT_ROBOT, 0.9)).toBeGreaterThan(1.2 * harmTo(across));
    expect(harmTo(across, MISLED_ABOUT_ROBOT, NaN)).toBe(harmTo(across, MISLED_ABOUT_ROBOT, 1));
    expect(harmTo(across, MISLED_ABOUT_ROBOT, 0.3)).toBe(harmTo(across));
  });
});
