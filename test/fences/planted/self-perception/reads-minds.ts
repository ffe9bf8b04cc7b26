// Planted in src by test/fences/walls.test.ts; caught by self-perception-knows-only-its-own.
export { commander } from "../nodes/commander.ts";
