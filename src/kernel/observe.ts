import { STANDSTILL } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import type { Fact, FactOf, Settings, Source } from "./fact.ts";
import { closed } from "./limit.ts";
import { type ReasonId, severity } from "./reason.ts";

/** Nothing moves until a human resets the latch and then resumes. */
export type Latch = {
  readonly because: ReasonId;
  readonly by: string;
  readonly since: Seconds;
  /** Who reset it; it still waits for a resume. */
  readonly resetBy: string | undefined;
};

type Newest<Name extends string, K extends Fact["kind"]> = { readonly [N in Name]?: FactOf<K> };

/** What the kernel remembers: the newest fact of each kind and name, and the latch. */
export type State = {
  readonly settings: Settings | undefined;
  readonly command: FactOf<"command"> | undefined;
  readonly body: FactOf<"body"> | undefined;
  readonly restrictions: Newest<Source, "restriction">;
  readonly checks: Newest<ReasonId, "check">;
  readonly switches: Newest<ReasonId, "switch">;
  readonly latch: Latch | undefined;
  readonly given: FactOf<"given">;
};

/** Knows nothing, allows nothing. */
export const SILENT: State = {
  settings: undefined,
  command: undefined,
  body: undefined,
  restrictions: {},
  checks: {},
  switches: {},
  latch: undefined,
  given: { kind: "given", twist: STANDSTILL, latching: "", by: "", received: -Infinity },
};

/** The state after learning a fact. Never throws; only `reset` and then `resume`, both acts of humans, end a latch. */
export function observe(state: State, fact: Fact): State {
  switch (fact.kind) {
    case "settings":
      return { ...state, settings: state.settings ?? fact.settings };
    case "restriction":
      return { ...state, restrictions: { ...state.restrictions, [fact.source]: closed(fact) } };
    case "check":
      return { ...state, checks: { ...state.checks, [fact.id]: fact } };
    case "switch":
      return observeSwitch(state, fact);
    case "reset":
      return { ...state, latch: resetLatch(state, fact.by) };
    case "resume":
      return { ...state, latch: state.latch?.resetBy === undefined ? state.latch : undefined };
    case "stop":
      return latched(state, fact.because, fact.by, fact.received);
    case "given":
      return latched({ ...state, given: fact }, fact.latching, fact.by, fact.received);
    case "command":
    case "body":
      return { ...state, [fact.kind]: fact };
  }
}

function observeSwitch(state: State, fact: FactOf<"switch">): State {
  const switches = { ...state.switches, [fact.because]: fact };
  const latching = fact.asserted === "asserted" ? fact.because : "";
  return latched({ ...state, switches }, latching, fact.by, fact.received);
}

/** A new stop undoes a reset and takes the place of a milder cause. */
function latched(state: State, because: ReasonId | "", by: string, received: Seconds): State {
  if (because === "") {
    return state;
  }
  const isMilder = state.latch !== undefined && severity(state.latch.because) < severity(because);
  const cause = isMilder ? undefined : state.latch;
  return { ...state, latch: { because, by, since: received, ...cause, resetBy: undefined } };
}

/** A latch is not reset while a switch is still asserted. */
function resetLatch({ latch, switches }: State, by: string): Latch | undefined {
  const isPressed = Object.values(switches).some(({ asserted }) => asserted === "asserted");
  return latch === undefined || isPressed ? latch : { ...latch, resetBy: by };
}
