// Planted in src by test/fences/walls.test.ts; caught by src-never-imports-test.
export * from "../../test/support/seed.ts";
