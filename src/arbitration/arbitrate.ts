import type { Dated, FactOf } from "../kernel/fact.ts";
import type { ReasonId } from "../kernel/reason.ts";
import { isStandstill, type Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";

/**
 * Whose command is put to the kernel, as `twist_mux` does, without its silence: what locks or silences a driver becomes a
 * stop with its reason, and nobody takes over a robot that moves under another's hand.
 */

/** Where commands come from. */
export type Driver = {
  readonly name: string;
  /** A human drives by holding on: from standstill, and again from there after each silence. A program may drive at once. */
  readonly kind: "human" | "program";
  /** Oldest command that counts [s]; Infinity leaves it to the kernel. */
  readonly budget: Seconds;
  /** How long a silent driver keeps the robot still before one of lower rank may have it [s]. */
  readonly hold: Seconds;
};

/** Something that is held down by publishing: true, or silent beyond its budget, it stops the drivers it locks. */
export type Lock = {
  readonly name: string;
  readonly budget: Seconds;
  readonly locks: readonly string[];
};

/** Who there is; the first driver outranks the others. */
export type Sources = { readonly drivers: readonly Driver[]; readonly locks: readonly Lock[] };

export type Command = Dated & { readonly driver: string; readonly twist: Twist };

/** What is remembered of drivers and locks. */
export type Memory = {
  readonly commands: { readonly [driver: string]: Command };
  /** Human drivers who were at standstill and have not been silent since. */
  readonly engaged: readonly string[];
  readonly locks: {
    readonly [name: string]: { readonly held: "held" | "free"; readonly received: Seconds };
  };
};

export const NOBODY_YET: Memory = { commands: {}, engaged: [], locks: {} };

/** A command was heard. Every driver of lower rank must begin again from standstill. */
export function hearCommand(sources: Sources, memory: Memory, command: Command): Memory {
  const names = sources.drivers.map(({ name }) => name);
  const rank = names.indexOf(command.driver);
  const driver = sources.drivers[rank];
  if (driver === undefined) {
    return memory;
  }
  const silence = command.received - (memory.commands[driver.name]?.received ?? -Infinity);
  const goesOn = memory.engaged.includes(driver.name) && silence <= driver.budget;
  const kept = memory.engaged.filter((name) => names.indexOf(name) < rank);
  const engaged = isStandstill(command.twist) || goesOn ? [...kept, driver.name] : kept;
  return { ...memory, engaged, commands: { ...memory.commands, [driver.name]: command } };
}

export function hearLock(
  memory: Memory,
  name: string,
  held: "held" | "free",
  received: Seconds,
): Memory {
  return { ...memory, locks: { ...memory.locks, [name]: { held, received } } };
}

/** Whoever drove must let go before driving again: after a latch, for example. */
export function disengage(memory: Memory): Memory {
  return memory.engaged.length === 0 ? memory : { ...memory, engaged: [] };
}

/** What stands in the way of the driver in force, in words; empty where nothing does. */
export type Obstruction = Extract<
  ReasonId,
  "lock-held" | "lock-silent" | "neutral-required" | "driver-silent"
>;

export type Arbitration = {
  readonly command: FactOf<"command"> | undefined;
  readonly obstructions: { readonly [O in Obstruction]: string };
};

/**
 * Who drives now: the first driver who has not been silent for longer than it holds the robot; the last one heard when all
 * have. A command whose time is not a number holds the robot.
 */
export function arbitrate(sources: Sources, memory: Memory, now: Seconds): Arbitration {
  const driver = driverInForce(sources, memory, now);
  const command = driver && memory.commands[driver.name];
  if (driver === undefined || command === undefined) {
    return { command: undefined, obstructions: FREE };
  }
  const locked = sources.locks.filter((lock) => lock.locks.includes(driver.name));
  return {
    command: {
      kind: "command",
      by: driver.kind,
      driver: command.driver,
      twist: command.twist,
      received: command.received,
      stampAge: command.stampAge,
    },
    obstructions: {
      "lock-held": locked.find(({ name }) => memory.locks[name]?.held === "held")?.name ?? "",
      "lock-silent": locked.find((lock) => isSilent(lock, memory, now))?.name ?? "",
      "neutral-required":
        driver.kind === "program" || memory.engaged.includes(driver.name) ? "" : driver.name,
      "driver-silent": isFresh(command, driver.budget, now) ? "" : driver.name,
    },
  };
}

function driverInForce(sources: Sources, memory: Memory, now: Seconds): Driver | undefined {
  let last: Driver | undefined;
  for (const driver of sources.drivers) {
    const command = memory.commands[driver.name];
    if (command !== undefined && !(now - command.received > driver.hold)) {
      return driver;
    }
    last = command === undefined ? last : driver;
  }
  return last;
}

const FREE: Arbitration["obstructions"] = {
  "lock-held": "",
  "lock-silent": "",
  "neutral-required": "",
  "driver-silent": "",
};

function isSilent({ name, budget }: Lock, memory: Memory, now: Seconds): boolean {
  return !(now - (memory.locks[name]?.received ?? -Infinity) <= budget);
}

function isFresh(command: Dated, budget: Seconds, now: Seconds): boolean {
  const silence = now - command.received;
  return silence <= budget && silence + command.stampAge <= budget;
}
