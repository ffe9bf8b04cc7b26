import Rapier from "@dimforge/rapier3d-simd-compat";

/**
 * The physics engine: Rapier compiled to WebAssembly with SIMD, the only place that imports it. Lengths in metres, z up.
 * The engine computes in 32-bit floating point; the same build gives the same bits for the same calls.
 */
export type {
  Collider,
  ColliderDesc,
  EventQueue,
  RigidBody,
  World as PhysicsWorld,
} from "@dimforge/rapier3d-simd-compat";

let started: Promise<typeof Rapier> | undefined;

/** The engine, ready to use. */
export async function startPhysics(): Promise<typeof Rapier> {
  started ??= Rapier.init().then(() => Rapier);
  return await started;
}

export type Engine = typeof Rapier;

/** Name and release of the engine, for reports. */
export function engineBuild(engine: Engine): string {
  return `rapier3d-simd-compat ${engine.version()}`;
}
