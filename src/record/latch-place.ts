import { homedir } from "node:os";
import { join } from "node:path";

/** Whose latch it is. */
export type LatchOwner = {
  /** Value of the parameter `latch_file`; empty when nobody chose a place. */
  readonly asked: string;
  /** Name of the robot. */
  readonly robot: string;
  /** ROS 2 namespace of its supervisor, `/` or `/robot1`. */
  readonly namespace: string;
  /** Which clock rules: a simulated robot is made anew with its world, and so is what stopped it. */
  readonly clock: "simulated" | "system";
};

/**
 * Where a supervisor remembers its latch: the place that was asked for; else one that depends on the robot alone, never on
 * the folder the supervisor happens to be started in, so that a robot comes back latched after a loss of power without
 * anybody having configured it. `COALIGN_HOME` moves it, as it moves the keys; else it is the state folder of the XDG
 * base directories. Empty, for no memory at all, in simulation only.
 */
export function latchPlace(
  { asked, robot, namespace, clock }: LatchOwner,
  env: { readonly [name: string]: string | undefined } = process.env,
): string {
  if (asked !== "" || clock === "simulated") {
    return asked;
  }
  const rooms = namespace.split("/").filter((room) => room !== "");
  const name = [encodeURIComponent(robot), ...rooms].join("@");
  return join(stateFolder(env), "latch", `${name}.json`);
}

/** The XDG base directory specification wants a path that is not absolute ignored. */
function stateFolder(env: { readonly [name: string]: string | undefined }): string {
  const { COALIGN_HOME: home = "", XDG_STATE_HOME: state = "" } = env;
  if (home !== "") {
    return home;
  }
  return join(state.startsWith("/") ? state : join(homedir(), ".local", "state"), "coalign");
}
