import type { SignedActName } from "../../authority/act.ts";
import type { HumanAct_Request } from "../../bus/messages/coalign-msgs.gen.ts";
import type { Verdict } from "../../kernel/decide.ts";
import type { Latch, State } from "../../kernel/observe.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Entry } from "../../record/safety-log/entry.ts";
import { openSafetyLog, type SafetyLog } from "../../record/safety-log/safety-log.ts";
import { sentenceOf } from "./messages.ts";
import type { Parameters } from "./parameters.ts";

/** What runs: written first, so that a reader knows what decided. */
export type Versions = {
  readonly software: string;
  readonly parameters: string;
  readonly rules: string;
};

/** A decision that changes commands for the same reasons as before is written again this often [s]. */
const REPEAT: Seconds = 1;

/** Refused acts written a second at most [1/s]; the others are counted, so that whoever floods fills no disk. */
const REFUSALS = 10;

/** Writes the supervisor's safety log: what changed commands, modes and the latch, and what humans did. */
export class Diary {
  readonly #log: SafetyLog | undefined;
  readonly #clock: () => Seconds;
  readonly #refusals = new Ration(REFUSALS);
  #mode = "off";
  #latch: Latch | undefined;
  #told = "";
  #toldAt: Seconds = -Infinity;

  /** @param parameters - An empty `log_folder` is for no log. */
  constructor({ log_folder, log_key_file, robot, log_pace }: Parameters, versions: Versions) {
    this.#clock = () => Date.now() / 1000;
    if (log_folder !== "") {
      const options = { robot, keyFile: log_key_file, pace: PACES[log_pace] ?? "behind" };
      this.#log = openSafetyLog(log_folder, options, this.#clock());
      const sentence = `The supervisor of ${robot} starts, version ${versions.software}.`;
      this.#write({ kind: "version", ...versions, sentence });
    }
  }

  /** Why not everything is written now; empty when all is. */
  failing(): string {
    return this.#log?.failing() ?? "";
  }

  /** What a human asked for, granted or not. */
  act(
    act: SignedActName,
    { operator_name: by, reason: why }: HumanAct_Request,
    outcome: "accepted" | "refused",
    sentence: string,
  ): void {
    const unwritten = outcome === "accepted" ? 0 : this.#refusals.take(this.#clock());
    if (unwritten !== undefined) {
      const more = unwritten === 0 ? "" : ` (${unwritten} more were refused and not written)`;
      this.#write({ kind: "act", act, by, why, outcome, sentence: `${sentence}${more}` });
    }
  }

  /** After each decision; without a log there is nothing to remember, and of most decisions nothing is new. */
  decided({ latch }: State, verdict: Verdict, now: Seconds): void {
    if (this.#log === undefined) {
      return;
    }
    if (latch !== this.#latch) {
      this.#latched(latch, sentenceOf(verdict));
    }
    const { mode, stops } = verdict;
    if (mode !== this.#mode) {
      const sentence = sentenceOf(verdict);
      this.#write({ kind: "mode", from: this.#mode, to: mode, reasons: stops, sentence });
      this.#mode = mode;
    }
    this.#changed(verdict, now);
    this.#log.tend(this.#clock());
  }

  /** A decision that changed a command is written for new reasons, and for the same ones now and then. */
  #changed(verdict: Verdict, now: Seconds): void {
    const { mode, reasons, driver, asked, given, scale } = verdict;
    if (reasons.length === 0) {
      this.#told = "";
      return;
    }
    const why = `${driver} ${[...new Set(reasons.map(({ id }) => id))].sort().join()}`;
    if (why !== this.#told || now - this.#toldAt >= REPEAT) {
      const sentence = sentenceOf(verdict);
      this.#toldAt = now;
      this.#write({ kind: "decision", mode, driver, asked, given, scale, reasons, sentence });
    }
    this.#told = why;
  }

  /** Ends it, with the count of what went unwritten last. */
  async close(): Promise<void> {
    const missed = this.#refusals.missed;
    if (missed > 0) {
      const sentence = `${missed} more were refused and not written.`;
      this.#write({ kind: "note", about: "refused acts", sentence });
    }
    await this.#log?.close(this.#clock());
  }

  #latched(latch: Latch | undefined, sentence: string): void {
    const before = this.#latch;
    this.#latch = latch;
    if (latch === undefined) {
      if (before !== undefined) {
        this.#write({ kind: "latch", event: "resumed", ...before, sentence });
      }
    } else if (before?.because !== latch.because || before.since !== latch.since) {
      this.#write({ kind: "latch", event: "latched", ...latch, sentence });
    } else if (latch.resetBy !== undefined && before.resetBy === undefined) {
      const { because, resetBy: by } = latch;
      this.#write({ kind: "latch", event: "reset", because, by, sentence });
    }
  }

  #write(entry: Entry): void {
    this.#log?.append(entry, this.#clock());
  }
}

const PACES: { readonly [pace: string]: "behind" | "at once" } = {
  behind: "behind",
  "at once": "at once",
};

/** So many a second and no more. */
class Ration {
  readonly #most: number;
  #since: Seconds = -Infinity;
  #taken = 0;
  #missed = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** How many went without since the last that was given [1]. */
  get missed(): number {
    return this.#missed;
  }

  /** How many went without since the last that was given; undefined for one that goes without itself. */
  take(now: Seconds): number | undefined {
    if (!(Math.abs(now - this.#since) < 1)) {
      this.#since = now;
      this.#taken = 0;
    }
    if (this.#taken === this.#most) {
      this.#missed += 1;
      return undefined;
    }
    this.#taken += 1;
    const missed = this.#missed;
    this.#missed = 0;
    return missed;
  }
}
