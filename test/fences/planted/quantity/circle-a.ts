// Planted in src by test/fences/walls.test.ts; caught by no-circles.
export { b } from "./circle-b.ts";
export const a = 1;
