import { describe, expect, it } from "vitest";
import {
  arbitrate,
  type Arbitration,
  type Command,
  disengage,
  hearCommand,
  hearLock,
  type Memory,
  NOBODY_YET,
  type Sources,
} from "../../src/arbitration/arbitrate.ts";

const SOURCES: Sources = {
  drivers: [
    { name: "remote", kind: "human", budget: 0.25, hold: 1 },
    { name: "joystick", kind: "human", budget: 0.25, hold: 1 },
    { name: "autonomy", kind: "program", budget: 0.25, hold: 1 },
  ],
  locks: [{ name: "/pause", budget: 0.5, locks: ["autonomy"] }],
};
const T = 64;

function command(driver: string, vx: number, received = T, stampAge = 0): Command {
  return { driver, twist: { vx, vy: 0, wz: 0 }, received, stampAge };
}

function heard(...commands: readonly Command[]): Memory {
  return commands.reduce(
    (memory, item) => hearCommand(SOURCES, memory, item),
    hearLock(NOBODY_YET, "/pause", "free", T),
  );
}

const at = (memory: Memory, now = T): Arbitration => arbitrate(SOURCES, memory, now);
const wrong = (memory: Memory, now = T): Partial<Arbitration["obstructions"]> =>
  Object.fromEntries(
    Object.entries(at(memory, now).obstructions).filter(([, name]) => name !== ""),
  );

describe("who drives", () => {
  it("is nobody before the first command", () => {
    expect(at(NOBODY_YET)).toEqual({
      command: undefined,
      obstructions: {
        "lock-held": "",
        "lock-silent": "",
        "neutral-required": "",
        "driver-silent": "",
      },
    });
  });

  it("is the program when no human does, at once", () => {
    expect(at(heard(command("autonomy", 0.5)))).toMatchObject({
      command: { kind: "command", driver: "autonomy", by: "program", twist: { vx: 0.5 } },
    });
    expect(wrong(heard(command("autonomy", 0.5)))).toEqual({});
  });

  it("is the first in rank, whoever spoke last", () => {
    const memory = heard(command("remote", 0), command("joystick", 0.1), command("autonomy", 0.5));

    expect(at(memory).command).toMatchObject({ driver: "remote", by: "human" });
  });

  it("does not hear a driver it does not know", () => {
    expect(heard(command("rogue", 1))).toEqual(heard());
  });

  it("keeps a silent driver's robot still, then gives it to the next", () => {
    const memory = heard(command("joystick", 0, T - 1), command("autonomy", 0.5));

    expect(at(memory).command?.driver).toBe("joystick");
    expect(wrong(memory)).toEqual({ "driver-silent": "joystick" });
    expect(at(memory, T + 0.01).command?.driver).toBe("autonomy");
  });

  it("is the last in rank when all have long been silent", () => {
    const memory = heard(command("joystick", 0, T - 9), command("autonomy", 0.5, T - 9));

    expect(at(memory).command?.driver).toBe("autonomy");
    expect(wrong(memory)).toEqual({ "driver-silent": "autonomy" });
  });

  it.each([
    ["fresh", T - 0.25, 0, {}],
    ["silent", T - 0.26, 0, { "driver-silent": "autonomy" }],
    ["old by its stamp", T, 0.26, { "driver-silent": "autonomy" }],
    ["old by both together", T - 0.125, 0.126, { "driver-silent": "autonomy" }],
    ["silent though its stamp flatters it", T - 0.26, -1, { "driver-silent": "autonomy" }],
    ["without a time", NaN, 0, { "driver-silent": "autonomy" }],
    ["without a stamp", T, NaN, { "driver-silent": "autonomy" }],
  ])("calls a command %s by its name", (_, received, stampAge, expected) => {
    expect(wrong(heard(command("autonomy", 0.5, received, stampAge)))).toEqual(expected);
  });

  it("lets a command without a time hold the robot", () => {
    const memory = heard(command("remote", 0, NaN), command("autonomy", 0.5));

    expect(at(memory).command?.driver).toBe("remote");
  });
});

describe("taking over by hand", () => {
  it("begins with letting go", () => {
    expect(wrong(heard(command("joystick", 0.3)))).toEqual({ "neutral-required": "joystick" });
    expect(wrong(heard(command("joystick", 0), command("joystick", 0.3)))).toEqual({});
  });

  it("begins anew after a silence", () => {
    const before = [command("joystick", 0, T - 1), command("joystick", 0.3, T - 0.75)];

    expect(wrong(heard(...before, command("joystick", 0.3, T - 0.5)), T - 0.5)).toEqual({});
    expect(wrong(heard(...before, command("joystick", 0.3, T - 0.49)), T - 0.49)).toEqual({
      "neutral-required": "joystick",
    });
  });

  it("begins anew when somebody of higher rank drove, and only then", () => {
    const engaged = [command("joystick", 0), command("joystick", 0.3)];

    expect(
      wrong(heard(command("remote", 0, T - 1), command("joystick", 0.3, T)), T + 0.01),
    ).toEqual({ "neutral-required": "joystick" });
    const after = heard(...engaged, command("remote", 0), command("joystick", 0.3));
    expect(after.engaged).toEqual(["remote"]);
    expect(heard(...engaged, command("autonomy", 1)).engaged).toEqual(["joystick"]);
  });

  it("begins anew after a latch", () => {
    const memory = heard(command("joystick", 0), command("joystick", 0.3));

    expect(wrong(disengage(memory))).toEqual({ "neutral-required": "joystick" });
    expect(disengage(NOBODY_YET)).toBe(NOBODY_YET);
  });
});

describe("a lock", () => {
  const driving = heard(command("autonomy", 0.5));

  it("stops whom it locks while it is held", () => {
    const held = hearLock(driving, "/pause", "held", T);

    expect(wrong(held)).toEqual({ "lock-held": "/pause" });
    expect(wrong(hearLock(held, "/pause", "free", T))).toEqual({});
  });

  it("stops whom it locks when it falls silent, or was never heard", () => {
    expect(wrong({ ...driving, locks: {} })).toEqual({ "lock-silent": "/pause" });
    expect(wrong(hearLock(driving, "/pause", "free", T - 0.5))).toEqual({});
    expect(wrong(hearLock(driving, "/pause", "free", T - 0.51))).toEqual({
      "lock-silent": "/pause",
    });
    expect(wrong(hearLock(driving, "/pause", "free", NaN))).toEqual({ "lock-silent": "/pause" });
  });

  it("leaves other drivers alone", () => {
    const memory = hearLock(heard(command("joystick", 0)), "/pause", "held", T - 9);

    expect(wrong(memory)).toEqual({});
  });
});
