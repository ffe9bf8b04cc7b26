import { describe, expect, it } from "vitest";
import type { Overrides } from "../../../src/bus/parameters.ts";
import { PARAMETERS, type Parameters } from "../../../src/nodes/safety-supervisor/parameters.ts";
import { type CommandSource, sourcesOf } from "../../../src/nodes/safety-supervisor/sources.ts";

function sources(overrides: Overrides = {}): ReturnType<typeof sourcesOf> {
  const defaults = Object.entries(PARAMETERS).map(([name, spec]) => [name, spec.default]);
  return sourcesOf({ ...Object.fromEntries(defaults), ...overrides } as Parameters);
}

describe("who may command or lock the robot", () => {
  it("is the teleoperator, then the sources of the file, autonomy last", () => {
    const found = sources({
      more_sources: ["joy joy/cmd_vel human 0.15 2", "", "dock dock/cmd program 0.1 1"],
      locks: ["/pause 0.5 autonomy dock"],
    });

    expect(found.drivers.map(({ name, topic }: CommandSource) => [name, topic])).toEqual([
      ["teleop", "cmd_vel_teleop"],
      ["joy", "joy/cmd_vel"],
      ["dock", "dock/cmd"],
      ["autonomy", "cmd_vel_in"],
    ]);
    expect(found.locks).toEqual([
      { name: "/pause", topic: "/pause", budget: 0.5, locks: ["autonomy", "dock"] },
    ]);
  });

  it.each<readonly [Overrides, string]>([
    [
      { cmd_vel_out_topic: "cmd_vel_in" },
      "what the base gets (cmd_vel_out_topic) and the driver 'autonomy' are both on the topic 'cmd_vel_in'",
    ],
    [{ cmd_vel_teleop_topic: "/cmd_vel_in" }, "are both on the topic 'cmd_vel_in'"],
    [
      { cmd_vel_in_topic: "/veto" },
      "the veto and the driver 'autonomy' are both on the topic '/veto'",
    ],
    [{ hardware_stop_topic: "cmd_vel" }, "are both on the topic 'cmd_vel'"],
    [{ more_sources: ["joy cmd_vel human 0.15 2"] }, "are both on the topic 'cmd_vel'"],
    [{ locks: ["cmd_vel_in 0.5 autonomy"] }, "the lock 'cmd_vel_in' are both on the topic"],
    [{ cmd_vel_in_topic: "" }, "the driver 'autonomy': '' is no name of a topic"],
    [{ cmd_vel_out_topic: "cmd vel" }, "'cmd vel' is no name of a topic"],
    [{ hardware_stop_topic: "7stop" }, "'7stop' is no name of a topic"],
    [{ cmd_vel_in_topic: "~/cmd" }, "'~/cmd' is no name of a topic"],
    [{ robot: "" }, "parameter 'robot' is empty"],
    [{ base_frame: " " }, "parameter 'base_frame' is empty"],
  ])("is refused as %j", (overrides, sentence) => {
    expect(() => sources(overrides)).toThrow(sentence);
  });
});
