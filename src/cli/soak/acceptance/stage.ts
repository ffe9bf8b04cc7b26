import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Seconds } from "../../../quantity/time.ts";

/** What is to stop the robot: the protective separation alone, or a circle with the action `stop`, without a way out, as Nav2 has it. */
export type Guard = "separation" | "circle";

export type AcceptanceJob = {
  readonly seed: number;
  readonly guard: Guard;
  /** How often the obstacle comes and goes [1]. */
  readonly visits: number;
  /** Scans a second [1/s]. */
  readonly scanRate: number;
};

/** Radius of the circle [m]: more than the outline, 0.5 s of reaction at `CEILING` and the braking. */
export const CIRCLE = 0.9;

/** Speed ceiling of the supervisor in these runs, and what the robot is asked for all the time [m/s], [rad/s]. */
export const CEILING = { speed: 0.5, spin: 1 } as const;
export const ASKED = { vx: 0.25, vy: 0, wz: 0.25 } as const;

/** Radius of the base and of the obstacle [m]. */
export const BASE = 0.25;
export const OBSTACLE = 0.2;

/** Radius of the octagon around the base that the zones are drawn for [m]. */
const OUTLINE = 0.32;

/** Where the obstacle waits, out of everybody's reach [m]. */
export const AWAY = { x: 6.5, y: 6.5 } as const;

/** Half the side of the empty hall [m]. */
const HALF = 8;

/** Time until the robot's first motion is over and the visits begin [s]. */
export const SETTLED: Seconds = 5;

const corners = Array.from({ length: 8 }, (_, i) => {
  const angle = (Math.PI / 4) * i;
  return [OUTLINE * Math.cos(angle), OUTLINE * Math.sin(angle)];
});

/** Writes the world and the zones of a run, and takes them away again. */
export function withStage<T>(
  job: AcceptanceJob,
  act: (files: { readonly world: string; readonly zones: string }) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "coalign-acceptance-"));
  const world = join(folder, "hall.world.yaml");
  const zones = join(folder, "zones.yaml");
  writeFileSync(world, worldText(job));
  writeFileSync(zones, zonesText());
  return act({ world, zones }).finally(() => rmSync(folder, { recursive: true }));
}

function worldText({ scanRate }: AcceptanceJob): string {
  const wall = (name: string, from: readonly number[], to: readonly number[]): object => ({
    wall: name,
    from,
    to,
    height: 2.5,
  });
  return JSON.stringify({
    name: "hall",
    bounds: [-HALF, -HALF, HALF, HALF],
    structures: [
      wall("south", [-HALF, -HALF], [HALF, -HALF]),
      wall("east", [HALF, -HALF], [HALF, HALF]),
      wall("north", [HALF, HALF], [-HALF, HALF]),
      wall("west", [-HALF, HALF], [-HALF, -HALF]),
    ],
    objects: [
      { cylinder: "obstacle", at: [AWAY.x, AWAY.y, 0, 0], radius: OBSTACLE, height: 1, mass: 80 },
    ],
    robots: [
      {
        robot: "robot",
        urdf: "diff_base",
        start: [0, 0, 0],
        sensors: { lidar: { rate: scanRate } },
      },
    ],
  });
}

function zonesText(): string {
  return JSON.stringify({
    robot: { footprint: corners, braking: 1.4, reaction: 0.5 },
    sources: { scan: { topic: "/scan", timeout: 0.3 } },
    zones: {
      around: { action: "stop", escape: "none", circle: { radius: CIRCLE }, sources: ["scan"] },
    },
  });
}
