// Planted in src by test/fences/walls.test.ts; caught by nodes-knows-only-its-own.
export { COMMANDS } from "../cli/commands.ts";
