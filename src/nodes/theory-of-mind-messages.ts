import {
  type People,
  type Person,
  type PersonDetection,
  type PersonDetections,
} from "../bus/messages/coalign-msgs.gen.ts";
import { type Seconds, stampOf } from "../quantity/time.ts";
import type { Sign } from "../theory-of-mind/feeling/sign.ts";
import { STEP } from "../theory-of-mind/futures.ts";
import type { Detection } from "../theory-of-mind/tracking/tracker.ts";
import type { Account } from "./theory-of-mind-faculty.ts";

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
    id: person.id,
    x: person.position.x,
    y: person.position.y,
    covariance: person.position_covariance,
    confidence: person.confidence,
    heading: given(person, "heading"),
    gaze: given(person, "gaze"),
    gazePitch: person.has_gaze ? person.gaze_pitch : undefined,
    height: person.height,
    posture: person.posture,
  }));
}

/** What faces showed in a frame, by the detector's own ids. */
export function signsIn({ people }: PersonDetections): ReadonlyMap<string, Sign> {
  const seen = people.filter(({ expression_confidence: sure }) => sure > 0);
  return new Map(
    seen.map(({ id, expression, valence, arousal, expression_confidence: confidence }) => [
      id,
      { expression, valence, arousal, confidence },
    ]),
  );
}

function given(person: PersonDetection, what: "heading" | "gaze"): number | undefined {
  return person[`has_${what}`] ? person[what] : undefined;
}

export function peopleMessage(
  accounts: readonly Account[],
  now: Seconds,
  frame: string,
  source: string,
): People {
  return {
    header: { stamp: stampOf(now), frame_id: frame },
    people: accounts.map((account) => personMessage(account, source)),
  };
}

function personMessage({ mind, group, goals, estimates }: Account, source: string): Person {
  const { kinematics } = mind;
  return {
    id: mind.id,
    source,
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
    group,
    goals: goals.map(({ name, point, probability }) => ({
      name,
      position: point === undefined ? { x: NaN, y: NaN, z: NaN } : { ...point, z: 0 },
      probability,
    })),
    estimates: estimates.map(
      ({ what, says = "", value, low, high, source: from, age, because, wouldChange }) => ({
        what,
        says,
        value,
        low,
        high,
        source: from,
        age,
        because,
        would_change: wouldChange,
      }),
    ),
    because: mind.because,
  };
}
