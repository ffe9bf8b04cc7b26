// Planted in src by test/fences/walls.test.ts; caught by cli-knows-only-its-own.
export { Vector3 } from "three";
