import type { Alternative, Forecast, Settings } from "./forecast.ts";
import { SCALES } from "./forecast.ts";

/** What the forecast asks for: a ceiling that lets slower commands through. */
export type Advice = {
  /** Largest speed advised, infinity when nothing is [m/s]. */
  readonly speed: number;
  /** Largest yaw rate advised, infinity: a disc that turns in place touches nobody [rad/s]. */
  readonly spin: number;
  /** The worst foreseen harm in one sentence, empty when none. */
  readonly sentence: string;
};

const NOTHING: Advice = { speed: Infinity, spin: Infinity, sentence: "" };

/** Contacts less likely than this are not worth a sentence [1]. */
const WORTH = 0.01;

/**
 * The largest scale of the command that, held for the commitment and followed by a safe stop, harms nobody beyond the
 * threshold. Standstill always is one.
 */
export function advise({ alternatives, committed }: Forecast, settings: Settings): Advice {
  const chosen = committed.findIndex(({ worst }) => worst <= settings.threshold);
  const scale = SCALES[chosen] ?? 0;
  const [command] = committed;
  const [held] = alternatives;
  const sentence = describe(scale < 1 ? command : held);
  if (command === undefined || scale === 1) {
    return { ...NOTHING, sentence };
  }
  return {
    speed: scale * Math.hypot(command.twist.vx, command.twist.vy),
    spin: Infinity,
    sentence,
  };
}

/** Whom an alternative would hurt most, how likely, how hard and when. */
function describe(alternative: Alternative | undefined): string {
  const worst = alternative?.people.reduce<Alternative["people"][number] | undefined>(
    (most, one) => (one.harm > (most?.harm ?? 0) ? one : most),
    undefined,
  );
  if (worst === undefined || worst.contactProbability < WORTH) {
    return "";
  }
  const chance = Math.round(100 * worst.contactProbability);
  return `The command would hit ${worst.person} with a chance of ${chance} % at ${worst.impactSpeed.toFixed(1)} m/s in about ${worst.timeToContact.toFixed(1)} s.`;
}
