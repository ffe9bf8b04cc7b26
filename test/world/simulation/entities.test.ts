import { describe, expect, it } from "vitest";
import { entitiesOf } from "../../../src/world/simulation/entities.ts";
import type { LooseObject } from "../../../src/world/scenario/description.ts";
import { driveAt, run, stageWith } from "../support/stage.ts";

const VASE: LooseObject = {
  id: "vase",
  at: { x: 1, y: 0, z: 0, yaw: 0 },
  shape: { kind: "cylinder", radius: 0.1, height: 0.4 },
  mass: 2,
  friction: 0.5,
  restitution: 0.1,
  breaksAt: 0.8,
};

describe("a fragile thing", () => {
  it.each([
    { what: "stands for itself", speed: 0, breaksAt: 0.8, activity: "" },
    { what: "breaks when a robot drives into it", speed: 1, breaksAt: 0.8, activity: "broken" },
    { what: "stands a push it is strong enough for", speed: 1, breaksAt: 50, activity: "" },
  ])("$what", async ({ speed, breaksAt, activity }) => {
    const simulation = await stageWith({ objects: [{ ...VASE, breaksAt }] });

    run(simulation, 2, speed === 0 ? undefined : driveAt(simulation, speed));

    expect(entitiesOf(simulation).find(({ id }) => id === "vase")?.activity).toBe(activity);
    simulation.end();
  });

  it("breaks when it falls from a table", async () => {
    const at = { ...VASE.at, z: 0.9 };
    const simulation = await stageWith({ objects: [{ ...VASE, at, breaksAt: 3 }] });

    run(simulation, 1);

    expect(entitiesOf(simulation).find(({ id }) => id === "vase")?.activity).toBe("broken");
    simulation.end();
  });
});
