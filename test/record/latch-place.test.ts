import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { latchPlace } from "../../src/record/latch-place.ts";

const OWNER = { asked: "", robot: "robot", namespace: "/", clock: "system" } as const;

describe("the place of the latch", () => {
  it("is the one that was asked for, whatever the clock", () => {
    expect(latchPlace({ ...OWNER, asked: "/a/latch" }, {})).toBe("/a/latch");
    expect(latchPlace({ ...OWNER, asked: "b", clock: "simulated" }, {})).toBe("b");
  });

  it("is one of this user's state, the same from every folder, where nobody asked for one", () => {
    expect(latchPlace(OWNER, {})).toBe(
      join(homedir(), ".local", "state", "coalign", "latch", "robot.json"),
    );
    expect(latchPlace(OWNER, { XDG_STATE_HOME: "/var/state" })).toBe(
      "/var/state/coalign/latch/robot.json",
    );
    expect(latchPlace(OWNER, { XDG_STATE_HOME: "beside" })).toMatch(/\.local\/state/);
    expect(latchPlace(OWNER, { XDG_STATE_HOME: "/s", COALIGN_HOME: "/home/keys" })).toBe(
      "/home/keys/latch/robot.json",
    );
  });

  it("is another for every robot and every namespace", () => {
    const owners = [
      OWNER,
      { ...OWNER, robot: "ada" },
      { ...OWNER, namespace: "/ada" },
      { ...OWNER, namespace: "/ada/left" },
      { ...OWNER, robot: "robot@ada" },
      { ...OWNER, robot: ".." },
      { ...OWNER, robot: "../robot" },
    ];
    const places = owners.map((owner) => latchPlace(owner, { COALIGN_HOME: "/h" }));
    expect(new Set(places).size).toBe(owners.length);
    expect(places.every((place) => /^\/h\/latch\/[^/]+\.json$/.test(place))).toBe(true);
  });

  it("is none in simulation, where nobody asked for one", () => {
    expect(latchPlace({ ...OWNER, clock: "simulated" }, { COALIGN_HOME: "/h" })).toBe("");
  });
});
