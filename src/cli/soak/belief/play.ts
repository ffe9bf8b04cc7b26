import type { Premises } from "../../../theory-of-mind/belief/eye-senses.ts";
import type { Eyes } from "../../../theory-of-mind/perspective/eyes.ts";

/** How everything really is at one moment: who stands how, and where each thing and how each danger is. */
export type Reality = {
  readonly stances: ReadonlyMap<string, Eyes>;
  readonly facts: ReadonlyMap<string, string>;
};

/** Somebody says something aloud, true or not: all within earshot hear it. */
export type Saying = { readonly by: string; readonly subject: string; readonly value: string };

/** One step of a play: how it is after what was done, and what is said then. */
export type Step = {
  readonly now: Reality;
  readonly act:
    { readonly subject: string; readonly value: string; readonly by: string } | undefined;
  readonly saying: Saying | undefined;
};

/** People in rooms who come and go, look, take, put and tell. */
export type Play = {
  readonly premises: Premises;
  readonly people: readonly string[];
  readonly steps: readonly Step[];
};

/** How far off somebody is heard who speaks, with nothing between [m]. */
export const EARSHOT = 4;
