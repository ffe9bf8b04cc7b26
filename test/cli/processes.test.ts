import { describe, expect, it } from "vitest";
import { NODE_NAMES } from "../../src/cli/nodes.ts";
import {
  chooseProcesses,
  parametersOf,
  parseProcesses,
  readProcesses,
} from "../../src/cli/processes.ts";

const TEXT = `
processes:
  - name: world
    nodes: [world]
    only: simulation
    parameters:
      world: { seed: $(seed), robot: $(robot), rate: 50 }
  - name: guard
    nodes: [guard, watch]
    respawn: true
    after_death:
      guard: { start_latched: true }
`;

describe("parseProcesses", () => {
  it("fills words in with values of their own type and leaves out what is not known", () => {
    const [world] = parseProcesses(TEXT, "p.yaml");

    expect(parametersOf(world!, "world", { seed: 3 })).toEqual({ seed: 3, rate: 50 });
  });

  it("gives a process brought back what it is to know", () => {
    const [, guard] = parseProcesses(TEXT, "p.yaml");

    expect(parametersOf(guard!, "guard", {}, "first")).toEqual({});
    expect(parametersOf(guard!, "guard", {}, "reborn")).toEqual({ start_latched: true });
    expect(parametersOf(guard!, "watch", {}, "reborn")).toEqual({});
  });

  it("chooses by setting and leaves nodes out", () => {
    const all = parseProcesses(TEXT, "p.yaml");
    const names = (...given: Parameters<typeof chooseProcesses>): unknown =>
      chooseProcesses(...given).map(({ name, nodes }) => [name, ...nodes]);

    expect(names(all, new Set(), ["watch"])).toEqual([["guard", "guard"]]);
    expect(names(all, new Set(["simulation"]), ["guard", "watch"])).toEqual([["world", "world"]]);
  });

  it.each([
    ["processes: [{ name: a }]", "p.yaml: processes.0.nodes"],
    ["processes: [{ name: a, nodes: [a], respwan: true }]", "p.yaml: processes.0"],
    ["processes: [{ name: a, nodes: [a], flags: [rm] }]", "p.yaml: processes.0.flags.0"],
    ["processes: [", "p.yaml: "],
  ])("refuses %s with file and place", (text, sentence) => {
    expect(() => parseProcesses(text, "p.yaml")).toThrow(sentence);
  });
});

describe("launch/processes.yaml", () => {
  it("names every node there is, once, and no other", () => {
    const named = readProcesses().flatMap(({ nodes }) => nodes);

    expect([...named].sort()).toEqual([...NODE_NAMES].sort());
  });

  it("gives the supervisor a process of its own, brought back latched", () => {
    const supervisor = readProcesses().find(({ nodes }) => nodes.includes("safety_supervisor"))!;

    expect(supervisor.nodes).toEqual(["safety_supervisor"]);
    expect(supervisor.respawn).toBe(true);
    expect(parametersOf(supervisor, "safety_supervisor", {}, "reborn")).toMatchObject({
      start_latched: true,
    });
  });
});
