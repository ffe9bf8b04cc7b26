import type { Seconds } from "../../quantity/time.ts";
import { classOf, type Entry, writeEntry } from "./entry.ts";
import type { LogChain } from "./log-chain.ts";

/** Entries that wait to be linked at most [1]. */
const MOST_QUEUED = 64;

/** Entries on their way into a chain: put into words and linked many at a time; counts those that find no room. */
export class LogQueue {
  readonly #entries: { readonly entry: Entry; readonly at: Seconds }[] = [];
  #lost = 0;
  #overflow: "none" | "overflowing" = "none";

  /** Records that could not be written and of which the log does not tell yet [1]. */
  get lost(): number {
    return this.#lost;
  }

  /** Whether the disk is too slow for what comes. */
  get overflowing(): boolean {
    return this.#overflow === "overflowing";
  }

  /** Takes an entry; false when it is time to link. */
  push(entry: Entry, at: Seconds): boolean {
    return this.#entries.push({ entry, at }) < MOST_QUEUED;
  }

  /** Counts records that are nowhere. */
  lose(records: number): void {
    this.#lost += records;
  }

  /** Puts what was taken into words, and into a chain. */
  link(chain: LogChain): void {
    for (const { entry, at } of this.#entries) {
      if (!chain.add(at, classOf(entry), writeEntry(entry))) {
        this.#lost += 1;
        this.#overflow = "overflowing";
      }
    }
    this.#entries.length = 0;
  }

  /** Says in the log what is missing from it. */
  tellLoss(chain: LogChain, at: Seconds): void {
    if (this.#lost > 0) {
      const sentence = `${this.#lost} records are missing here: the disk was too slow.`;
      const note: Entry = { kind: "note", about: "log", sentence };
      if (chain.add(at, classOf(note), writeEntry(note))) {
        this.told();
      }
    }
  }

  /** The log tells of everything that was lost. */
  told(): void {
    this.#lost = 0;
    this.#overflow = "none";
  }
}
