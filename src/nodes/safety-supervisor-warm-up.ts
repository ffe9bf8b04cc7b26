import { Loopback } from "../bus/loopback.ts";
import { TwistStamped } from "../bus/messages/geometry-msgs.gen.ts";
import type { Bus } from "../bus/port.ts";
import { COMMAND_NAMES, commandTopic, TOPICS } from "../bus/topics.ts";
import { type Seconds, stampOf } from "../quantity/time.ts";
import { feedLongHall } from "./long-hall.ts";
import { safetySupervisor } from "./safety-supervisor.ts";

/** Simulated time between two looks at the clock [s]. */
const STEP: Seconds = 0.02;

/** Any time that is no whole number, on the monotonic and on the system clock [s]. */
const START: Seconds = 0.437;
const EPOCH: Seconds = 1.7e9 + 0.123;

/** Commands in a long hall, as many as a second of the fastest commander has [1/s]. */
const RATE = 1000;

/** The share of the time after which the veto comes: what stands still is run too [1]. */
const MOVING = 0.8;

/**
 * Runs the code of the supervisor on another one, which lives on a bus of its own and hears nothing but made-up facts, and
 * ends it: V8 compiles and optimises what runs, so that the first commands of the real one need not wait for that.
 * Nothing of it is left: no latch file, no key, no message to anybody.
 * @param budget - How long it may take, on the machine's clock [s].
 * @param clock - The machine's monotonic clock [s].
 */
export async function warmUpSupervisor(
  budget: Seconds,
  clock: () => Seconds = () => performance.now() / 1000,
): Promise<void> {
  const until = clock() + budget;
  const loopback = new Loopback({ wire: "bytes" });
  loopback.advance(START);
  const overrides = { latch_file: "", operators_file: "" };
  const bus = atSystemTime(loopback.bus(safetySupervisor.name, overrides));
  const supervisor = await safetySupervisor.start(bus, bus.declare(safetySupervisor.parameters));
  const outside = atSystemTime(loopback.bus("outside"));
  const veto = outside.advertise(TOPICS.veto);
  feedLongHall(outside);
  commandAndListen(outside);
  const moving = clock() + MOVING * (until - clock());
  const advance = (end: Seconds): void => {
    do {
      loopback.advance(loopback.time + STEP);
    } while (clock() < end);
  };
  advance(moving);
  veto.publish({ data: true });
  advance(until);
  await supervisor.stop();
  loopback.disconnect(safetySupervisor.name);
}

/**
 * V8 compiles for the kinds of number that it saw: times must look as they will. The clock stays a simulated one, or the
 * real robot's latch would be found and kept.
 */
function atSystemTime(bus: Bus): Bus {
  return { ...bus, now: () => EPOCH + bus.monotonic() };
}

function commandAndListen(bus: Bus): void {
  bus.subscribe(commandTopic(COMMAND_NAMES.out), () => undefined);
  bus.subscribe(TOPICS.supervisorState, () => undefined);
  const command = bus.advertise(commandTopic(COMMAND_NAMES.in));
  const twist = TwistStamped.create().twist;
  const frame_id = "base_link";
  let sent = 0;
  bus.every(1 / RATE, "steady", () => {
    // Standstill first, as after every change of the driver.
    sent++;
    const linear = { x: sent < RATE / 10 ? 0 : 0.2 + 1e-7 * sent, y: 0, z: 0 };
    const header = { stamp: stampOf(bus.now()), frame_id };
    command.publish({ header, twist: { ...twist, linear } });
  });
}
