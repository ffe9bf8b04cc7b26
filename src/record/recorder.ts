import { type Seconds, stampOf } from "../quantity/time.ts";
import type { RecordedDecision } from "./decision.ts";
import { DecisionLog } from "./decision-log.ts";
import { type Head, START } from "./hash-chain.ts";
import { type ChannelInfo, McapRecording } from "./mcap-recording.ts";
import type { Files } from "./recording-folder.ts";

/** Name under which a recording notes the place of its decision log's chain. */
export const ANCHOR = "coalign_decision_log";

/** What a recording amounts to. */
export type Progress = {
  /** Messages taken [1] and bytes in the files [1]. */
  readonly messages: bigint;
  readonly bytes: number;
  readonly head: Head;
};

type Parts = { readonly mcap: McapRecording; readonly log: DecisionLog };

/**
 * A recording under way: every message into an MCAP file, every decision into a chained log beside it. It disturbs nobody:
 * no method throws. When it cannot go on it says so once and takes nothing more.
 */
export class Recorder {
  readonly #files: Files;
  readonly #stopped: (sentence: string) => void;
  #parts: Parts | undefined;
  #state: "recording" | "stopped" | "closed" = "recording";
  #progress: Progress = { messages: 0n, bytes: 0, head: START };
  #anchored = 0;

  /**
   * @param about - What is recorded, for a reader.
   * @param stopped - Called once, with one sentence, when recording cannot go on.
   */
  constructor(files: Files, about: string, stopped: (sentence: string) => void) {
    this.#files = files;
    this.#stopped = stopped;
    this.#attempt(() => {
      this.#parts = {
        mcap: new McapRecording(files.recording, "coalign"),
        log: new DecisionLog(files.decisions, about),
      };
    });
  }

  get state(): "recording" | "stopped" | "closed" {
    return this.#state;
  }

  get progress(): Progress {
    return this.#parts === undefined ? this.#progress : this.#measure(this.#parts);
  }

  addChannel(info: ChannelInfo): number {
    return this.#parts?.mcap.addChannel(info) ?? 0;
  }

  /** @param at - ROS time of arrival [s]; `stamp` the message's own [s], where it has one. */
  write(channel: number, bytes: Uint8Array, at: Seconds, stamp: Seconds | undefined): void {
    this.#attempt(() => {
      const logTime = nanoseconds(at);
      const publishTime = stamp === undefined ? logTime : nanoseconds(stamp);
      this.#parts?.mcap.write(channel, bytes, logTime, publishTime);
    });
  }

  /** @param at - ROS time of the decision [s]. */
  decide(decision: RecordedDecision, at: Seconds): void {
    this.#attempt(() => this.#parts?.log.append(decision, at));
  }

  /** Puts everything taken so far into the files and notes the place of the chain. Call it every second. */
  flush(): void {
    this.#attempt(() => {
      if (this.#parts === undefined) {
        return;
      }
      const { recording, decisions } = this.#files;
      recording.verify();
      decisions.verify();
      this.#parts.mcap.flush();
      this.#parts.log.flush();
      this.#anchor(this.#parts);
      recording.sync((error) => this.#stop(error));
      decisions.sync((error) => this.#stop(error));
    });
  }

  /** Ends the recording in order. */
  close(): void {
    this.#attempt(() => {
      if (this.#parts !== undefined) {
        this.#parts.log.close();
        this.#anchor(this.#parts);
        this.#parts.mcap.close();
        this.#end("closed");
      }
    });
  }

  #anchor({ mcap, log }: Parts): void {
    const { records, hash } = log.head;
    if (records !== this.#anchored) {
      this.#anchored = records;
      mcap.writeMetadata(ANCHOR, { records: String(records), hash });
    }
  }

  #attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#stop(error);
    }
  }

  #stop(error: unknown): void {
    if (this.#state === "recording") {
      this.#end("stopped");
      this.#files.recording.close();
      this.#files.decisions.close();
      this.#stopped(`recording stopped: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #end(state: "stopped" | "closed"): void {
    this.#progress = this.progress;
    this.#parts = undefined;
    this.#state = state;
  }

  #measure({ mcap, log }: Parts): Progress {
    const bytes = this.#files.recording.length + this.#files.decisions.length;
    return { messages: mcap.messages, bytes, head: log.head };
  }
}

function nanoseconds(time: Seconds): bigint {
  const { sec, nanosec } = stampOf(time);
  return BigInt(sec) * 1_000_000_000n + BigInt(nanosec);
}
