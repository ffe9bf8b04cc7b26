import type { Bool } from "../../bus/messages/std-msgs.gen.ts";
import type { Bus, Publisher } from "../../bus/port.ts";
import { SERVICES, TOPICS } from "../../bus/topics.ts";

/** How an order to stop went. */
export type StopOutcome = {
  readonly outcome: "confirmed" | "unconfirmed";
  readonly sentence: string;
  /** From the order to the answer, wall clock [s]. */
  readonly after: number;
};

/** After this long without a sight of the latch the operator is told that it failed [s]. */
const DEADLINE = 1;
/** The veto is said again this often until the latch is seen [s] ... */
const REPEAT = 0.1;
/** ... and not longer than this [s]. */
const GIVE_UP = 10;

type Waiting = { readonly since: number; readonly answer: (outcome: StopOutcome) => void };

/**
 * Stops the robot by both ways there are, the veto topic and the supervisor's service, and believes neither: the order
 * is confirmed when the supervisor's own state, as it came after the order, shows the latch. Until then both are
 * repeated. Orders that come while one is under way join it.
 */
export class StopOrder {
  readonly #bus: Bus;
  readonly #veto: Publisher<Bool>;
  readonly #now: () => number;
  #latched = false;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #since = 0;
  #asking = false;
  #trouble = "";

  /** @param now - Wall clock that never jumps [s]. */
  constructor(bus: Bus, now: () => number) {
    this.#bus = bus;
    this.#now = now;
    this.#veto = bus.advertise(TOPICS.veto);
  }

  /** The supervisor's state came. */
  learn(latched: "latched" | "free"): void {
    this.#latched = latched === "latched";
    if (this.#latched) {
      this.#confirm();
    }
  }

  /** Orders the stop; resolves when it is confirmed, or at the deadline. */
  async order(): Promise<StopOutcome> {
    const now = this.#now();
    return await new Promise((answer) => {
      this.#waiting.push({ since: now, answer });
      setTimeout(() => this.#expire(now), DEADLINE * 1000);
      this.#since = now;
      if (this.#timer === undefined) {
        this.#trouble = "";
        this.#timer = setInterval(() => this.#repeat(), REPEAT * 1000);
        this.#say();
      }
    });
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#veto.close();
  }

  async #ask(): Promise<void> {
    try {
      const answer = await this.#bus.call(SERVICES.stop, {}, DEADLINE);
      this.#trouble = answer.success ? "" : answer.message;
      if (answer.success && this.#latched) {
        this.#confirm();
      }
    } catch (error) {
      this.#trouble = error instanceof Error ? error.message : String(error);
    } finally {
      this.#asking = false;
    }
  }

  #repeat(): void {
    if (this.#now() - this.#since > GIVE_UP) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    this.#say();
  }

  #say(): void {
    this.#veto.publish({ data: true });
    if (!this.#asking) {
      this.#asking = true;
      void this.#ask();
    }
  }

  #confirm(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const { since, answer } of this.#waiting.splice(0)) {
      const after = this.#now() - since;
      answer({
        outcome: "confirmed",
        after,
        sentence: `Stopped: the supervisor shows the latch, ${Math.round(after * 1000)} ms after the order.`,
      });
    }
  }

  #expire(since: number): void {
    const late = this.#waiting.filter((waiting) => waiting.since <= since);
    this.#waiting = this.#waiting.filter((waiting) => waiting.since > since);
    const why = this.#trouble === "" ? "it does not show the latch" : this.#trouble;
    for (const { answer } of late) {
      answer({
        outcome: "unconfirmed",
        after: this.#now() - since,
        sentence: `The stop was sent and NOT confirmed within ${DEADLINE} s (${why}): use the hardware stop.`,
      });
    }
  }
}
