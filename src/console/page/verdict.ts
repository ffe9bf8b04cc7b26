import type { DecisionView, ForecastFrame, Motion, ReasonView, StateFrame } from "../protocol.ts";
import { need, write, writeCells, writeRows } from "./dom.ts";
import { sayAge, sayId, sayNumber } from "./words.ts";

const MODES = new Set([
  "off",
  "arming",
  "ready",
  "moving",
  "slowed",
  "stopped",
  "latched",
  "teleoperated",
]);
/** Older news of the supervisor than this is no news [s]. */
const SILENT = 0.5;
/** The spoken account is renewed at most this often [ms]. */
const SPEAK = 1500;

/** Age of the newest message of a topic at the server; null when none ever came [s]. */
export function feedAge(state: StateFrame, topic: string): number | null {
  return state.feeds.find(([name]) => name === topic)?.[1] ?? null;
}

/** The verdict in one sentence, why, and what was asked against what was given. */
export class VerdictCard {
  readonly #mode = need("mode", "p");
  readonly #modeWord = need("mode-word", "span");
  readonly #sentence = need("sentence", "p");
  readonly #reasons = need("reasons", "ol");
  readonly #foreseen = need("foreseen", "p");
  readonly #spoken = need("spoken", "p");
  readonly #alarm: (sentence: string) => void;
  #spokenAt = -Infinity;

  /** @param alarm - Shows a sentence loudly; empty takes it away. */
  constructor(alarm: (sentence: string) => void) {
    this.#alarm = alarm;
  }

  update(state: StateFrame): void {
    const age = feedAge(state, "/safety_supervisor/state");
    const silent = age === null || age > SILENT;
    const supervisor = state.supervisor;
    if (silent || supervisor === null) {
      const word = age === null ? "not heard" : "silent";
      this.#show(
        "unknown",
        word,
        "The supervisor is not heard: nothing is known of what the robot may do.",
      );
      this.#alarm(
        age === null
          ? ""
          : `The supervisor has been silent for ${sayAge(age)}: treat the robot as unsupervised.`,
      );
      writeRows(this.#reasons, "li", 0);
      this.#writeMotion(undefined, state.topSpeed);
      return;
    }
    this.#alarm("");
    const word = supervisor.resetDone ? "latched, reset done" : supervisor.mode;
    this.#show(supervisor.mode, word, supervisor.sentence);
    this.#writeReasons(supervisor.reasons);
    this.#writeMotion(state.decision ?? undefined, state.topSpeed);
  }

  /** What the robot foresees for the command as it is. */
  foresee(forecast: ForecastFrame): void {
    const words = forecast.sentence === "" ? "" : `Foreseen (an estimate): ${forecast.sentence}`;
    write(this.#foreseen, words);
  }

  #show(mode: string, word: string, sentence: string): void {
    const known = MODES.has(mode) ? mode : "unknown";
    if (this.#mode.dataset["mode"] !== known) {
      this.#mode.dataset["mode"] = known;
      document.getElementById("mode-glyph")?.setAttribute("href", `#mode-${known}`);
    }
    write(this.#modeWord, word);
    write(this.#sentence, sentence);
    if (performance.now() - this.#spokenAt > SPEAK) {
      this.#spokenAt = performance.now();
      write(this.#spoken, `${word}. ${sentence.replace(/[\d.]+ (m\/s|ms|m|s|rad\/s)\b/gu, "")}`);
    }
  }

  #writeReasons(reasons: readonly ReasonView[]): void {
    const rows = writeRows(this.#reasons, "li", reasons.length);
    reasons.forEach((reason, i) => {
      const row = rows[i];
      if (row === undefined) {
        return;
      }
      row.className = reason.margin !== null && reason.margin < 0 ? "stops" : "";
      if (row.firstElementChild?.localName !== "b") {
        row.replaceChildren(document.createElement("b"), document.createElement("span"));
      }
      const margin =
        reason.margin === null ? "" : `margin ${sayNumber(reason.margin, reason.unit)} · `;
      const [head, tail] = row.children;
      if (head !== undefined && tail !== undefined) {
        write(head, sayId(reason.id));
        write(tail, `${reason.sentence} (${margin}${reason.source} · ${sayAge(reason.age)} old)`);
      }
    });
  }

  #writeMotion(decision: DecisionView | undefined, topSpeed: number | null): void {
    const { asked, given } = decision ?? {};
    writeBar("speed", asked && along(asked), given && along(given), topSpeed ?? 1.2, "m/s");
    writeBar("turn", asked?.turn, given?.turn, 2.5, "rad/s");
  }
}

/** Speed with the sign of its forward part [m/s]. */
function along(motion: Motion): number {
  return Math.hypot(motion.x, motion.y) * (motion.x < 0 ? -1 : 1);
}

function writeBar(
  name: "speed" | "turn",
  asked: number | undefined,
  given: number | undefined,
  most: number,
  unit: string,
): void {
  const words =
    asked === undefined || given === undefined
      ? "no decision yet"
      : `asked ${sayNumber(asked, "1")}, given ${sayNumber(given, unit)}`;
  write(need(`${name}-words`, "dd"), words);
  const sign = name === "turn" ? -1 : 1;
  for (const [which, value] of [
    ["asked", asked],
    ["given", given],
  ] as const) {
    const share = Math.max(-1, Math.min(1, (sign * (value ?? 0)) / most));
    need(`${name}-${which}`, "i").style.transform = `scaleX(${share.toFixed(3)})`;
  }
}

/** The table of sources. */
export function writeSources(state: StateFrame): void {
  const sources = state.supervisor?.sources ?? [];
  const rows = writeRows(need("sources", "tbody"), "tr", sources.length);
  sources.forEach((source, i) => {
    const row = rows[i];
    if (row !== undefined) {
      const cells = writeCells(row, "td", [
        source.required ? source.source : `${source.source} (advisory)`,
        sayAge(source.age),
        sayAge(source.budget),
        source.trouble === "" ? "✓ trusted" : `✗ ${sayId(source.trouble)}`,
      ]);
      cells[3]?.classList.toggle("bad", source.trouble !== "");
    }
  });
}
