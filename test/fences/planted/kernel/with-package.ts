// Planted in src by test/fences/walls.test.ts; caught by kernel-knows-only-its-own.
export { z } from "zod";
