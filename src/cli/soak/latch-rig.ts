import { Loopback } from "../../bus/loopback.ts";
import type { SupervisorState } from "../../bus/messages/coalign-msgs.gen.ts";
import { commandTopic, TOPICS } from "../../bus/topics.ts";
import { safetySupervisor } from "../../nodes/safety-supervisor.ts";
import { type Command, type NoOptions } from "../usage.ts";

/** Period of the supervisor [s], and how many of them pass before somebody vetoes [1]. */
const PERIOD = 0.02;
const BEFORE_VETO = 5;

/** A supervisor on a loopback bus that somebody vetoes soon; it runs until it is killed. Says `vetoing` just before. */
export const latchRig: Command<NoOptions> = {
  name: "latch-rig",
  summary: "A supervisor for `coalign soak latch-kill` to kill.",
  words: { value: "LATCH_FILE", min: 1, max: 1 },
  options: {},
  run: async ({ words: [file = ""] }) => await runLatchRig(file),
};

/** Never ends by itself. */
export async function runLatchRig(latch_file: string): Promise<number> {
  const loopback = new Loopback();
  const bus = loopback.bus("safety_supervisor", { latch_file });
  await safetySupervisor.start(bus, bus.declare(safetySupervisor.parameters));
  const veto = loopback.bus("human").advertise(TOPICS.veto);
  for (let step = 0; ; step++) {
    if (step === BEFORE_VETO) {
      process.stdout.write("vetoing\n");
      veto.publish({ data: true });
    }
    loopback.advance(loopback.time + PERIOD);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** What a supervisor that starts now with this latch file does in its first half second. */
export async function restartWith(
  latch_file: string,
): Promise<{ readonly state: SupervisorState | undefined; readonly moved: boolean }> {
  const loopback = new Loopback();
  const peers = loopback.bus("peers");
  let state: SupervisorState | undefined;
  let moved = false;
  peers.subscribe(TOPICS.supervisorState, (message) => (state = message));
  peers.subscribe(commandTopic("cmd_vel"), ({ twist: { linear, angular } }) => {
    moved ||= linear.x !== 0 || linear.y !== 0 || angular.z !== 0;
  });
  const bus = loopback.bus("safety_supervisor", { latch_file });
  const supervisor = await safetySupervisor.start(bus, bus.declare(safetySupervisor.parameters));
  loopback.advance(0.5);
  const seen = { state, moved };
  // Two lives in one process must not write one file: this one ends, latched, before the next begins.
  await supervisor.stop();
  return seen;
}
