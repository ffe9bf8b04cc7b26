// Planted in src by test/fences/walls.test.ts; caught by deadman-knows-only-its-own.
export { decide } from "../kernel/decide.ts";
