// Planted in src by test/fences/walls.test.ts; caught by kernel-knows-only-its-own.
import type { View } from "../separation/view.ts";
export type Seen = View;
