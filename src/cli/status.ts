import type { SourceAge, SupervisorState } from "../bus/messages/coalign-msgs.gen.ts";
import { TOPICS } from "../bus/topics.ts";
import { askSupervisors, PATIENCE, type Supervisor, WHICH_ROBOT } from "./ask-supervisor.ts";
import { plainJson, plainText } from "../record/plain-text.ts";
import { ACTIONS, CAUSES } from "../kernel/reason.ts";
import { tell } from "./console-lines.ts";
import { tellTable } from "./text-table.ts";
import { type Command, NO_WORDS, type OptionSpecs, UsageError } from "./usage.ts";

const OPTIONS = {
  ...WHICH_ROBOT,
  json: { kind: "flag", meaning: "Print the message itself; what is no finite number is null." },
  causes: { kind: "flag", meaning: "Print the failsafe table, with what holds now marked." },
} as const satisfies OptionSpecs;

/** What the supervisor does, and why; each of them where several run. */
export const status: Command<typeof OPTIONS> = {
  name: "status",
  summary: "Says what the supervisor does, and why.",
  words: NO_WORDS,
  options: OPTIONS,
  run: async ({ options }) => {
    let answers = 0;
    const ask = async (): Promise<number> =>
      await askSupervisors(
        ["status", ...(options.json ? ["--json"] : []), ...(options.causes ? ["--causes"] : [])],
        options.namespace,
        async (supervisor) => {
          const state = await hearState(supervisor);
          answers++;
          if (supervisor.namespace !== "/" && !options.json) {
            tell(`${plainText(supervisor.namespace)}:`);
          }
          tell(options.json ? tellJson(state, supervisor.namespace) : tellState(state));
          if (options.causes) {
            tell(tellCauses(new Set(state.reasons.map(({ id }) => id))));
          }
          return 0;
        },
      );
    try {
      return await ask();
    } catch (error) {
      if (!options.causes || options.json || answers > 0 || error instanceof UsageError) {
        throw error;
      }
      return tellCausesAlone(error);
    }
  },
};

/** The table is the same whoever runs: where nobody answers nothing of it is marked. */
function tellCausesAlone(error: unknown): number {
  tell(tellCauses(new Set()));
  tell(plainText(`nothing is marked: ${error instanceof Error ? error.message : String(error)}`));
  return 0;
}

/** @throws Error with one sentence when nobody tells. */
async function hearState({ bus, of }: Supervisor): Promise<SupervisorState> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`it told no state within ${PATIENCE} s`)),
      PATIENCE * 1000,
    );
    bus.subscribe(of(TOPICS.supervisorState), (state) => {
      clearTimeout(timer);
      resolve(state);
    });
  });
}

/** The message; with its namespace in front where it has one, so that several are told apart. */
function tellJson(state: SupervisorState, namespace: string): string {
  const named = namespace === "/" ? state : { namespace, ...state };
  return plainJson(JSON.stringify(named, spellBigInt, 2));
}

function spellBigInt(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

/** The state for a person; much of it was written by others. */
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
    `driver: ${state.driver === "" ? "nobody" : state.driver}, action: ${state.action}, power: ${state.power ? "on" : "off"}, decisions: ${state.decisions}`,
    ...state.reasons.map(
      ({ id, sentence, source }) => `  ${id}: ${sentence}${source === "" ? "" : ` (${source})`}`,
    ),
    ...state.sources.map(tellSource),
  ]
    .map(plainText)
    .join("\n");
}

/** The failsafe table: every cause, most severe action first, with what holds now marked. */
export function tellCauses(active: ReadonlySet<string>): string {
  const rows = Object.entries(CAUSES)
    .sort(([, a], [, b]) => ACTIONS.indexOf(b.action) - ACTIONS.indexOf(a.action))
    .map(([id, { action, clear, takeover, sentence }]) => [
      active.has(id) ? "now" : "",
      id,
      action,
      clear,
      takeover,
      sentence,
    ]);
  const head = ["", "cause", "action", "ends by", "may drive", "because"];
  return tellTable(head, rows, 140).join("\n");
}

function tellSource({ source, required, age, budget, trouble }: SourceAge): string {
  const fresh = Number.isFinite(age)
    ? `${age.toFixed(3)} s old, allowed ${budget} s`
    : "never came";
  const kind = required ? "required" : "advisory";
  return `  ${source} (${kind}): ${fresh}${trouble === "" ? "" : `, ${trouble}`}`;
}
