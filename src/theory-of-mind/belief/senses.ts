import type { Seconds } from "../../quantity/time.ts";
import type { Scene } from "./scene.ts";

/** Something that is done in the open: its subject shows while it is done, though it may be hidden before and after. */
export type Act = {
  readonly subject: string;
  /** Where it ends. */
  readonly value: string;
  readonly by: string;
};

/** One moment, and what is done in it. */
export type Moment = { readonly at: Seconds; readonly acts: readonly Act[] };

/** What one person has in view, within a scene as somebody takes it to be. */
export type View<S> = {
  /** Whether this person would see it if the subject had this value. */
  shows(subject: string, value: string): boolean;
  /** Everybody in view, without the person itself. */
  readonly people: readonly string[];
  /** Whether somebody who stood so would be in view. */
  covers(stance: S): boolean;
};

/** How people perceive: the one thing that stories and rooms of the world differ in. */
export type Senses<S> = {
  /** @param scene - The world as the one who thinks of this person takes it to be. */
  view(scene: Scene<S>, who: string, moment: Moment): View<S>;
};
