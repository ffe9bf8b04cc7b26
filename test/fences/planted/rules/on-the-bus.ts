/** A rule may not listen by itself: caught by rules-knows-only-its-own. */
export * from "../bus/port.ts";
