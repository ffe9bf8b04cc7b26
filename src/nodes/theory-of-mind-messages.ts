import {
  type People,
  type Person,
  type PersonDetection,
  type PersonDetections,
} from "../bus/messages/coalign-msgs.gen.ts";
import { type Seconds, stampOf } from "../quantity/time.ts";
import { STEP } from "../theory-of-mind/futures.ts";
import type { Mind } from "../theory-of-mind/mind.ts";
import type { Detection } from "../theory-of-mind/tracking/tracker.ts";
import { TOPICS } from "../bus/topics.ts";

/** Whether every number a frame is used by is finite. */
export function isReadable({ range, field_of_view: width, people }: PersonDetections): boolean {
  return (
    Number.isFinite(range) &&
    Number.isFinite(width) &&
    people.every(
      ({ position, confidence, position_covariance: covariance }) =>
        [position.x, position.y, confidence].every(Number.isFinite) &&
        covariance.every(Number.isFinite),
    )
  );
}

export function detectionsOf({ people }: PersonDetections): readonly Detection[] {
  return people.map((person) => ({
    x: person.position.x,
    y: person.position.y,
    covariance: person.position_covariance,
    confidence: person.confidence,
    heading: given(person, "heading"),
    gaze: given(person, "gaze"),
    height: person.height,
    posture: person.posture,
  }));
}

function given(person: PersonDetection, what: "heading" | "gaze"): number | undefined {
  return person[`has_${what}`] ? person[what] : undefined;
}

export function peopleMessage(minds: readonly Mind[], now: Seconds, frame: string): People {
  return { header: { stamp: stampOf(now), frame_id: frame }, people: minds.map(personMessage) };
}

function personMessage(mind: Mind): Person {
  const { kinematics } = mind;
  return {
    id: mind.id,
    source: TOPICS.peopleDetections.name,
    age: mind.age,
    visible: mind.visible === "visible",
    confidence: mind.confidence,
    position: { x: kinematics.x, y: kinematics.y, z: 0 },
    velocity: { x: kinematics.vx, y: kinematics.vy, z: 0 },
    covariance: new Float64Array(kinematics.covariance),
    heading: mind.heading,
    heading_deviation: mind.headingDeviation,
    radius: mind.radius,
    height: mind.height,
    posture: mind.posture,
    sees_robot: mind.seesRobot,
    aware_of_robot: mind.awareOfRobot,
    futures: mind.futures.map(({ probability, points, radius90 }) => ({
      probability,
      step: STEP,
      points,
      radius90,
    })),
    because: mind.because,
  };
}
