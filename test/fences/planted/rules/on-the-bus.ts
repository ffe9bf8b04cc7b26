// Planted in src by test/fences/walls.test.ts; caught by rules-knows-only-its-own.
export * from "../bus/port.ts";
