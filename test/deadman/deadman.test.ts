import { describe, expect, it } from "vitest";
import { type Deadman, hear, isAlive, type Settings, SILENT } from "../../src/deadman/deadman.ts";

const SETTINGS: Settings = { timeout: 0.1, stampTimeout: 0.2, futureTolerance: 0.05 };
const MOVE = [0.5, 0, 0, 0, 0, 0.1];

function heard(
  deadman: Deadman,
  stamp: number | undefined,
  now: number,
  time = now,
  components: readonly number[] = MOVE,
) {
  return hear(deadman, { components, stamp }, { now, time }, SETTINGS);
}

describe("the deadman", () => {
  it("gives zero before it heard anything", () => {
    expect(isAlive(SILENT, 0, SETTINGS)).toBe(false);
    expect(isAlive(SILENT, 1e9, SETTINGS)).toBe(false);
  });

  it("lets through until the time-out, and not at it", () => {
    const { deadman, fault } = heard(SILENT, 10, 10);
    const settings: Settings = { ...SETTINGS, timeout: 0.25 };

    expect(fault).toBeUndefined();
    expect(isAlive(deadman, 10, settings)).toBe(true);
    expect(isAlive(deadman, 10.249, settings)).toBe(true);
    expect(isAlive(deadman, 10.25, settings)).toBe(false);
    expect(isAlive(deadman, 9.9, settings)).toBe(false);
    expect(isAlive(deadman, NaN, settings)).toBe(false);
  });

  it.each([
    ["old", 9.79, "stale"],
    ["not a number", NaN, "stale"],
    ["ahead", 10.06, "future"],
    ["endless", Infinity, "future"],
  ])("takes a command whose stamp is %s for silence", (_, stamp, fault) => {
    const result = heard(SILENT, stamp, 10);

    expect(result.fault).toBe(fault);
    expect(isAlive(result.deadman, 10, SETTINGS)).toBe(false);
  });

  it("lets the edges of time through", () => {
    const settings: Settings = { timeout: 0.1, stampTimeout: 0.25, futureTolerance: 0.25 };
    const at = (stamp: number) =>
      hear(SILENT, { components: MOVE, stamp }, { now: 10, time: 10 }, settings).fault;

    expect([at(9.75), at(10.25)]).toEqual([undefined, undefined]);
  });

  it("takes a frozen stamp and one that goes back for silence", () => {
    const { deadman } = heard(SILENT, 10, 10);
    const frozen = heard(deadman, 10, 10.02);

    expect(frozen.fault).toBe("repeated");
    expect(frozen.deadman).toBe(deadman);
    expect(heard(deadman, 9.99, 10.02).fault).toBe("repeated");
    expect(heard(deadman, 10.001, 10.02).fault).toBeUndefined();
  });

  it("follows a clock that went back, but not to the same stamp", () => {
    const { deadman } = heard(SILENT, 10, 10, 10);

    expect(heard(deadman, 5, 10.02, 5).fault).toBeUndefined();
    expect(heard(deadman, 10, 10.02, 9.99).fault).toBe("repeated");
  });

  it("goes on when commands come again", () => {
    const { deadman } = heard(SILENT, 10, 10);
    const again = heard(deadman, 12, 12);

    expect(isAlive(deadman, 12, SETTINGS)).toBe(false);
    expect(again.fault).toBeUndefined();
    expect(isAlive(again.deadman, 12, SETTINGS)).toBe(true);
  });

  it("hears commands without stamps by their coming alone", () => {
    const { deadman } = heard(SILENT, undefined, 10);

    expect(heard(deadman, undefined, 10.02).fault).toBeUndefined();
    expect(isAlive(deadman, 10.05, SETTINGS)).toBe(true);
  });

  it.each([0, 1, 2, 3, 4, 5])("ends motion at once when component %i is not a number", (at) => {
    const { deadman } = heard(SILENT, 10, 10);
    for (const wrong of [NaN, Infinity, -Infinity]) {
      const components = MOVE.map((value, index) => (index === at ? wrong : value));
      const result = heard(deadman, 10.01, 10.01, 10.01, components);

      expect(result.fault).toBe("not-finite");
      expect(isAlive(result.deadman, 10.01, SETTINGS)).toBe(false);
    }
  });
});
