import { describe, it } from "vitest";
import { Loopback } from "../../src/bus/loopback.ts";
import { CONTRACT, ON_A_WIRE, type Stage } from "./contract.ts";

function stageOf(wire: "values" | "bytes"): Stage {
  const sentences: string[] = [];
  const faults: string[] = [];
  const loopback = new Loopback({
    wire,
    log: (node, severity, sentence) => sentences.push(`${node} ${severity} ${sentence}`),
    onFault: (node, { where }) => faults.push(`${node}: ${where}`),
  });
  const settle = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));
  return {
    pace: "simulated",
    sentences,
    faults,
    open: async (node, overrides) => await Promise.resolve(loopback.bus(node, overrides)),
    end: (node) => loopback.disconnect(node),
    pass: async (seconds) => {
      await settle();
      loopback.advance(loopback.time + seconds);
      await settle();
    },
    inject: async (topic, bytes) => {
      loopback.inject(topic, bytes);
      await settle();
    },
  };
}

describe.each(["values", "bytes"] as const)("the loopback bus, messages as %s,", (wire) => {
  for (const [sentence, run] of Object.entries(CONTRACT)) {
    if (wire === "bytes" || !ON_A_WIRE.has(sentence)) {
      it(sentence, async () => await run(stageOf(wire)));
    }
  }
});
