import type { StoppedFrame } from "../protocol.ts";
import { isTyping, need, write } from "./dom.ts";
import type { Link } from "./link.ts";

/** Without an answer for this long the order also goes by a request of its own [ms]. */
const SECOND_WAY = 300;
/** Without a confirmation for this long the page says so loudly [ms]. */
const DEADLINE = 1000;

type Outcome = { readonly outcome: "confirmed" | "unconfirmed"; readonly sentence: string };

/**
 * Stop: on pointer-down, on Escape from anywhere, on Space from anywhere but where text is typed, by a screen reader's
 * click. Goes over the socket, and by `POST /stop` where the socket does not answer at once.
 */
export class StopControl {
  readonly #link: Link;
  readonly #button = need("stop", "button");
  readonly #words = need("stop-words", "p");
  readonly #alarm: (sentence: string) => void;
  readonly #stopped: () => void;
  #press = 0;
  #settled = 0;

  /**
   * @param alarm - Shows a sentence loudly; empty takes it away.
   * @param stopped - Told on every press, before anything is sent.
   */
  constructor(link: Link, alarm: (sentence: string) => void, stopped: () => void) {
    this.#link = link;
    this.#alarm = alarm;
    this.#stopped = stopped;
    this.#button.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.press();
    });
    this.#button.addEventListener("click", (event) => {
      if (event.detail === 0) {
        this.press();
      }
    });
    window.addEventListener("keydown", (event) => this.#key(event), { capture: true });
    window.addEventListener("keyup", (event) => this.#swallow(event), { capture: true });
  }

  /** Orders the stop. */
  press(): void {
    this.#press += 1;
    const press = this.#press;
    this.#stopped();
    const sent = this.#link.send({ kind: "stop", press });
    delete this.#words.dataset["outcome"];
    write(this.#words, "Stop sent, waiting for the supervisor…");
    this.#button.classList.add("pressed");
    setTimeout(() => this.#button.classList.remove("pressed"), 200);
    const second = (): void => {
      if (this.#settled < press) {
        void this.#post(press);
      }
    };
    if (sent === "sent") {
      setTimeout(second, SECOND_WAY);
    } else {
      second();
    }
    setTimeout(() => {
      if (this.#settled < press) {
        const sentence = "NOT CONFIRMED within 1 s: use the hardware stop. Still trying.";
        this.#show({ outcome: "unconfirmed", sentence });
      }
    }, DEADLINE);
  }

  /** The server's answer. */
  take(frame: StoppedFrame): void {
    this.#settle(frame.press, frame);
  }

  /** The supervisor's state, as it is now, shows the latch. */
  see(): void {
    if (this.#press > this.#settled) {
      this.#settle(this.#press, {
        outcome: "confirmed",
        sentence: "Stopped: the supervisor shows the latch.",
      });
    }
  }

  async #post(press: number): Promise<void> {
    try {
      const answer = await fetch("/stop", { method: "POST", signal: AbortSignal.timeout(5000) });
      const sentence = (await answer.text()).trim();
      this.#settle(press, { outcome: answer.ok ? "confirmed" : "unconfirmed", sentence });
    } catch {
      const sentence = "NOT DELIVERED: this page has no link to the robot. Use the hardware stop.";
      this.#settle(press, { outcome: "unconfirmed", sentence });
    }
  }

  /** Either way may confirm; only a confirmation ends the waiting of its press. */
  #settle(press: number, outcome: Outcome): void {
    if (press < this.#press || this.#settled >= press) {
      return;
    }
    if (outcome.outcome === "confirmed") {
      this.#settled = press;
    }
    this.#show(outcome);
  }

  #show({ outcome, sentence }: Outcome): void {
    this.#words.dataset["outcome"] = outcome;
    const confirmed = outcome === "confirmed";
    write(this.#words, confirmed ? sentence : "Stop NOT confirmed");
    this.#alarm(confirmed ? "" : sentence);
  }

  #key(event: KeyboardEvent): void {
    if (stops(event)) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) {
        this.press();
      }
    }
  }

  /** Space on a focused button would also press that button when it comes up. */
  #swallow(event: KeyboardEvent): void {
    if (stops(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }
}

function stops(event: KeyboardEvent): boolean {
  return event.key === "Escape" || (event.key === " " && !isTyping(event.target));
}
