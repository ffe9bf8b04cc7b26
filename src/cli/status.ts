import type { SourceAge, SupervisorState } from "../bus/messages/coalign-msgs.gen.ts";
import type { Bus } from "../bus/port.ts";
import { TOPICS } from "../bus/topics.ts";
import { askSupervisor, PATIENCE } from "./ask-supervisor.ts";
import { tell } from "./console-lines.ts";
import { type Command, NO_WORDS, type OptionSpecs } from "./usage.ts";

const OPTIONS = {
  json: { kind: "flag", meaning: "Print the message itself." },
} as const satisfies OptionSpecs;

/** What the supervisor does, and why. */
export const status: Command<typeof OPTIONS> = {
  name: "status",
  summary: "Says what the supervisor does, and why.",
  words: NO_WORDS,
  options: OPTIONS,
  run: async ({ options }) =>
    await askSupervisor(["status", ...(options.json ? ["--json"] : [])], async (bus) => {
      const state = await hearState(bus);
      tell(options.json ? JSON.stringify(state, spellBigInt, 2) : tellState(state));
      return 0;
    }),
};

/** @throws Error with one sentence when nobody tells. */
async function hearState(bus: Bus): Promise<SupervisorState> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`it told no state within ${PATIENCE} s`)),
      PATIENCE * 1000,
    );
    bus.subscribe(TOPICS.supervisorState, (state) => {
      clearTimeout(timer);
      resolve(state);
    });
  });
}

function spellBigInt(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

/** The state for a person. */
export function tellState(state: SupervisorState): string {
  const latch = state.latched
    ? [
        `latched by ${state.latched_by}: ${state.latched_because}` +
          (state.reset_done ? "; it was reset and waits for resume" : ""),
      ]
    : [];
  return [
    `${state.mode}: ${state.sentence}`,
    ...latch,
    `driver: ${state.driver}, decisions: ${state.decisions}`,
    ...state.reasons.map(({ id, sentence }) => `  ${id}: ${sentence}`),
    ...state.sources.map(tellSource),
  ].join("\n");
}

function tellSource({ source, required, age, budget, trouble }: SourceAge): string {
  const fresh = Number.isFinite(age)
    ? `${age.toFixed(3)} s old, allowed ${budget} s`
    : "never came";
  const kind = required ? "required" : "advisory";
  return `  ${source} (${kind}): ${fresh}${trouble === "" ? "" : `, ${trouble}`}`;
}
