import { readFileSync } from "node:fs";
import type { ActName } from "../../../authority/act.ts";
import { NO_LIMIT, NO_WAIVER } from "../../../authority/act.ts";
import { createNonce, signAct } from "../../../authority/keys.ts";
import type { Bus } from "../../../bus/port.ts";
import { SERVICES, TOPICS } from "../../../bus/topics.ts";
import { stampOf } from "../../../quantity/time.ts";
import { listenForEnd } from "../../listen-for-end.ts";
import { openBus } from "../../open-bus.ts";
import { type Command, type NoOptions } from "../../usage.ts";

/** How long an act that was refused rests before the next one [ms]: the veto may still be held. */
const REST = 5;

/** An operator who lifts every latch at once, by signed acts; of no use but to a benchmark. */
export const lift: Command<NoOptions> = {
  name: "lift",
  summary:
    "Resets and resumes a supervisor at once whenever it is latched, for `coalign bench veto`.",
  words: { value: "OPERATOR KEYFILE", min: 2, max: 2 },
  options: {},
  run: async ({ words: [operator = "", file = ""] }) => {
    const { ended } = listenForEnd();
    const open = await openBus("veto_lift", []);
    const { rest } = liftUntilRest(open.bus, operator, readFileSync(file, "utf8"));
    await ended;
    rest();
    open.shutdown();
    return 0;
  },
};

/** Lifts every latch until it is told to rest. */
function liftUntilRest(
  bus: Bus,
  operator_name: string,
  key: string,
): { readonly rest: () => void } {
  let isOpen = true;
  let boot = "";
  let isLatched = false;
  let isBusy = false;
  const act = async (name: ActName): Promise<boolean> => {
    const signed = signAct(key, {
      act: name,
      robot: "robot",
      boot,
      operator_name,
      reason: "the benchmark goes on",
      stamp: stampOf(Date.now() / 1000),
      nonce: createNonce(),
      waiver: NO_WAIVER,
      limit: NO_LIMIT,
    });
    return (await bus.call(SERVICES[name], signed, 2)).success;
  };
  const liftOnce = async (): Promise<void> => {
    isBusy = true;
    while (isLatched && isOpen) {
      const isLifted = (await act("reset").catch(() => false)) && (await act("resume"));
      isLatched &&= !isLifted;
      await new Promise((resolve) => setTimeout(resolve, isLatched ? REST : 0));
    }
    isBusy = false;
  };
  bus.subscribe(TOPICS.boot, ({ data }) => (boot = data));
  bus.subscribe(TOPICS.supervisorState, ({ latched }) => {
    isLatched = latched;
    if (latched && !isBusy) {
      liftOnce().catch(() => (isBusy = false));
    }
  });
  return { rest: () => (isOpen = false) };
}
