// Planted in src by test/fences/walls.test.ts; caught by authority-knows-only-its-own.
export { readFileSync } from "node:fs";
