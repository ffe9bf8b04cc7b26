import {
  arbitrate,
  disengage,
  hearCommand,
  hearLock,
  type Memory,
  NOBODY_YET,
} from "../../arbitration/arbitrate.ts";
import type { Twist, TwistStamped } from "../../bus/messages/geometry-msgs.gen.ts";
import { whenTypeKnown } from "../../bus/command-type.ts";
import { commandTopic, lockTopic, plainCommandTopic } from "../../bus/topics.ts";
import type { Dated, FactOf } from "../../kernel/fact.ts";
import type * as frame from "../../quantity/frame.ts";
import type { Seconds, Stamp } from "../../quantity/time.ts";
import { twistOf } from "./inputs.ts";
import { type CommandSource, type SupervisorSources, sourcesOf } from "./sources.ts";
import type { Turn } from "./turn.ts";

/** Called with every command as it came. */
export type Overhear = (driver: string, stamp: Stamp, dated: Dated) => void;

/** Hears all who command or lock the robot, and says whose command counts. */
export class Commands {
  readonly #turn: Turn;
  readonly #sources: SupervisorSources;
  readonly #overhear: Overhear;
  #memory: Memory = NOBODY_YET;
  #held = "";

  /** @throws SupervisorParameterError when a parameter names no sound source. */
  constructor(turn: Turn, overhear: Overhear) {
    this.#turn = turn;
    this.#overhear = overhear;
    this.#sources = sourcesOf(turn.parameters);
    for (const source of this.#sources.drivers) {
      this.#listenTo(source);
    }
    for (const { name, topic } of this.#sources.locks) {
      const hear = ({ data }: { readonly data: boolean }): void =>
        this.#lock(name, data ? "held" : "free");
      turn.bus.subscribe(
        lockTopic(topic),
        turn.safely(hear),
        turn.safely(() => this.#lock(name, "held")),
      );
    }
  }

  /** Holds every driver, as a lock does. @param by - Who holds; empty for nobody. */
  hold(by: string): void {
    this.#held = by;
    this.#turn.decide();
  }

  /** Tells the kernel whose command counts now, and what stands in its way. */
  arbitrate(now: Seconds): void {
    const { facts } = this.#turn;
    if (facts.state.latch !== undefined) {
      this.#memory = disengage(this.#memory);
    }
    const { command, obstructions } = arbitrate(this.#sources, this.#memory, now);
    if (command !== undefined && !isSame(command, facts.state.command)) {
      facts.tell(command);
    }
    facts.check("lock-held", this.#held === "" ? obstructions["lock-held"] : this.#held);
    facts.check("lock-silent", obstructions["lock-silent"]);
    facts.check("neutral-required", obstructions["neutral-required"]);
    facts.check("driver-silent", obstructions["driver-silent"]);
  }

  #listenTo({ name, topic }: CommandSource): void {
    const { bus, parameters, safely } = this.#turn;
    const refuse = safely(() => this.#hear(name, NOT_A_MOTION, UNSTAMPED));
    const setting = parameters.enable_stamped_cmd_vel;
    whenTypeKnown(bus, { topic, others: "publishers", setting }, (type) => {
      if (type === "stamped") {
        const receive = ({ header, twist }: TwistStamped): void => {
          const isKnown = header.frame_id === "" || header.frame_id === parameters.base_frame;
          this.#hear(name, isKnown ? twistOf(twist) : NOT_A_MOTION, header.stamp);
        };
        bus.subscribe(commandTopic(topic), safely(receive), refuse);
      } else {
        const receive = (twist: Twist): void => this.#hear(name, twistOf(twist), UNSTAMPED);
        bus.subscribe(plainCommandTopic(topic), safely(receive), refuse);
      }
    });
  }

  #hear(driver: string, twist: frame.Twist, stamp: Stamp): void {
    const dated = this.#turn.facts.dated(stamp);
    this.#overhear(driver, stamp, dated);
    this.#memory = hearCommand(this.#sources, this.#memory, { driver, twist, ...dated });
    this.#turn.decide();
  }

  #lock(name: string, held: "held" | "free"): void {
    this.#memory = hearLock(this.#memory, name, held, this.#turn.bus.monotonic());
    this.#turn.decide();
  }
}

const NOT_A_MOTION: frame.Twist = { vx: NaN, vy: NaN, wz: NaN };

const UNSTAMPED: Stamp = { sec: 0, nanosec: 0 };

/** Whether the kernel has been told this very command. */
function isSame(command: FactOf<"command">, told: FactOf<"command"> | undefined): boolean {
  return (
    told?.driver === command.driver &&
    Object.is(told.received, command.received) &&
    told.twist === command.twist
  );
}
