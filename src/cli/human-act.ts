import type { ActName } from "../authority/act.ts";
import { ACT_OPTIONS, sendAct } from "./send-act.ts";
import { type Command, NO_WORDS } from "./usage.ts";

function signed(act: ActName, summary: string): Command<typeof ACT_OPTIONS> {
  return {
    name: act,
    summary,
    words: NO_WORDS,
    options: ACT_OPTIONS,
    run: async ({ options }) => await sendAct(act, options),
  };
}

/** Clears the latch, by a signed act. */
export const reset = signed("reset", "Clears the latch, by an act signed with an operator's key.");

/** Allows motion again, by a signed act. */
export const resume = signed(
  "resume",
  "Allows motion again after a reset, by an act signed with an operator's key.",
);
