import type { LoadedRobot } from "../world/load/load-robot.ts";
import { outlineOf } from "../world/robot/outline.ts";
import type { Fillings } from "./processes.ts";

/** Share of its braking that a base surely reaches [1], and what its motors may take longer than they say [s]. */
const SURELY = 0.9;
const LATER = 0.02;

/**
 * What the nodes must know of a robot besides its description: the frame its root link is, the outline where meshes
 * hide it, and what its simulated base surely does until it has been seen to do so.
 */
export function robotFillings({ model, profile }: LoadedRobot): Fillings {
  const { base, drive } = profile;
  const hasMesh = model.links.some(({ collisions }) =>
    collisions.some(({ shape }) => shape.kind === "hull"),
  );
  return {
    base_frame: model.root,
    footprint: hasMesh ? outlineOf(model) : undefined,
    braking: fine(SURELY * base.braking),
    latency: fine(base.latency + LATER),
    top_speed: base.speed,
    top_turn: base.turn,
    can_strafe: drive.kind === "omni" ? true : undefined,
  };
}

/** Without the rounding of binary fractions. */
function fine(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
