import { afterAll, beforeAll, expect, it } from "vitest";
import { EXECUTORS, executorVariables } from "../support/executors.ts";
import { bundleProgram, Program } from "../support/program.ts";
import { describeRos2 } from "../support/ros2.ts";
import { CONTRACT } from "./contract.ts";

type Result = { readonly sentence: string; readonly ok: boolean; readonly why?: string };

const DOMAIN = 40;

describeRos2.each(EXECUTORS)("the ROS 2 bus on the executor '%s'", (executor) => {
  let program: Program;

  beforeAll(async () => {
    const file = await bundleProgram("test/bus/contract-ros2-program.ts");
    program = Program.start(file, DOMAIN, [], executorVariables(executor));
    await program.hear((message): message is unknown => "ready" in (message as object));
  });

  afterAll(async () => await program.kill());

  for (const sentence of Object.keys(CONTRACT)) {
    it(sentence, async () => {
      program.tell({ sentence });
      const result = await program.hear(
        (message): message is Result => (message as Result).sentence === sentence,
        55,
      );
      expect(result.why ?? "").toBe("");
    });
  }
});
