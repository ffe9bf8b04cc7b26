// Planted in src by test/fences/walls.test.ts; caught by arbitration-knows-only-its-own.
export { TOPICS } from "../bus/topics.ts";
