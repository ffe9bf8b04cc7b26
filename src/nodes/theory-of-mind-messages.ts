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

function personMessage(account: Account, source: string): Person {
  return new TellingPerson(account, source);
}

/** A person as a message. Words are made when somebody reads them, also the encoder; whoever reads numbers alone waits for none. */
class TellingPerson implements Person {
  readonly id;
  readonly source;
  readonly age;
  readonly visible;
  readonly confidence;
  readonly position;
  readonly velocity;
  readonly covariance;
  readonly heading;
  readonly heading_deviation;
  readonly radius;
  readonly height;
  readonly posture;
  readonly sees_robot;
  readonly aware_of_robot;
  readonly futures;
  readonly group;
  readonly because;
  readonly #words: Account["words"];
  #goals: Person["goals"] | undefined;
  #estimates: Person["estimates"] | undefined;

  constructor({ mind, group, words }: Account, source: string) {
    const { x, y, vx, vy, covariance } = mind.kinematics;
    this.id = mind.id;
    this.source = source;
    this.age = mind.age;
    this.visible = mind.visible === "visible";
    this.confidence = mind.confidence;
    this.position = { x, y, z: 0 };
    this.velocity = { x: vx, y: vy, z: 0 };
    this.covariance = new Float64Array(covariance);
    this.heading = mind.heading;
    this.heading_deviation = mind.headingDeviation;
    this.radius = mind.radius;
    this.height = mind.height;
    this.posture = mind.posture;
    this.sees_robot = mind.seesRobot;
    this.aware_of_robot = mind.awareOfRobot;
    this.futures = mind.futures.map(({ probability, points, radius90 }) => ({
      probability,
      step: STEP,
      points,
      radius90,
    }));
    this.group = group;
    this.because = mind.because;
    this.#words = words;
  }

  get goals(): Person["goals"] {
    return (this.#goals ??= this.#words.goals.map(({ name, point, probability }) => ({
      name,
      position: point === undefined ? { x: NaN, y: NaN, z: NaN } : { ...point, z: 0 },
      probability,
    })));
  }

  get estimates(): Person["estimates"] {
    return (this.#estimates ??= this.#words.estimates.map(
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
    ));
  }
}
