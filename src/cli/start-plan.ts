import type { Seconds } from "../quantity/time.ts";
import type { EpisodeOptions } from "./episode.ts";
import type { Fillings, Setting } from "./processes.ts";
import type { Scenario } from "./scenario.ts";

/** What `coalign start` was asked for, checked before anything starts. */
export type StartPlan = {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly supervision: EpisodeOptions["supervision"];
  readonly settings: ReadonlySet<Setting>;
  readonly fillings: Fillings;
  /** Simulated time after which it ends [s]; infinity for never. */
  readonly duration: Seconds;
  /** Simulated over wall-clock time; infinity for as fast as it goes [1]. */
  readonly speed: number;
};
