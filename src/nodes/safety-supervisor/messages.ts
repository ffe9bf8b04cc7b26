import type {
  Bound,
  Decision,
  Limit,
  Reason,
  SourceAge,
  SupervisorState,
} from "../../bus/messages/coalign-msgs.gen.ts";
import type { Twist } from "../../bus/messages/geometry-msgs.gen.ts";
import type { Header } from "../../bus/messages/std-msgs.gen.ts";
import type { Verdict } from "../../kernel/decide.ts";
import type { Limit as KernelLimit } from "../../kernel/limit.ts";
import type { State } from "../../kernel/observe.ts";
import { CAUSES, type Evidence, type ReasonId } from "../../kernel/reason.ts";
import { ageOf } from "../../kernel/required.ts";
import * as frame from "../../quantity/frame.ts";
import { type Seconds, stampOf } from "../../quantity/time.ts";

/** What the supervisor says, from what the kernel decided. */

export function headerAt(time: Seconds, frameId: string): Header {
  return { stamp: stampOf(time), frame_id: frameId };
}

export function twistMessage(twist: frame.Twist): Twist {
  return { linear: { x: twist.vx, y: twist.vy, z: 0 }, angular: { x: 0, y: 0, z: twist.wz } };
}

/** How many reasons beside the first a sentence names. */
const NAMED = 2;
/** Sources that tell a person nothing. */
const UNTOLD: ReadonlySet<string> = new Set(["", "settings", "not checked"]);

/** One sentence for a person: what was done and why, the worst reason with what it rests on, and what else holds. */
export function sentenceOf(verdict: Verdict): string {
  const [first, ...others] = tightest(verdict.reasons.length > 0 ? verdict.reasons : verdict.stops);
  if (first === undefined) {
    return frame.isStandstill(verdict.given)
      ? "Ready: nothing is asked."
      : "The command passes as it is.";
  }
  const done = frame.isStandstill(verdict.given)
    ? "The robot stands still"
    : `The command is slowed to ${Math.round(100 * verdict.scale)} %`;
  const where = UNTOLD.has(first.source) ? "" : ` (${first.source})`;
  return `${done}: ${CAUSES[first.id].sentence}${where}${alsoOf(others)}.`;
}

function alsoOf(others: readonly Evidence[]): string {
  const named = others.slice(0, NAMED).map(({ id }) => CAUSES[id].sentence);
  const more = others.length > NAMED ? [`${others.length - NAMED} more`] : [];
  return others.length === 0 ? "" : `; also ${[...named, ...more].join(", ")}`;
}

/** One piece of evidence for each reason, that with the smallest margin; what latches first, then the tightest. */
function tightest(evidence: readonly Evidence[]): readonly Evidence[] {
  const rank = ({ id }: Evidence): number => (CAUSES[id].clear === "human" ? 0 : 1);
  const byMargin = [...evidence].sort((a, b) => rank(a) - rank(b) || a.margin - b.margin);
  const ids = [...new Set(byMargin.map(({ id }) => id))];
  return ids.flatMap((id) => byMargin.find((item) => item.id === id) ?? []);
}

function reasonMessage({ id, source, margin, unit, age }: Evidence): Reason {
  return { id, sentence: CAUSES[id].sentence, source, margin, unit, age };
}

function limitMessage(limit: KernelLimit): Limit {
  const bounds = limit.bounds
    .filter((bound) => bound.because !== "acceleration-ceiling")
    .map(({ x, y, turn, atMost: at_most, because, source }): Bound => ({
      x,
      y,
      turn,
      at_most,
      because,
      source,
    }));
  return { speed: limit.speed, spin: limit.spin, bounds };
}

export function decisionMessage(
  verdict: Verdict,
  header: Header,
  now: Seconds,
  sequence: number,
  facts: readonly string[],
  state: string,
): Decision {
  return {
    header,
    sequence: BigInt(sequence),
    now,
    driver: verdict.driver,
    asked: twistMessage(verdict.asked),
    given: twistMessage(verdict.given),
    scale: verdict.scale,
    reasons: verdict.reasons.map(reasonMessage),
    sentence: sentenceOf(verdict),
    facts,
    state,
  };
}

export function stateMessage(
  state: State,
  verdict: Verdict,
  header: Header,
  now: Seconds,
  decisions: number,
): SupervisorState {
  const latch = state.latch;
  return {
    header,
    mode: verdict.mode,
    action: verdict.action,
    power: verdict.power === "on",
    latched: latch !== undefined,
    latched_because: latch?.because ?? "",
    latched_by: latch?.by ?? "",
    reset_done: latch?.resetBy !== undefined,
    driver: verdict.driver,
    sentence: sentenceOf(verdict),
    reasons: tightest(verdict.reasons.length > 0 ? verdict.reasons : verdict.stops).map(
      reasonMessage,
    ),
    limit: limitMessage(verdict.limit),
    sources: sourceAges(state, verdict, now),
    decisions: BigInt(decisions),
  };
}

function sourceAges(state: State, verdict: Verdict, now: Seconds): SourceAge[] {
  const { settings, command, body, restrictions } = state;
  if (settings === undefined) {
    return [];
  }
  const rows = [
    { name: "command", fact: command, own: "", budget: settings.commandBudget, need: "required" },
    { name: "body", fact: body, own: "", budget: settings.bodyBudget, need: "required" },
    ...settings.sources.map((source) => {
      const fact = restrictions[source.name];
      return { ...source, fact, own: fact?.trouble ?? "" };
    }),
  ];
  return rows.map(({ name, fact, own, budget, need }) => ({
    source: name,
    required: need === "required",
    age: fact === undefined ? Infinity : ageOf(fact, now),
    stamp_age: fact?.stampAge ?? Infinity,
    budget,
    trouble: troubleOf(name, own, verdict),
  }));
}

/** Why a source stops the robot: that it is silent, or its own word. */
function troubleOf(name: string, own: string, { stops }: Verdict): ReasonId | "" {
  const found = stops.find(
    ({ id, source }) => id === own || source === name || id.startsWith(`${name}-`),
  );
  return found?.id ?? "";
}
