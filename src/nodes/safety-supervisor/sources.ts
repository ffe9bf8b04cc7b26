import type { Driver, Lock, Sources } from "../../arbitration/arbitrate.ts";
import { TOPICS } from "../../bus/topics.ts";
import type { Parameters } from "./parameters.ts";

/** A parameter of the supervisor that cannot be used; the message is one sentence. */
export class SupervisorParameterError extends Error {
  override readonly name = "SupervisorParameterError";
}

/** Where a driver's commands come from. */
export type CommandSource = Driver & { readonly topic: string };

export type LockSource = Lock & { readonly topic: string };

/** Everyone who may command or lock the robot, with the topics; the first driver outranks the others. */
export type SupervisorSources = Sources & {
  readonly drivers: readonly CommandSource[];
  readonly locks: readonly LockSource[];
};

/**
 * The teleoperator first, then `more_sources` in their order, autonomy last.
 * @throws SupervisorParameterError when a line of `more_sources` or `locks` is not as it must be, a name is empty, or one
 *   topic is to be two.
 */
export function sourcesOf(p: Parameters): SupervisorSources {
  const drivers: readonly CommandSource[] = [
    {
      name: "teleop",
      topic: p.cmd_vel_teleop_topic,
      kind: "human",
      budget: p.teleop_timeout,
      hold: p.teleop_hold,
    },
    ...p.more_sources.filter((line) => line !== "").map((line) => driverIn(line, p)),
    {
      name: "autonomy",
      topic: p.cmd_vel_in_topic,
      kind: "program",
      budget: Infinity,
      hold: p.command_timeout,
    },
  ];
  const names = drivers.map(({ name }) => name);
  const double = names.find((name, i) => names.indexOf(name) < i);
  if (double !== undefined) {
    throw new SupervisorParameterError(`more_sources: there are two drivers named '${double}'`);
  }
  const locks = p.locks.filter((line) => line !== "").map((line) => lockIn(line, names));
  refuseNames(p, drivers, locks);
  return { drivers, locks };
}

const NAMED = ["robot", "base_frame"] as const;

const TOPIC = /^\/?[A-Za-z_]\w*(\/[A-Za-z_]\w*)*$/;

/** Who shares a topic with another would speak in its name, and past the supervisor where that topic is the base's. */
function refuseNames(
  p: Parameters,
  drivers: readonly CommandSource[],
  locks: readonly LockSource[],
): void {
  const unnamed = NAMED.find((name) => p[name].trim() === "");
  if (unnamed !== undefined) {
    throw new SupervisorParameterError(`parameter '${unnamed}' is empty; give it a name`);
  }
  const topics = [
    ["what the base gets (cmd_vel_out_topic)", p.cmd_vel_out_topic],
    ["the hardware stop (hardware_stop_topic)", p.hardware_stop_topic],
    ["the veto", TOPICS.veto.name],
    ...drivers.map(({ name, topic }) => [`the driver '${name}'`, topic] as const),
    ...locks.map(({ name, topic }) => [`the lock '${name}'`, topic] as const),
  ] as const;
  topics.forEach(([what, topic], at) => {
    if (!TOPIC.test(topic)) {
      throw new SupervisorParameterError(`${what}: '${topic}' is no name of a topic`);
    }
    const other = topics.slice(0, at).find((one) => plain(one[1]) === plain(topic));
    if (other !== undefined) {
      throw new SupervisorParameterError(
        `${other[0]} and ${what} are both on the topic '${topic}'; give each its own`,
      );
    }
  });
}

/** Names as they are told apart in the namespace of a robot that has none. */
function plain(topic: string): string {
  return topic.replace(/^\//, "");
}

const NAME = /^[a-z][a-z0-9_]*$/;

function driverIn(line: string, p: Parameters): CommandSource {
  const [name = "", topic = "", kind, timeout, hold, ...rest] = line.trim().split(/\s+/);
  const budget = Number(timeout);
  const isSound =
    NAME.test(name) &&
    topic !== "" &&
    (kind === "human" || kind === "program") &&
    budget >= 0.02 &&
    budget <= p.command_timeout &&
    Number(hold) >= budget &&
    Number(hold) <= 60 &&
    rest.length === 0;
  if (!isSound) {
    throw new SupervisorParameterError(
      `more_sources: '${line}' must be 'NAME TOPIC human|program TIMEOUT HOLD', the time-out [s] from 0.02 to ` +
        `command_timeout (${p.command_timeout}), the hold [s] from the time-out to 60`,
    );
  }
  return { name, topic, kind, budget, hold: Number(hold) };
}

function lockIn(line: string, drivers: readonly string[]): LockSource {
  const [topic = "", timeout, ...locks] = line.trim().split(/\s+/);
  const budget = Number(timeout);
  const isSound =
    topic !== "" &&
    budget >= 0.02 &&
    budget <= 10 &&
    locks.length > 0 &&
    locks.every((name) => drivers.includes(name));
  if (!isSound) {
    throw new SupervisorParameterError(
      `locks: '${line}' must be 'TOPIC TIMEOUT DRIVER...', the time-out [s] from 0.02 to 10, ` +
        `the drivers among ${drivers.join(", ")}`,
    );
  }
  return { name: topic, topic, budget, locks };
}
