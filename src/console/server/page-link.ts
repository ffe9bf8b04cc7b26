import type { WebSocket } from "ws";
import type { ServerFrame } from "../protocol.ts";

/** Bytes waiting for a page above which it gets no new view until it has caught up. */
const SLOW = 256 * 1024;
/** Bytes waiting above which it is given up. */
const LOST = 2 * 1024 * 1024;

/** One page's socket, with bounded memory however slow the page is. */
export class PageLink {
  readonly page: number;
  readonly #socket: WebSocket;
  /** Version last sent of each channel. */
  readonly #sent: number[] = [];

  constructor(page: number, socket: WebSocket) {
    this.page = page;
    this.#socket = socket;
  }

  /** Sends what must not be dropped: answers. */
  answer(frame: ServerFrame): void {
    this.#send(JSON.stringify(frame));
  }

  /** Whether the page has caught up enough to be shown more. */
  get keepsUp(): boolean {
    return this.#socket.bufferedAmount <= SLOW;
  }

  /** Sends a view unless the page has it already; the next one replaces one that was dropped. */
  show(channel: number, version: number, text: () => string | undefined): void {
    if (!this.keepsUp || this.#sent[channel] === version) {
      return;
    }
    const frame = text();
    if (frame !== undefined) {
      this.#sent[channel] = version;
      this.#send(frame);
    }
  }

  /** @param sentence - Why, for the page; at most 123 bytes go over the wire. */
  end(code: number, sentence: string): void {
    this.#socket.close(code, Buffer.from(sentence).subarray(0, 120).toString().replace(/�$/u, ""));
  }

  #send(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) {
      return;
    }
    if (this.#socket.bufferedAmount > LOST) {
      this.#socket.terminate();
      return;
    }
    this.#socket.send(text);
  }
}
