import type { DrivingFrame, HelloFrame } from "../protocol.ts";
import { need, write } from "./dom.ts";
import type { Link } from "./link.ts";

/** The control's deflection, each in [-1, 1]. */
type Deflection = { readonly forward: number; readonly left: number; readonly turn: number };

/** How often a hold is said again while it lasts [ms]. */
const BEAT = 50;
/** Deflection of the pad below which nothing is asked [1]. */
const DEAD_ZONE = 0.15;

const KEYS: { readonly [code: string]: Deflection } = {
  KeyW: { forward: 1, left: 0, turn: 0 },
  ArrowUp: { forward: 1, left: 0, turn: 0 },
  KeyS: { forward: -1, left: 0, turn: 0 },
  ArrowDown: { forward: -1, left: 0, turn: 0 },
  KeyA: { forward: 0, left: 0, turn: 1 },
  ArrowLeft: { forward: 0, left: 0, turn: 1 },
  KeyD: { forward: 0, left: 0, turn: -1 },
  ArrowRight: { forward: 0, left: 0, turn: -1 },
  KeyQ: { forward: 0, left: 1, turn: 0 },
  KeyE: { forward: 0, left: -1, turn: 0 },
};

/**
 * Hold-to-run driving by keys and by pad. A hold ends on release, on blur, when the tab is hidden or left, when the
 * pointer is lost, when the link is lost, on stop; and one that ended needs a new press, even if a key is still down.
 */
export class DriveControl {
  readonly #link: Link;
  readonly #pad = need("pad", "div");
  readonly #knob = need("knob", "b");
  readonly #words = need("drive-words", "p");
  readonly #pace = need("pace", "input");
  readonly #paceWords = need("pace-words", "output");
  readonly #allowKeys = need("keys", "input");
  readonly #down = new Set<string>();
  #pointer: { readonly id: number; at: Deflection } | undefined;
  #hold = 0;
  #held: "held" | "free" | "spent" = "free";
  #beat: ReturnType<typeof setInterval> | undefined;
  #limits: HelloFrame["drive"] | undefined;

  constructor(link: Link) {
    this.#link = link;
    this.#listenToKeys();
    this.#listenToPad();
    for (const name of ["blur", "pagehide"] as const) {
      window.addEventListener(name, () => this.end("Ended: this window lost the focus."));
    }
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") {
        this.end("Ended: the page was hidden.");
      }
    });
    this.#pace.addEventListener("input", () => this.#sayPace());
    this.#sayPace();
  }

  /** What full deflection means on this robot. */
  learn(limits: HelloFrame["drive"]): void {
    this.#limits = limits;
    this.#sayPace();
  }

  /** The server's word on a hold; what it says of one that was let go meanwhile changes nothing. */
  take(frame: DrivingFrame): void {
    const mine = this.#held === "held" && frame.hold === this.#hold;
    if (mine && frame.outcome !== "driving") {
      this.#let(
        "spent",
        `${frame.outcome === "refused" ? "Refused" : "Ended"}: ${frame.sentence}.`,
      );
    }
  }

  /** Ends the hold; whatever is still pressed counts for nothing until it is let go. */
  end(sentence: string): void {
    if (this.#held === "held") {
      this.#link.send({ kind: "release", hold: this.#hold });
      this.#let("spent", sentence);
    }
    if (!document.hasFocus() || document.visibilityState === "hidden") {
      this.#down.clear();
      this.#pointer = undefined;
      this.#update();
    }
  }

  #listenToKeys(): void {
    window.addEventListener("keydown", (event) => {
      if (KEYS[event.code] === undefined || !this.#keysCount(event)) {
        return;
      }
      event.preventDefault();
      if (!event.repeat) {
        this.#down.add(event.code);
        this.#update();
      }
    });
    this.#allowKeys.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        this.#allowKeys.click();
      }
    });
    window.addEventListener("keyup", (event) => {
      if (this.#down.delete(event.code)) {
        this.#update();
      }
    });
  }

  #keysCount(event: KeyboardEvent): boolean {
    const inField =
      event.target instanceof HTMLTextAreaElement ||
      (event.target instanceof HTMLInputElement && event.target.type !== "checkbox");
    return this.#allowKeys.checked && !inField && !event.ctrlKey && !event.metaKey && !event.altKey;
  }

  #listenToPad(): void {
    this.#pad.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.#pad.focus();
      this.#pad.setPointerCapture(event.pointerId);
      this.#pointer = { id: event.pointerId, at: this.#deflection(event) };
      this.#update();
    });
    this.#pad.addEventListener("pointermove", (event) => {
      if (this.#pointer?.id === event.pointerId) {
        this.#pointer.at = this.#deflection(event);
      }
    });
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
      this.#pad.addEventListener(name, (event) => {
        if (this.#pointer?.id === event.pointerId) {
          this.#pointer = undefined;
          this.#update();
        }
      });
    }
    this.#pad.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  #deflection(event: PointerEvent): Deflection {
    const box = this.#pad.getBoundingClientRect();
    const across = (2 * (event.clientX - box.left)) / box.width - 1;
    const up = 1 - (2 * (event.clientY - box.top)) / box.height;
    const length = Math.hypot(across, up);
    if (length < DEAD_ZONE) {
      return { forward: 0, left: 0, turn: 0 };
    }
    const fit = Math.max(1, length);
    return { forward: up / fit, left: 0, turn: -across / fit };
  }

  /** What is pressed now: the pad before the keys. */
  #asked(): Deflection {
    const pace = Number(this.#pace.value) / 100;
    const pressed =
      this.#pointer?.at ??
      [...this.#down].reduce((sum, code) => added(sum, KEYS[code]), {
        forward: 0,
        left: 0,
        turn: 0,
      });
    return {
      forward: clamp(pressed.forward) * pace,
      left: clamp(pressed.left) * pace,
      turn: clamp(pressed.turn) * pace,
    };
  }

  /** Begins, goes on with or ends the hold after something was pressed or let go. */
  #update(): void {
    const pressed = this.#pointer !== undefined || this.#down.size > 0;
    if (!pressed) {
      if (this.#held === "held") {
        this.#link.send({ kind: "release", hold: this.#hold });
      }
      const spent = this.#held === "spent" && document.hasFocus();
      this.#let("free", spent ? undefined : "Hold to drive");
    } else if (this.#held === "held") {
      this.#say();
    } else if (this.#held === "free") {
      this.#begin();
    }
  }

  #begin(): void {
    if (!this.#link.alive) {
      write(this.#words, "No link to the robot.");
      return;
    }
    this.#hold += 1;
    this.#held = "held";
    this.#pad.classList.add("held");
    write(this.#words, "Driving: let go to stop");
    this.#say();
    this.#beat = setInterval(() => this.#say(), BEAT);
  }

  #say(): void {
    const asked = this.#asked();
    this.#knob.style.transform = `translate(${-asked.turn * 40}px, ${-asked.forward * 40}px)`;
    if (this.#link.send({ kind: "drive", hold: this.#hold, ...asked }) === "not sent") {
      this.#let("spent", "Ended: the link was lost.");
    }
  }

  /** Nothing is sent any more. */
  #let(held: "free" | "spent", sentence: string | undefined): void {
    this.#held = held;
    clearInterval(this.#beat);
    this.#pad.classList.remove("held");
    this.#knob.style.transform = "";
    if (sentence !== undefined) {
      write(this.#words, sentence);
    }
  }

  #sayPace(): void {
    const speed = (Number(this.#pace.value) / 100) * (this.#limits?.speed ?? NaN);
    const words = Number.isFinite(speed) ? `${speed.toFixed(2)} m/s` : `${this.#pace.value} %`;
    write(this.#paceWords, words);
  }
}

function added(a: Deflection, b: Deflection | undefined): Deflection {
  return {
    forward: a.forward + (b?.forward ?? 0),
    left: a.left + (b?.left ?? 0),
    turn: a.turn + (b?.turn ?? 0),
  };
}

function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
