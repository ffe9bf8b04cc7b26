import type { ActName } from "../authority/act.ts";
import { createNonce, signAct } from "../authority/keys.ts";
import { SERVICES } from "../bus/topics.ts";
import { stampOf } from "../quantity/time.ts";
import { askSupervisor, PATIENCE } from "./ask-supervisor.ts";
import { tell } from "./console-lines.ts";
import { readOperators, readPrivateKey } from "./key-store.ts";
import { type Command, NO_WORDS, type OptionSpecs, UsageError } from "./usage.ts";

const OPTIONS = {
  operator: { kind: "text", value: "NAME", meaning: "Whose key signs [the only one there is]." },
  reason: { kind: "text", value: "TEXT", meaning: "Why; it goes into the decision log." },
  robot: { kind: "text", value: "NAME", meaning: "Which robot it is for [robot]." },
} as const satisfies OptionSpecs;

function signed(act: ActName, summary: string): Command<typeof OPTIONS> {
  return {
    name: act,
    summary,
    words: NO_WORDS,
    options: OPTIONS,
    run: async ({ options }) => {
      const operator = options.operator ?? onlyOperator();
      const { reason } = options;
      if (reason === undefined || reason.trim() === "") {
        throw new UsageError(`coalign ${act} needs --reason TEXT: why the robot may go on`);
      }
      const key = readPrivateKey(operator);
      const robot = options.robot ?? "robot";
      const argv = [act, "--operator", operator, "--reason", reason, "--robot", robot];
      return await askSupervisor(argv, async (bus) => {
        const request = signAct(key, {
          act,
          robot,
          operator_name: operator,
          reason,
          stamp: stampOf(Date.now() / 1000),
          nonce: createNonce(),
        });
        const { success, message } = await bus.call(SERVICES[act], request, PATIENCE);
        tell(message);
        return success ? 0 : 1;
      });
    },
  };
}

/** @throws UsageError when it is not clear who acts. */
function onlyOperator(): string {
  const [first, ...others] = [...readOperators().keys()];
  if (first === undefined) {
    throw new UsageError("nobody has a key here; coalign keys create NAME makes one");
  }
  if (others.length > 0) {
    throw new UsageError(`--operator must say who acts: one of ${[first, ...others].join(", ")}`);
  }
  return first;
}

/** Clears the latch, by a signed act. */
export const reset = signed("reset", "Clears the latch, by an act signed with an operator's key.");

/** Allows motion again, by a signed act. */
export const resume = signed(
  "resume",
  "Allows motion again after a reset, by an act signed with an operator's key.",
);
