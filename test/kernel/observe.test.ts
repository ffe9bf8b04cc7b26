import { describe, expect, it } from "vitest";
import { decide } from "../../src/kernel/decide.ts";
import type { Fact } from "../../src/kernel/fact.ts";
import { observe, SILENT } from "../../src/kernel/observe.ts";
import { clear, given, healthy, NOW, SETTINGS, told } from "../support/kernel-facts.ts";

const veto: Fact = {
  kind: "switch",
  because: "human-veto",
  asserted: "asserted",
  by: "/veto",
  received: NOW - 3,
};
const released: Fact = { ...veto, asserted: "released", received: NOW - 2 };
const stop: Fact = { kind: "stop", because: "internal-fault", by: "supervisor", received: NOW - 1 };
const reset: Fact = { kind: "reset", by: "ada", received: NOW };
const resume: Fact = { kind: "resume", by: "ada", received: NOW };

const latched = (...facts: readonly Fact[]): string | undefined =>
  decide(healthy({ vx: 0.5 }, ...facts), NOW).stops[0]?.id;

describe("observe", () => {
  it("begins with nothing that ever went out, and so with nothing that latched", () => {
    expect(SILENT.given).toEqual({ ...given({}), received: -Infinity });
  });

  it("hears its settings once", () => {
    const other = { ...SETTINGS, speed: 99 };
    const state = told(
      { kind: "settings", settings: SETTINGS },
      { kind: "settings", settings: other },
    );

    expect(state.settings).toBe(SETTINGS);
  });

  it("moves while no one has stopped it", () => {
    expect(latched()).toBeUndefined();
    expect(latched(released)).toBeUndefined();
  });

  it("latches on a veto, and a released veto releases nothing", () => {
    expect(latched(veto)).toBe("human-veto");
    expect(latched(veto, released)).toBe("human-veto");
  });

  it("needs a reset and then a resume, in that order", () => {
    expect(latched(veto, released, resume)).toBe("human-veto");
    expect(latched(veto, released, reset)).toBe("awaiting-resume");
    expect(latched(veto, released, reset, resume)).toBeUndefined();
    expect(latched(veto, released, resume, reset)).toBe("awaiting-resume");
  });

  it("does not reset while the veto is asserted", () => {
    expect(latched(veto, reset)).toBe("human-veto");
    expect(latched(veto, reset, resume)).toBe("human-veto");
  });

  it("takes back a reset when it is stopped again", () => {
    expect(latched(veto, released, reset, stop)).toBe("human-veto");
    expect(latched(veto, released, reset, veto)).toBe("human-veto");
    expect(latched(veto, released, reset, stop, resume)).toBe("human-veto");
  });

  it("does nothing on a reset or resume when nothing is latched", () => {
    expect(observe(SILENT, reset)).toEqual(SILENT);
    expect(observe(SILENT, resume)).toEqual(SILENT);
  });

  it("says who stopped it, why and for how long", () => {
    expect(decide(healthy({ vx: 0.5 }, stop), NOW).stops).toEqual([
      { id: "internal-fault", source: "supervisor", margin: 0, unit: "s", age: 1 },
    ]);
    expect(decide(healthy({ vx: 0.5 }, veto, stop), NOW).stops[0]).toMatchObject({
      source: "/veto",
      age: 3,
    });
  });

  it("says who reset it, and since when it stands, while it waits for a resume", () => {
    expect(decide(healthy({ vx: 0.5 }, stop, reset), NOW).stops[0]).toMatchObject({
      id: "awaiting-resume",
      source: "ada",
      age: 1,
    });
  });

  it("is not reset before every switch is released", () => {
    const button: Fact = { ...veto, because: "hardware-stop", by: "button" };

    expect(latched(veto, button, released, reset)).toBe("human-veto");
    expect(latched(button, veto, { ...button, asserted: "released" }, reset)).toBe("hardware-stop");
    expect(latched(veto, button, released, { ...button, asserted: "released" }, reset)).toBe(
      "awaiting-resume",
    );
  });

  it("latches the more severe of two causes, and that since its own time", () => {
    const weak: Fact = { kind: "stop", because: "braking-weak", by: "brakes", received: NOW - 0.5 };

    expect(decide(healthy({ vx: 0.5 }, veto, weak), NOW).stops[0]).toMatchObject({
      id: "braking-weak",
      source: "brakes",
      age: 0.5,
    });
    expect(latched(weak, veto)).toBe("braking-weak");
  });

  it("latches what a verdict says must latch", () => {
    expect(latched({ ...given({}), latching: "moving-unasked", by: "brakes" })).toBe(
      "moving-unasked",
    );
    expect(latched(given({}))).toBeUndefined();
  });

  it("keeps the newest word of each source, check and switch apart", () => {
    const state = healthy({ vx: 0.5 }, { ...clear, source: "harm", speed: 0.1 }, veto);

    expect(state.restrictions.scan?.speed).toBe(Infinity);
    expect(state.restrictions.harm?.speed).toBe(0.1);
    expect(state.checks["second-publisher"]?.wrong).toBe("");
    expect(state.switches["human-veto"]?.by).toBe("/veto");
  });
});
