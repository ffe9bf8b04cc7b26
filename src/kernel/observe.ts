import { STANDSTILL } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import type { Driver, Fact, FactOf, Settings, StopCause } from "./fact.ts";

/** Nothing moves until a human resets the latch and then resumes. */
export type Latch = {
  readonly because: StopCause;
  readonly by: string;
  readonly since: Seconds;
  /** Who reset it; it still waits for a resume. */
  readonly resetBy: string | undefined;
};

/** What the kernel remembers: the newest fact of each kind, and the latch. */
export type State = {
  readonly settings: Settings | undefined;
  readonly commands: { readonly [D in Driver]: FactOf<"command"> | undefined };
  readonly body: FactOf<"body"> | undefined;
  readonly separation: FactOf<"separation"> | undefined;
  readonly advice: { readonly [S in FactOf<"advice">["source"]]: FactOf<"advice"> | undefined };
  readonly publishers: FactOf<"publishers"> | undefined;
  readonly veto: FactOf<"veto"> | undefined;
  readonly latch: Latch | undefined;
  readonly given: FactOf<"given">;
};

/** Knows nothing, allows nothing. */
export const SILENT: State = {
  settings: undefined,
  commands: { teleop: undefined, autonomy: undefined },
  body: undefined,
  separation: undefined,
  advice: { harm: undefined, minds: undefined },
  publishers: undefined,
  veto: undefined,
  latch: undefined,
  given: { kind: "given", twist: STANDSTILL, received: -Infinity },
};

/** The state after learning a fact. Never throws; only `reset` and then `resume`, both acts of humans, end a latch. */
export function observe(state: State, fact: Fact): State {
  switch (fact.kind) {
    case "settings":
      return { ...state, settings: state.settings ?? fact.settings };
    case "command":
      return { ...state, commands: { ...state.commands, [fact.driver]: fact } };
    case "advice":
      return { ...state, advice: { ...state.advice, [fact.source]: fact } };
    case "reset":
      return { ...state, latch: resetLatch(state, fact.by) };
    case "resume":
      return { ...state, latch: state.latch?.resetBy === undefined ? state.latch : undefined };
    case "veto":
      return observeVeto(state, fact);
    case "stop":
      return { ...state, latch: latchFor(state, fact.because, fact.by, fact.received) };
    case "body":
    case "separation":
    case "publishers":
    case "given":
      return { ...state, [fact.kind]: fact };
  }
}

function observeVeto(state: State, fact: FactOf<"veto">): State {
  const stops = fact.asserted === "asserted";
  const latch = stops ? latchFor(state, "human-veto", fact.by, fact.received) : state.latch;
  return { ...state, veto: fact, latch };
}

/** A new stop undoes a reset but keeps the first cause of the latch. */
function latchFor(state: State, because: StopCause, by: string, since: Seconds): Latch {
  const first = state.latch ?? { because, by, since };
  return { because: first.because, by: first.by, since: first.since, resetBy: undefined };
}

/** A latch is not reset while the veto that set it is still asserted. */
function resetLatch(state: State, by: string): Latch | undefined {
  return state.latch === undefined || state.veto?.asserted === "asserted"
    ? state.latch
    : { ...state.latch, resetBy: by };
}
