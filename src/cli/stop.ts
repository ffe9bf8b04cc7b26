import { Trigger_Request } from "../bus/messages/std-srvs.gen.ts";
import { SERVICES } from "../bus/topics.ts";
import { askSupervisor, PATIENCE } from "./ask-supervisor.ts";
import { tell } from "./console-lines.ts";
import { type Command, NO_WORDS, type NoOptions } from "./usage.ts";

/** Stops the robot and latches. Needs no permission. */
export const stop: Command<NoOptions> = {
  name: "stop",
  summary: "Stops the robot, which stays so until a human resets and resumes. Anyone may.",
  words: NO_WORDS,
  options: {},
  run: async () =>
    await askSupervisor(["stop"], async (bus) => {
      const { success, message } = await bus.call(
        SERVICES.stop,
        Trigger_Request.create(),
        PATIENCE,
      );
      tell(message);
      return success ? 0 : 1;
    }),
};
