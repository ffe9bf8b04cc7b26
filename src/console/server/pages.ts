import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { HelloFrame } from "../protocol.ts";
import { Allowance } from "./allowance.ts";
import type { Desk } from "./desk.ts";
import type { DriveSeat } from "./drive-seat.ts";
import type { Feed } from "./feed.ts";
import { troubleWithHost, troubleWithOrigin } from "./origin.ts";
import { LARGEST_FRAME, parsePageFrame } from "./page-frame.ts";
import { PageLink } from "./page-link.ts";

/** Views a second [Hz]. */
const VIEW_RATE = 20;
/** Frames a page may send a second, and at once [1]; a page that drives sends 20. */
const FRAME_RATE = 60;
const FRAME_BURST = 120;
/** Signed acts a page may hand in a second, and at once [1]: nobody guesses signatures here. */
const ACT_RATE = 0.5;
const ACT_BURST = 4;
/** A page that answers no ping for this long is gone [s]. */
const DEAD_AFTER = 10;
/** Pages open at once; more are refused, and may still `POST /stop`. */
const MOST_PAGES = 64;

export type PagesOptions = {
  readonly hello: Omit<HelloFrame, "kind" | "page">;
  readonly hosts: readonly string[];
};

/** The pages that are open: lets them in, shows them the views, hands their frames to the desk. */
export class Pages {
  readonly #desk: Desk;
  readonly #seat: DriveSeat;
  readonly #feed: Feed;
  readonly #options: PagesOptions;
  readonly #now: () => number;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_FRAME,
    perMessageDeflate: false,
  });
  readonly #links = new Map<PageLink, WebSocket>();
  readonly #cache: { version: number; text: string | undefined }[] = [];
  readonly #timers: NodeJS.Timeout[];
  #opened = 0;

  /** @param now - Wall clock that never jumps [s]. */
  constructor(
    server: Server,
    desk: Desk,
    seat: DriveSeat,
    feed: Feed,
    options: PagesOptions,
    now: () => number,
  ) {
    this.#desk = desk;
    this.#seat = seat;
    this.#feed = feed;
    this.#options = options;
    this.#now = now;
    server.on("upgrade", (request, socket, head) => this.#admit(request, socket, head));
    this.#timers = [setInterval(() => this.#show(), 1000 / VIEW_RATE)];
  }

  /** How many are open [1]. */
  get open(): number {
    return this.#links.size;
  }

  close(): void {
    this.#timers.forEach((timer) => clearInterval(timer));
    for (const socket of this.#links.values()) {
      socket.terminate();
    }
    this.#sockets.close();
  }

  #admit(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const trouble =
      troubleWithHost(request.headers, this.#options.hosts) ??
      troubleWithOrigin(request.headers, "refused") ??
      (request.url === "/link" ? undefined : "pages link at /link") ??
      (this.#links.size < MOST_PAGES ? undefined : `already ${MOST_PAGES} pages are open`);
    if (trouble === undefined) {
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened));
      return;
    }
    socket.on("error", () => socket.destroy());
    socket.end(
      `HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-type: text/plain\r\n` +
        `content-length: ${Buffer.byteLength(trouble)}\r\n\r\n${trouble}`,
    );
  }

  #welcome(socket: WebSocket): void {
    this.#opened += 1;
    const link = new PageLink(this.#opened, socket);
    this.#links.set(link, socket);
    const frames = new Allowance(FRAME_RATE, FRAME_BURST, this.#now());
    const acts = new Allowance(ACT_RATE, ACT_BURST, this.#now());
    const leave = this.#watch(socket, link);
    socket.on("message", (data, form) => {
      if (!frames.take(this.#now())) {
        leave();
        link.end(1008, `more than ${FRAME_RATE} frames a second`);
        socket.terminate();
        return;
      }
      const parsed = parsePageFrame(form ? "" : (data as Buffer).toString());
      if (parsed.frame === undefined) {
        leave();
        link.end(1008, parsed.refused);
      } else if (parsed.frame.kind === "act" && !acts.take(this.#now())) {
        const sentence = "too many acts; wait a few seconds";
        link.answer({ kind: "acted", act: parsed.frame.act, outcome: "refused", sentence });
      } else {
        this.#desk.take(link, parsed.frame);
      }
    });
    link.answer({ kind: "hello", page: link.page, ...this.#options.hello });
  }

  /** Ends a page's hold and forgets it when its socket closes, errs or falls silent. */
  #watch(socket: WebSocket, link: PageLink): () => void {
    const leave = (): void => {
      this.#seat.leave(link.page);
    };
    let alive = this.#now();
    const ping = setInterval(() => {
      if (this.#now() - alive > DEAD_AFTER) {
        socket.terminate();
      } else {
        socket.ping();
      }
    }, 2000);
    socket.on("pong", () => {
      alive = this.#now();
    });
    socket.on("error", leave);
    socket.on("close", () => {
      clearInterval(ping);
      this.#links.delete(link);
      leave();
    });
    return leave;
  }

  #show(): void {
    if (this.#links.size === 0) {
      return;
    }
    const state = JSON.stringify(this.#feed.state(this.#seat.driver));
    const turn = this.#now();
    for (const link of this.#links.keys()) {
      link.show(0, turn, () => state);
      this.#feed.channels.forEach((_, i) => this.#showChannel(link, i));
    }
  }

  /** A view is made and turned to text once for all pages. */
  #showChannel(link: PageLink, index: number): void {
    const channel = this.#feed.channels[index];
    const version = channel?.version() ?? 0;
    if (channel === undefined || version === 0) {
      return;
    }
    link.show(index + 1, version, () => {
      const cached = this.#cache[index];
      if (cached?.version === version) {
        return cached.text;
      }
      const frame = channel.frame();
      const text = frame === undefined ? undefined : JSON.stringify(frame);
      this.#cache[index] = { version, text };
      return text;
    });
  }
}
