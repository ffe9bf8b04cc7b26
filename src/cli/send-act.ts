import {
  type LimitTerms,
  NO_LIMIT,
  NO_WAIVER,
  type SignedActName,
  type WaiverTerms,
} from "../authority/act.ts";
import { createNonce, signAct } from "../authority/keys.ts";
import { SERVICES, TOPICS } from "../bus/topics.ts";
import { stampOf } from "../quantity/time.ts";
import { askSupervisor, PATIENCE, type Supervisor, WHICH_ROBOT } from "./ask-supervisor.ts";
import { tell } from "./console-lines.ts";
import { readOperators, readPrivateKey } from "./key-store.ts";
import { type OptionSpecs, UsageError } from "./usage.ts";

/** Options of every signed act. */
export const ACT_OPTIONS = {
  operator: { kind: "text", value: "NAME", meaning: "Whose key signs [the only one there is]." },
  reason: { kind: "text", value: "TEXT", meaning: "Why; it goes into the decision log." },
  robot: { kind: "text", value: "NAME", meaning: "Which robot it is for [robot]." },
  namespace: { ...WHICH_ROBOT.namespace, meaning: "Namespace of that robot [the only one's]." },
} as const satisfies OptionSpecs;

export type ActOptions = {
  readonly operator: string | undefined;
  readonly reason: string | undefined;
  readonly robot: string | undefined;
  readonly namespace: string | undefined;
};

/**
 * Signs an act and has the supervisor judge it; answers the exit code.
 * @param words - Words and options besides those of every act, as they are said on the command line.
 * @throws UsageError when it is not clear who acts or why.
 */
export async function sendAct(
  act: SignedActName,
  options: ActOptions,
  terms: { readonly waiver?: WaiverTerms; readonly limit?: LimitTerms } = {},
  words: readonly string[] = [],
): Promise<number> {
  const operator = options.operator ?? onlyOperator();
  const { reason } = options;
  if (reason === undefined || reason.trim() === "") {
    throw new UsageError(`coalign ${act} needs --reason TEXT: why the robot may go on`);
  }
  const key = readPrivateKey(operator);
  const robot = options.robot ?? "robot";
  const argv = [act, ...words, "--operator", operator, "--reason", reason, "--robot", robot];
  return await askSupervisor(argv, options.namespace, async (supervisor) => {
    const { bus, of } = supervisor;
    const boot = await hearBoot(supervisor);
    const request = signAct(key, {
      act,
      robot,
      boot,
      operator_name: operator,
      reason,
      stamp: stampOf(Date.now() / 1000),
      nonce: createNonce(),
      waiver: terms.waiver ?? NO_WAIVER,
      limit: terms.limit ?? NO_LIMIT,
    });
    const { success, message } = await bus.call(of(SERVICES[act]), request, PATIENCE);
    tell(message);
    return success ? 0 : 1;
  });
}

/**
 * Which start of the supervisor this is.
 * @throws Error with one sentence when nobody tells.
 */
async function hearBoot({ bus, of }: Supervisor): Promise<string> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`it told no start of its own within ${PATIENCE} s`)),
      PATIENCE * 1000,
    );
    bus.subscribe(of(TOPICS.boot), ({ data }) => {
      clearTimeout(timer);
      resolve(data);
    });
  });
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
