import { PROTOCOL, type PageFrame, type ServerFrame } from "../protocol.ts";

export type LinkState = "opening" | "open" | "lost" | "other version";

/** What the link tells the page. */
export type LinkListener = {
  readonly frame: (frame: ServerFrame) => void;
  readonly state: (state: LinkState) => void;
  /** Measured round trip, wall clock [s]. */
  readonly roundTrip: (seconds: number) => void;
};

/** Without any frame for this long the link counts as lost though its socket is open [ms]; views come 20 times a second. */
const SILENCE = 1500;
/** First and longest wait before a lost link is tried again [ms]. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 2000;

/** The page's socket: opens itself again and again, and says honestly whether it is alive. */
export class Link {
  readonly #listener: LinkListener;
  #socket: WebSocket | undefined;
  #state: LinkState = "opening";
  #heard = 0;
  #wait = FIRST_WAIT;

  constructor(listener: LinkListener) {
    this.#listener = listener;
    this.#open();
    setInterval(() => this.#check(), 250);
    setInterval(() => this.send({ kind: "ping", sent: performance.now() }), 1000);
  }

  get alive(): boolean {
    return this.#state === "open";
  }

  /** Sends a frame if the socket is open and not clogged; says whether it did. */
  send(frame: PageFrame): "sent" | "not sent" {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN || socket.bufferedAmount > 16_384) {
      return "not sent";
    }
    socket.send(JSON.stringify(frame));
    return "sent";
  }

  #open(): void {
    const socket = new WebSocket(`${location.origin.replace(/^http/u, "ws")}/link`);
    this.#socket = socket;
    this.#heard = performance.now();
    socket.addEventListener("message", ({ data }: MessageEvent<string>) => {
      this.#heard = performance.now();
      this.#take(JSON.parse(data) as ServerFrame);
    });
    socket.addEventListener("close", () => {
      if (this.#socket === socket) {
        this.#become("lost");
        setTimeout(() => this.#open(), this.#wait);
        this.#wait = Math.min(LONGEST_WAIT, this.#wait * 1.6);
      }
    });
  }

  #take(frame: ServerFrame): void {
    if (frame.kind === "hello") {
      this.#wait = FIRST_WAIT;
      this.#become(frame.protocol === PROTOCOL ? "open" : "other version");
    } else if (frame.kind === "pong") {
      this.#listener.roundTrip((performance.now() - frame.sent) / 1000);
    } else if (this.#state === "lost") {
      this.#become("open");
    }
    this.#listener.frame(frame);
  }

  /** A socket that says nothing is closed here and now: its own close may take a minute to be noticed. */
  #check(): void {
    const socket = this.#socket;
    const silent = performance.now() - this.#heard;
    if (socket !== undefined && silent > SILENCE && this.#state === "open") {
      this.#become("lost");
    }
    if (socket !== undefined && silent > 3 * SILENCE && socket.readyState <= WebSocket.OPEN) {
      this.#socket = undefined;
      socket.close();
      this.#become("lost");
      this.#open();
    }
  }

  #become(state: LinkState): void {
    if (this.#state !== state) {
      this.#state = state;
      this.#listener.state(state);
    }
  }
}
