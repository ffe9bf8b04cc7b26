// Planted in src by test/fences/walls.test.ts; caught by rules-read-yaml-only-at-their-edge.
export { parse } from "yaml";
