import { createHash } from "node:crypto";
import { type Contact, Decision } from "../bus/messages/coalign-msgs.gen.ts";
import type { Twist } from "../bus/messages/geometry-msgs.gen.ts";
import type { Bus } from "../bus/port.ts";
import { TOPICS } from "../bus/topics.ts";
import { secondsOf, type Seconds } from "../quantity/time.ts";
import type { ContactEntry, Evaluation } from "./report.ts";

/**
 * Watches a run from outside: contacts from ground truth, goals, decisions, odometry. It publishes nothing, so nothing
 * it knows can reach the robot.
 */
export type Watch = {
  /** What the run came to until now. */
  evaluate(): Evaluation;
  /** Largest speed so far [m/s]. */
  topSpeed(): number;
  /** Speed by the latest odometry, the larger of [m/s] and [rad/s]; undefined before the first. */
  speed(): number | undefined;
  /** How many messages of odometry came [1]. */
  heard(): number;
  /** Simulated time since the first clock message [s]; 0 before it. */
  elapsed(): Seconds;
};

/** Speed below which the robot counts as standing [m/s]. */
export const STANDING = 0.01;

/** Begins to watch. */
export function watchRun(bus: Bus): Watch {
  const elapsed = watchClock(bus);
  const contacts = watchContacts(bus);
  const decisions = watchDecisions(bus);
  const odometry = watchOdometry(bus);
  const goals = watchGoals(bus);
  return {
    speed: odometry.speed,
    heard: odometry.heard,
    topSpeed: odometry.topSpeed,
    elapsed,
    evaluate: () => ({
      duration: elapsed(),
      goals: goals(),
      contacts: contacts(),
      decisions: decisions(),
      motion: odometry.motion(elapsed()),
    }),
  };
}

function watchClock(bus: Bus): () => Seconds {
  let began: Seconds | undefined;
  let latest: Seconds = 0;
  bus.subscribe(TOPICS.clock, ({ clock }) => {
    latest = secondsOf(clock);
    began ??= latest;
  });
  return () => latest - (began ?? latest);
}

function watchGoals(bus: Bus): () => Evaluation["goals"] {
  let goals = { reached: 0, givenUp: 0 };
  bus.subscribe(TOPICS.goals, ({ reached, given_up }) => {
    goals = { reached, givenUp: given_up };
  });
  return () => goals;
}

function watchContacts(bus: Bus): () => Evaluation["contacts"] {
  const contacts = new Map<string, ContactEntry>();
  bus.subscribe(TOPICS.contactTruth, (contact) => {
    const entry = entryOf(contact);
    contacts.set([contact.robot_link, entry.other, entry.bodyPart, entry.time].join(" "), entry);
  });
  return () => {
    const list = [...contacts.values()];
    const moving = list.filter(({ robotSpeed }) => robotSpeed > STANDING);
    const into = moving.filter(({ movedInto }) => movedInto !== "other");
    const own = into.filter(({ robotOwnSpeed }) => robotOwnSpeed > STANDING);
    return {
      total: list.length,
      byOwnMotion: own.length,
      withPeople: own.filter(({ kind }) => kind === "person").length,
      whenPushed: into.length - own.length,
      whileMoving: moving.length,
      list,
    };
  };
}

function entryOf(contact: Contact): ContactEntry {
  return {
    time: secondsOf(contact.header.stamp),
    other: contact.other,
    kind: contact.kind,
    bodyPart: contact.body_part,
    robotSpeed: contact.robot_speed,
    robotOwnSpeed: contact.robot_own_speed,
    peakForce: contact.peak_force,
    movedInto: contact.moved_into,
  };
}

function watchDecisions(bus: Bus): () => Evaluation["decisions"] {
  const hash = createHash("sha256");
  const reasons = new Map<string, number>();
  let count = 0;
  let stops = 0;
  let moved = false;
  bus.subscribe(TOPICS.decisions, (decision) => {
    count += 1;
    hash.update(Decision.encode(decision));
    for (const id of new Set(decision.reasons.map((reason) => reason.id))) {
      reasons.set(id, (reasons.get(id) ?? 0) + 1);
    }
    const moves = isMotion(decision.given);
    stops += moved && !moves && isMotion(decision.asked) ? 1 : 0;
    moved = moves;
  });
  return () => ({
    count,
    hash: hash.copy().digest("hex"),
    stops,
    reasons: Object.fromEntries([...reasons].sort(([a], [b]) => (a < b ? -1 : 1))),
  });
}

function isMotion({ linear, angular }: Twist): boolean {
  return Math.max(Math.abs(linear.x), Math.abs(linear.y), Math.abs(angular.z)) > STANDING;
}

function watchOdometry(bus: Bus): {
  readonly speed: () => number | undefined;
  readonly heard: () => number;
  readonly topSpeed: () => number;
  readonly motion: (elapsed: Seconds) => Evaluation["motion"];
} {
  let heard = 0;
  let distance = 0;
  let topSpeed = 0;
  let speed: number | undefined;
  let before: Seconds | undefined;
  bus.subscribe(TOPICS.odom, ({ header, twist: { twist } }) => {
    const now = secondsOf(header.stamp);
    const forward = Math.hypot(twist.linear.x, twist.linear.y);
    distance += before === undefined ? 0 : forward * Math.max(0, now - before);
    topSpeed = Math.max(topSpeed, forward);
    speed = Math.max(forward, Math.abs(twist.angular.z));
    before = now;
    heard += 1;
  });
  return {
    speed: () => speed,
    heard: () => heard,
    topSpeed: () => topSpeed,
    motion: (elapsed) => ({ distance, topSpeed, meanSpeed: elapsed > 0 ? distance / elapsed : 0 }),
  };
}
