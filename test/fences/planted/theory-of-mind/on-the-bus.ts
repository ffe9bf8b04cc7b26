// Planted in src by test/fences/walls.test.ts; caught by theory-of-mind-knows-only-its-own.
export { TOPICS } from "../bus/topics.ts";
