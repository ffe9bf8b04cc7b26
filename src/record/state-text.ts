import type { Fact } from "../kernel/fact.ts";
import { observe, SILENT, type State } from "../kernel/observe.ts";
import { factOf, REASON, writeFact } from "./fact-text.ts";
import { inOrder, isRecord, readShape, type Shape, ShapeError, writerOf } from "./shape.ts";

/**
 * Everything the kernel knows as canonical JSON: the facts it keeps, as `writeFact` writes them, and its latch. From it the
 * next decisions can be taken again without anything that came before.
 */

const LATCH: Shape = {
  fields: inOrder({
    because: REASON,
    by: "text",
    since: "number",
    reset: { oneOf: ["reset", "not reset"] },
    resetBy: "text",
  }),
};

const writeLatch = writerOf(LATCH);

/** Facts that change a state and are not kept. */
const EVENTS: ReadonlySet<Fact["kind"]> = new Set(["stop", "reset", "resume"]);

/** The state as one line of text: its facts in a fixed order, each of which `observe` would put back where it was. */
export function writeState(state: State): string {
  const facts: readonly (Fact | undefined)[] = [
    state.settings && { kind: "settings", settings: state.settings },
    state.command,
    state.body,
    ...byName(state.restrictions),
    ...byName(state.checks),
    ...byName(state.switches),
    state.given,
  ];
  const lines = facts.flatMap((fact) => (fact === undefined ? [] : [writeFact(fact)]));
  const latch = state.latch && {
    ...state.latch,
    reset: state.latch.resetBy === undefined ? "not reset" : "reset",
    resetBy: state.latch.resetBy ?? "",
  };
  return `{"facts":[${lines.join(",")}],"latch":${latch === undefined ? "null" : writeLatch(latch)}}`;
}

function byName(facts: { readonly [name: string]: Fact | undefined }): (Fact | undefined)[] {
  return Object.keys(facts)
    .sort()
    .map((name) => facts[name]);
}

/**
 * The state in one line of text, the same to the bit.
 * @throws ShapeError with one sentence when the line is no state.
 */
export function readState(text: string): State {
  const { facts, latch } = parse(text);
  if (!Array.isArray(facts)) {
    throw new ShapeError("the state's 'facts' must be a list");
  }
  const kept = facts.map(factOf);
  const stranger = kept.find(({ kind }) => EVENTS.has(kind));
  if (stranger !== undefined) {
    throw new ShapeError(`a state keeps no fact of kind ${stranger.kind}`);
  }
  if (!kept.some(({ kind }) => kind === "given")) {
    throw new ShapeError("the state's facts must have one of kind given");
  }
  return { ...kept.reduce(observe, SILENT), latch: readLatch(latch) };
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
