// Planted in src by test/fences/walls.test.ts; caught by nodes-knows-only-its-own.
export * from "@dimforge/rapier3d-simd-compat";
