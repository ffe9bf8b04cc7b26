import { describe, expect, it } from "vitest";
import { loadSimulation } from "../../../src/world/load/load-simulation.ts";
import { Player } from "../../../src/world/simulation/player.ts";

const HALL = {
  world: "test/world/support/hall.yaml",
  robot: "",
  packages: [],
  seed: 4,
  dt: 0.02,
};

describe("a player", () => {
  it("gives the engine's memory back whenever it begins anew, twenty times", async () => {
    const player = new Player(await loadSimulation(HALL), "playing");
    const stages = Array.from({ length: 20 }, () => {
      const { stage } = player.simulation;
      for (let i = 0; i < 5; i++) {
        player.step(() => undefined);
      }
      player.restart();
      return stage;
    });
    player.end();

    for (const stage of stages) {
      expect(stage.world.bodies as unknown).toBeUndefined();
      expect(stage.events.raw as unknown).toBeUndefined();
      expect(stage.tags.size).toBe(0);
      expect(stage.things).toEqual([]);
    }
  });

  it("goes on in time and repeats the course", async () => {
    const player = new Player(await loadSimulation(HALL), "playing");
    const course = (): number[] => {
      for (let i = 0; i < 100; i++) {
        player.step(() => undefined);
      }
      return [...player.simulation.bodies.x, ...player.simulation.bodies.y];
    };
    const first = course();
    player.restart();

    expect(player.simulation.time).toBeCloseTo(2, 9);
    expect(course()).toEqual(first);
    expect(player.simulation.time).toBeCloseTo(4, 9);
    player.end();
  });

  it("keeps what was spawned through a new beginning, until it is forgotten", async () => {
    const player = new Player(await loadSimulation(HALL), "playing");
    player.spawn({
      id: "ball",
      at: { x: 0, y: 0, z: 0, yaw: 0 },
      shape: { kind: "sphere", radius: 0.1 },
      mass: 1,
      friction: 0.5,
      restitution: 0.1,
    });
    const names = (): string[] => player.simulation.stage.things.map(({ id }) => id);

    player.restart();
    expect(names()).toEqual(["crate", "ball"]);
    player.forgetSpawned();
    expect(names()).toEqual(["crate"]);
    player.end();
  });
});
