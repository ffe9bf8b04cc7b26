import { ENABLE_STAMPED } from "../bus/command-type.ts";
import { fileURLToPath } from "node:url";
import { COMMAND_NAMES } from "../bus/topics.ts";
import type { NodeDefinition } from "../bus/port.ts";
import { openConsole } from "../console/server/open-console.ts";

const PARAMETERS = {
  host: {
    kind: "string",
    default: "127.0.0.1",
    description: "Address the page is served on; 0.0.0.0 lets other machines in.",
  },
  port: {
    kind: "integer",
    default: 8088,
    min: 0,
    max: 65535,
    description: "Port the page is served on; the next free one where it is taken, any where 0.",
  },
  allowed_hosts: {
    kind: "strings",
    default: [],
    description: "Names, besides addresses and localhost, by which browsers may ask for the page.",
  },
  page_dir: {
    kind: "string",
    default: "",
    description: "Folder of the built page; empty: `page` beside the running program.",
  },
  robot: {
    kind: "string",
    default: "robot",
    description: "Name of the robot, as operators' acts are signed for it.",
  },
  cmd_vel_teleop_topic: {
    kind: "string",
    default: COMMAND_NAMES.teleop,
    description: "Topic the operator's commands go to.",
  },
  enable_stamped_cmd_vel: ENABLE_STAMPED,
  base_frame: { kind: "string", default: "base_link", description: "Frame of the base." },
  drive_speed: {
    kind: "number",
    default: 0.6,
    min: 0,
    max: 3,
    description: "Speed that full deflection asks for [m/s].",
  },
  drive_spin: {
    kind: "number",
    default: 1.2,
    min: 0,
    max: 6,
    description: "Yaw rate that full deflection asks for [rad/s].",
  },
  drive_heartbeat: {
    kind: "number",
    default: 0.2,
    min: 0.15,
    max: 0.25,
    description: "A hold ends when nothing was heard of it for this long [s].",
  },
  show_ground_truth: {
    kind: "boolean",
    default: false,
    description: "Whether the page may draw where things of a simulated world really are.",
  },
} as const;

/**
 * The operator's page: shows what the runtime knows and decides, stops, drives, and hands on signed acts.
 *
 * Reads every topic of `src/console/server/feed.ts`; `/ground_truth/world` only with `show_ground_truth`.
 * Writes `/veto` (true only) and `/cmd_vel_teleop` (20 Hz while an operator holds); calls stop, reset and resume.
 */
export const console: NodeDefinition<typeof PARAMETERS> = {
  name: "console",
  parameters: PARAMETERS,
  inactive: "silent",
  async start(bus, parameters) {
    const opened = await openConsole(bus, {
      host: parameters.host,
      port: parameters.port,
      hosts: parameters.allowed_hosts,
      pageDir:
        parameters.page_dir === ""
          ? fileURLToPath(new URL("page", import.meta.url))
          : parameters.page_dir,
      robot: parameters.robot,
      drive: {
        topic: parameters.cmd_vel_teleop_topic,
        stamped: parameters.enable_stamped_cmd_vel,
        frame: parameters.base_frame,
        speed: parameters.drive_speed,
        spin: parameters.drive_spin,
        heartbeat: parameters.drive_heartbeat,
      },
      truth: parameters.show_ground_truth ? "shown" : "hidden",
    });
    bus.log("info", `console: ${opened.address}`);
    return {
      stop: async () => {
        await opened.close();
      },
    };
  },
};
