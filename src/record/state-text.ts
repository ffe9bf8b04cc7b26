import type { Fact, FactOf } from "../kernel/fact.ts";
import type { State } from "../kernel/observe.ts";
import { factOf, STOP_CAUSE, writeFact } from "./fact-text.ts";
import { inOrder, isRecord, readShape, type Shape, ShapeError, writerOf } from "./shape.ts";

/**
 * Everything the kernel knows as canonical JSON: the facts it keeps, as `writeFact` writes them, and its latch. From it the
 * next decisions can be taken again without anything that came before.
 */

const LATCH: Shape = {
  fields: inOrder({
    because: STOP_CAUSE,
    by: "text",
    since: "number",
    reset: { oneOf: ["reset", "not reset"] },
    resetBy: "text",
  }),
};

const writeLatch = writerOf(LATCH);

/** The facts a state keeps, by name. */
type Kept = { readonly [name: string]: Fact | undefined };

/** The state as one line of text. */
export function writeState(state: State): string {
  const kept: Kept = {
    autonomy: state.commands.autonomy,
    body: state.body,
    given: state.given,
    harm: state.advice.harm,
    minds: state.advice.minds,
    publishers: state.publishers,
    separation: state.separation,
    settings: state.settings && { kind: "settings", settings: state.settings },
    teleop: state.commands.teleop,
    veto: state.veto,
  };
  const facts = Object.entries(kept).map(
    ([name, fact]) => `"${name}":${fact === undefined ? "null" : writeFact(fact)}`,
  );
  const latch = state.latch && {
    ...state.latch,
    reset: state.latch.resetBy === undefined ? "not reset" : "reset",
    resetBy: state.latch.resetBy ?? "",
  };
  return `{${facts.join(",")},"latch":${latch === undefined ? "null" : writeLatch(latch)}}`;
}

/**
 * The state in one line of text, the same to the bit.
 * @throws ShapeError with one sentence when the line is no state.
 */
export function readState(text: string): State {
  const value = parse(text);
  const kept = <K extends Fact["kind"]>(name: string, kind: K): FactOf<K> | undefined => {
    if (value[name] === null) {
      return undefined;
    }
    const fact = factOf(value[name]);
    if (fact.kind !== kind) {
      throw new ShapeError(`the state's '${name}' must be a fact of kind ${kind}`);
    }
    return fact as FactOf<K>;
  };
  const given = kept("given", "given");
  if (given === undefined) {
    throw new ShapeError("the state's 'given' must be there");
  }
  return {
    settings: kept("settings", "settings")?.settings,
    commands: { teleop: kept("teleop", "command"), autonomy: kept("autonomy", "command") },
    body: kept("body", "body"),
    separation: kept("separation", "separation"),
    advice: { harm: kept("harm", "advice"), minds: kept("minds", "advice") },
    publishers: kept("publishers", "publishers"),
    veto: kept("veto", "veto"),
    latch: readLatch(value["latch"]),
    given,
  };
}

function readLatch(value: unknown): State["latch"] {
  if (value === null) {
    return undefined;
  }
  type Written = Omit<NonNullable<State["latch"]>, "resetBy"> & {
    readonly reset: string;
    readonly resetBy: string;
  };
  const { reset, resetBy, ...latch } = readShape(LATCH, value, "the state's latch") as Written;
  return { ...latch, resetBy: reset === "reset" ? resetBy : undefined };
}

function parse(text: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) {
      return value;
    }
  } catch {
    // Said below.
  }
  throw new ShapeError(`a state must be a JSON object: ${text.slice(0, 80)}`);
}
