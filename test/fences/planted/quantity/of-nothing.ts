// Planted in src by test/fences/walls.test.ts; caught by no-unresolved.
export { nothing } from "./there-is-no-such-file.ts";
