import { Trigger_Request } from "../bus/messages/std-srvs.gen.ts";
import { SERVICES } from "../bus/topics.ts";
import { askSupervisors, PATIENCE, WHICH_ROBOT } from "./ask-supervisor.ts";
import { tell } from "./console-lines.ts";
import { type Command, NO_WORDS } from "./usage.ts";

/** Stops the robot and latches; every robot on the graph where none is named. Needs no permission. */
export const stop: Command<typeof WHICH_ROBOT> = {
  name: "stop",
  summary: "Stops the robot, every one there is, until a human resets and resumes. Anyone may.",
  words: NO_WORDS,
  options: WHICH_ROBOT,
  run: async ({ options: { namespace: asked } }) =>
    await askSupervisors(["stop"], asked, async ({ bus, namespace, of }) => {
      const service = of(SERVICES.stop);
      const { success, message } = await bus.call(service, Trigger_Request.create(), PATIENCE);
      tell(namespace === "/" ? message : `${namespace}: ${message}`);
      return success ? 0 : 1;
    }),
};
