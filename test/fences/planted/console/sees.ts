// Planted in src by test/fences/walls.test.ts; caught by console-knows-only-its-own.
export { View } from "../separation/view.ts";
