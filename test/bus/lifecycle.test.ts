import { describe, expect, it } from "vitest";
import {
  askedFor,
  availableIn,
  type StateName,
  STATES,
  TRANSITIONS,
} from "../../src/bus/lifecycle.ts";

const PRIMARY: readonly StateName[] = ["unconfigured", "inactive", "active", "finalized"];

describe("the lifecycle", () => {
  it("has the transitions of rcl, each number once", () => {
    expect(TRANSITIONS.map(({ id }) => id)).toEqual([
      1, 10, 11, 12, 2, 20, 21, 22, 3, 30, 31, 32, 4, 40, 41, 42, 5, 6, 7, 50, 51, 52, 60, 61, 62,
    ]);
  });

  it.each([
    ["unconfigured", ["configure", "shutdown"]],
    ["inactive", ["cleanup", "activate", "shutdown"]],
    ["active", ["deactivate", "shutdown"]],
    ["finalized", []],
  ] as const)("may be asked in %s for %j", (state, labels) => {
    expect(availableIn(state).map(({ label }) => label)).toEqual(labels);
  });

  it("takes every legal request by number and by name, and refuses all others in one sentence", () => {
    let legal = 0;
    for (const state of PRIMARY) {
      for (let id = 0; id <= 100; id++) {
        const asked = askedFor(state, { id, label: "" });
        const allowed = availableIn(state).some((transition) => transition.id === id);
        expect("act" in asked).toBe(allowed);
        legal += allowed ? 1 : 0;
      }
      for (const label of ["configure", "cleanup", "activate", "deactivate", "shutdown", "fly"]) {
        const allowed = availableIn(state).some((transition) => transition.label === label);
        expect("act" in askedFor(state, { id: 99, label })).toBe(allowed);
      }
    }
    expect(legal).toBe(7);
    expect(askedFor("active", { id: 3, label: "" })).toEqual({
      refused: "it is active, where 'deactivate' or 'shutdown' may be asked for",
    });
    expect(askedFor("finalized", { id: 1, label: "" })).toEqual({
      refused: "it is finalized, where nothing may be asked for",
    });
  });

  it("ends each act in a primary state", () => {
    for (const state of Object.keys(STATES) as StateName[]) {
      for (const { label, to } of availableIn(state)) {
        const during = availableIn(to);
        expect(label.startsWith("transition") || during.length === 3).toBe(true);
      }
    }
  });
});
