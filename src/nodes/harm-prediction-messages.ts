import type {
  BodyState,
  HarmAlternative,
  HarmForecast,
  Limit,
  People,
  Person,
} from "../bus/messages/coalign-msgs.gen.ts";
import type { Advice } from "../harm-prediction/advice.ts";
import type { Alternative, Settings } from "../harm-prediction/forecast.ts";
import type { PersonAhead } from "../harm-prediction/person-ahead.ts";
import type { RobotAhead } from "../harm-prediction/robot-path.ts";
import { yawOf } from "../quantity/angle.ts";
import type { Twist } from "../quantity/frame.ts";
import { MISLED_ABOUT_ROBOT } from "../theory-of-mind/belief/tell-misled.ts";
import { type Future, futuresOf, STEP } from "../theory-of-mind/futures.ts";
import { type Seconds, stampOf } from "../quantity/time.ts";
import { twistOf } from "./hear-commands.ts";

/** Which futures of people are feared: those they are told to have, or those assumed of everybody too. */
export type Feared = "told" | "told and assumed";

/** From this probability on somebody is taken to be misled about the robot [1]. */
const MISLED = 0.5;

/** The people in a message, or one sentence that says why it cannot be used. */
export function peopleOf({ people }: People, feared: Feared): readonly PersonAhead[] | string {
  const ahead: PersonAhead[] = [];
  for (const person of people) {
    const trouble = troubleWith(person);
    if (trouble !== "") {
      return `The estimate of person '${person.id}' is passed over with its message: ${trouble}.`;
    }
    ahead.push({
      id: person.id,
      confidence: Math.min(1, Math.max(0, person.confidence)),
      x: person.position.x,
      y: person.position.y,
      deviation: Math.sqrt(
        Math.max(0, (person.covariance[0] ?? 0) + (person.covariance[5] ?? 0)) / 2,
      ),
      radius: person.radius,
      height: person.height,
      posture: person.posture,
      aware: Math.min(1, Math.max(0, person.aware_of_robot)),
      futures: person.futures,
      besides: [
        ...(feared === "told" ? [] : [assumedOf(person)]),
        ...(isMisled(person) ? [walkingOn(person)].filter(({ length }) => length > 0) : []),
      ],
    });
  }
  return ahead;
}

/** Whether somebody takes it that no robot moves here; what cannot be read counts as that. */
function isMisled({ estimates }: Person): boolean {
  const found = estimates.find(({ what }) => what === MISLED_ABOUT_ROBOT);
  return found !== undefined && !(found.value < MISLED);
}

/** The one future of somebody who walks on as it walks now, for it knows of nothing to walk around or to wait for. */
function walkingOn(person: Person): PersonAhead["futures"] {
  return assumedOf(person).filter(({ kind }) => kind === "keep");
}

function assumedOf({
  position: { x, y },
  velocity,
  covariance,
}: Person): readonly (PersonAhead["futures"][number] & Pick<Future, "kind">)[] {
  const kinematics = { x, y, vx: velocity.x, vy: velocity.y, covariance: [...covariance] };
  return futuresOf(kinematics).map((future) => ({ ...future, step: STEP }));
}

function troubleWith(person: Person): string {
  const { position, radius, confidence, aware_of_robot: aware, height, futures } = person;
  const numbers = [position.x, position.y, radius, confidence, aware, height];
  if (!numbers.every(Number.isFinite) || !person.covariance.every(Number.isFinite)) {
    return "a number is not finite";
  }
  if (radius <= 0) {
    return `its radius is ${radius} and must be above 0`;
  }
  const usable = futures.every(
    ({ points, radius90, step, probability }) =>
      points.length > 0 &&
      points.length === radius90.length &&
      step > 0 &&
      probability >= 0 &&
      points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)) &&
      radius90.every((one) => Number.isFinite(one) && one >= 0),
  );
  return usable && futures.some(({ probability }) => probability > 0)
    ? ""
    : "it has no usable futures";
}

/** The robot in a message, or nothing when it cannot be used. */
export function robotOf(body: BodyState, acceleration: number): RobotAhead | undefined {
  const { position, orientation } = body.pose;
  const robot: RobotAhead = {
    x: position.x,
    y: position.y,
    yaw: yawOf(orientation),
    twist: twistOf(body.twist),
    radius: body.radius,
    height: body.height,
    mass: body.mass,
    acceleration,
    braking: body.braking,
    latency: body.latency,
  };
  const { x, y, yaw, twist, radius, height, mass, braking, latency } = robot;
  const numbers = [x, y, yaw, radius, height, mass, braking, latency, acceleration];
  const finite = [...numbers, twist.vx, twist.vy, twist.wz].every(Number.isFinite);
  const possible = robot.radius > 0 && robot.mass > 0 && robot.braking > 0 && robot.latency >= 0;
  return finite && possible && acceleration > 0 ? robot : undefined;
}

/** A forecast that foresees nothing, and says so. */
export function emptyForecast(now: Seconds, frame: string, sentence: string): HarmForecast {
  return {
    header: { stamp: stampOf(now), frame_id: frame },
    horizon: 0,
    rollouts: 0,
    alternatives: [],
    advice: UNLIMITED,
    sentence,
  };
}

const UNLIMITED: Limit = { speed: Infinity, spin: Infinity, bounds: [] };

export function forecastMessage(
  alternatives: readonly Alternative[],
  advice: Advice,
  settings: Settings,
  now: Seconds,
  frame: string,
): HarmForecast {
  return {
    header: { stamp: stampOf(now), frame_id: frame },
    horizon: settings.horizon,
    rollouts: settings.rollouts,
    alternatives: alternatives.map(alternativeMessage),
    advice: { speed: advice.speed, spin: advice.spin, bounds: [] },
    sentence: advice.sentence,
  };
}

function alternativeMessage({ id, twist, people, worst }: Alternative): HarmAlternative {
  return {
    id,
    twist: twistMessage(twist),
    people: people.map((one) => ({
      person: one.person,
      contact_probability: one.contactProbability,
      time_to_contact: one.timeToContact,
      severity: one.severity,
      impact_speed: one.impactSpeed,
      harm: one.harm,
      benefit: one.benefit,
      omission: one.omission,
    })),
    worst_harm: worst,
  };
}

function twistMessage({ vx, vy, wz }: Twist): HarmAlternative["twist"] {
  return { linear: { x: vx, y: vy, z: 0 }, angular: { x: 0, y: 0, z: wz } };
}
