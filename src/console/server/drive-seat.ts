import {
  type CommandType,
  type CommandTypeSetting,
  whenTypeKnown,
} from "../../bus/command-type.ts";
import { TwistStamped, type Twist } from "../../bus/messages/geometry-msgs.gen.ts";
import { Twist as TwistType } from "../../bus/messages/geometry-msgs.gen.ts";
import type { Bus, Timer } from "../../bus/port.ts";
import { commandTopic, plainCommandTopic } from "../../bus/topics.ts";
import { stampOf } from "../../quantity/time.ts";
import type { DriveFrame, Motion } from "../protocol.ts";

export type DriveOptions = {
  readonly topic: string;
  /** Whether commands are TwistStamped; else Twist. */
  readonly stamped: CommandTypeSetting;
  /** Frame of the base; `base_link` when missing. */
  readonly frame?: string;
  /** What full deflection asks for [m/s], [rad/s]. */
  readonly speed: number;
  readonly spin: number;
  /** A hold ends when nothing came for this long, wall clock [s]. */
  readonly heartbeat: number;
};

/** Commands a second while a hold lasts [Hz]. */
const RATE = 20;

type Hold = {
  readonly page: number;
  readonly number: number;
  readonly ended: (sentence: string) => void;
  motion: Motion;
  heard: number;
};

/**
 * The one driver's seat: commands go out while a page holds, one zero when the hold ends, silence after it. A hold ends
 * when it is released, when its page falls silent or goes, and when anyone stops. One that ended never comes back.
 */
export class DriveSeat {
  readonly #bus: Bus;
  readonly #options: DriveOptions;
  readonly #now: () => number;
  #say: (motion: Motion) => void = () => undefined;
  #close: () => void;
  /** Largest hold number of each page that has ended. */
  readonly #over = new Map<number, number>();
  #hold: Hold | undefined;
  #beat: Timer | undefined;
  #watch: NodeJS.Timeout | undefined;

  /** @param now - Wall clock that never jumps [s]. */
  constructor(bus: Bus, options: DriveOptions, now: () => number) {
    this.#bus = bus;
    this.#options = options;
    this.#now = now;
    const { topic, stamped: setting } = options;
    const looking = whenTypeKnown(bus, { topic, others: "subscriptions", setting }, (type) =>
      this.#open(type),
    );
    this.#close = () => looking.cancel();
  }

  #open(type: CommandType): void {
    const bus = this.#bus;
    if (type === "stamped") {
      const publisher = bus.advertise(commandTopic(this.#options.topic));
      this.#say = (motion) =>
        publisher.publish(
          TwistStamped.create({
            header: { stamp: stampOf(bus.now()), frame_id: this.#options.frame ?? "base_link" },
            twist: twistOf(motion),
          }),
        );
      this.#close = () => publisher.close();
    } else {
      const publisher = bus.advertise(plainCommandTopic(this.#options.topic));
      this.#say = (motion) => publisher.publish(twistOf(motion));
      this.#close = () => publisher.close();
    }
  }

  /** Number of the page that drives. */
  get driver(): number | undefined {
    return this.#hold?.page;
  }

  /**
   * A page holds the control.
   * @param ended - Told once, when this hold ends for another reason than its release.
   * @returns "began" or "goes on", or why it may not, in one sentence.
   */
  drive(
    page: number,
    frame: DriveFrame,
    ended: (sentence: string) => void,
  ): "began" | "goes on" | { readonly refused: string } {
    const motion = {
      x: frame.forward * this.#options.speed,
      y: frame.left * this.#options.speed,
      turn: frame.turn * this.#options.spin,
    };
    if (this.#hold?.page === page && this.#hold.number === frame.hold) {
      if (this.#now() - this.#hold.heard > this.#options.heartbeat) {
        this.#lapse();
        return { refused: "that hold has ended; let go and press again" };
      }
      this.#hold.motion = motion;
      this.#hold.heard = this.#now();
      this.#watch?.refresh();
      return "goes on";
    }
    if (frame.hold <= (this.#over.get(page) ?? -1)) {
      return { refused: "that hold has ended; let go and press again" };
    }
    if (this.#hold !== undefined && this.#hold.page !== page) {
      return { refused: "another page is driving" };
    }
    this.#end("a new hold began");
    this.#hold = { page, number: frame.hold, ended, motion, heard: this.#now() };
    this.#say(motion);
    this.#beat = this.#bus.every(1 / RATE, "steady", () => this.#tick());
    this.#watch = setTimeout(() => this.#lapse(), this.#options.heartbeat * 1000);
    return "began";
  }

  /** A page let go. */
  release(page: number, hold: number): void {
    this.#bury(page, hold);
    if (this.#hold?.page === page && this.#hold.number <= hold) {
      this.#end();
    }
  }

  /** A page is gone. */
  leave(page: number): void {
    if (this.#hold?.page === page) {
      this.#end();
    }
    this.#over.delete(page);
  }

  /** Ends whatever hold there is, because somebody stopped. */
  clear(sentence: string): void {
    this.#end(sentence);
  }

  close(): void {
    this.#end("the console closed");
    this.#close();
  }

  #tick(): void {
    if (this.#hold === undefined) {
      return;
    }
    if (this.#now() - this.#hold.heard > this.#options.heartbeat) {
      this.#lapse();
    } else {
      this.#say(this.#hold.motion);
    }
  }

  #lapse(): void {
    const ms = Math.round(this.#options.heartbeat * 1000);
    this.#end(`nothing was heard of the hold for ${ms} ms, so it ended`);
  }

  #end(sentence?: string): void {
    const hold = this.#hold;
    if (hold === undefined) {
      return;
    }
    this.#hold = undefined;
    this.#beat?.cancel();
    clearTimeout(this.#watch);
    this.#bury(hold.page, hold.number);
    this.#say({ x: 0, y: 0, turn: 0 });
    if (sentence !== undefined) {
      hold.ended(sentence);
    }
  }

  #bury(page: number, hold: number): void {
    this.#over.set(page, Math.max(hold, this.#over.get(page) ?? -1));
  }
}

function twistOf(motion: Motion): Twist {
  return TwistType.create({
    linear: { x: motion.x, y: motion.y, z: 0 },
    angular: { x: 0, y: 0, z: motion.turn },
  });
}
