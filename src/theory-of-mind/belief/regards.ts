import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";
import { awareAfter, seesAt } from "../attention.ts";
import type { Bearing } from "../bearing.ts";
import { type LiveDanger, type Meeting, meetingOf, ROBOT, soonestMeetingOf } from "./danger.ts";
import { type FalseBelief, falseBeliefsOf } from "./false-beliefs.ts";
import { type Belief, learn, lookAbout, noBelief } from "./nested.ts";
import type { Senses } from "./senses.ts";

/** Somebody who may come upon a danger, as the robot sees it: odom frame [m], [m/s]. */
export type Watcher = Vector & {
  readonly id: string;
  readonly vx: number;
  readonly vy: number;
  readonly radius: number;
  /** Where the eyes look; undefined where nothing tells. */
  readonly eyes: Bearing | undefined;
  /** Probability that the robot is in its view now, and that it knows of the robot [1]. */
  readonly seesRobot: number;
  readonly awareOfRobot: number;
};

/** What the people around take dangers for, handed in and handed back. */
export type Regards = {
  readonly at: Seconds;
  /** Of the robot: what it knows, and what it takes everybody to believe. */
  readonly belief: Belief<never>;
  /** By person and danger. */
  readonly of: ReadonlyMap<string, ReadonlyMap<string, Regard>>;
};

/** Why somebody does not see a danger. */
export type Hidden = "something between" | "turned away";

/** Whether something stands between two places. */
export type Hides = (from: Vector, to: Vector) => boolean;

/** How somebody attends to one danger. */
export type Regard = {
  /** Probability that it is in view now, and that it is known as it is now [1]. */
  readonly sees: number;
  readonly knows: number;
  /** Whether it changed out of this person's view and was not seen since. */
  readonly news: "missed" | "none";
  /** Why it is not in view; of the robot it is asked only where it matters. */
  readonly hidden: Hidden | undefined;
};

/** A false belief that may cost somebody dear: with what it is about, how sure it is, and how the two come to meet. */
export type Misled = FalseBelief & {
  readonly danger: LiveDanger;
  readonly hidden: Hidden;
  /** Probability that it is not known as it is [1]. */
  readonly doubt: number;
  readonly meeting: Meeting;
};

export const NO_REGARDS: Regards = { at: -Infinity, belief: noBelief(), of: new Map() };

/** Dangers farther from somebody than this are not its concern [m], nor what it meets later than this [s]. */
const FAR = 8;
const AHEAD: Seconds = 5;
/** Passing a danger with less room than this between the edges is meeting it [m]. */
const ROOM = 0.7;
/** More than this counts as seen, and as known; less than this of what moves is forgotten [1]. */
const LIKELY = 0.5;
const FORGOTTEN = 0.3;
/** Probability of a free line of sight where nothing is known to stand between, and where something is [1]. */
const FREE = 0.95;
const HIDDEN = 0.03;
/** Longest time that counts between two looks [s]. */
const LONGEST: Seconds = 1;

/**
 * What is regarded after everybody looked about. Nobody is lent what the robot knows: beliefs change by what each could see.
 */
export function regardsAfter(
  before: Regards,
  watchers: readonly Watcher[],
  dangers: readonly LiveDanger[],
  { at, hides }: { readonly at: Seconds; readonly hides: Hides },
): Regards {
  const time = Math.min(LONGEST, Math.max(0, at - before.at));
  const regards = new Map(
    watchers.map((watcher) => {
      const known = before.of.get(watcher.id);
      const near = dangers.filter(
        (danger) =>
          danger.subject !== watcher.id &&
          Math.hypot(danger.x - watcher.x, danger.y - watcher.y) < FAR,
      );
      const own = near.map((danger) => {
        const was = before.belief.scene.facts.get(danger.subject)?.value;
        const changed = was !== undefined && was !== danger.state ? "changed" : "same";
        const regard = regardAfter(known?.get(danger.subject), watcher, danger, hides);
        const after = attended(regard, changed, time);
        return [danger.subject, informed(after, watcher, danger)] as const;
      });
      return [watcher.id, new Map(own)] as const;
    }),
  );
  const current = pruned(before.belief, watchers, dangers, regards);
  const learnt = learn(current, { facts: dangers.map((d) => [d.subject, d.state]) }, at);
  const senses = sensesBy(regards);
  const seen = watchers.map(({ id }) => id);
  return { at, of: regards, belief: lookAbout(learnt, seen, senses, { at, acts: [] }, 1) };
}

/** Who is misled about a danger that it is about to meet: the first of the chain believes it harmless. */
export function misledIn(
  { belief, of: regards }: Regards,
  watchers: readonly Watcher[],
  dangers: readonly LiveDanger[],
  hides: Hides,
): readonly Misled[] {
  return falseBeliefsOf(belief, dangers, 1).flatMap((found): readonly Misled[] => {
    const watcher = watchers.find(({ id }) => id === found.chain[0]);
    const danger = dangers.find(({ subject }) => subject === found.subject);
    const regard = regards.get(watcher?.id ?? "")?.get(found.subject);
    if (watcher === undefined || danger === undefined || regard === undefined) {
      return [];
    }
    const room = watcher.radius + danger.radius + ROOM;
    const hidden = regard.hidden ?? hiddenFrom(watcher, danger, hides);
    const meeting =
      hidden === "something between"
        ? soonestMeetingOf(watcher, danger, room)
        : meetingOf(watcher, danger, AHEAD);
    const doubt = 1 - regard.knows;
    const touches = meeting.distance < room && meeting.time <= AHEAD;
    return touches && doubt > LIKELY ? [{ ...found, danger, hidden, doubt, meeting }] : [];
  });
}

/** A regard before its time has passed: what is in view now. */
function regardAfter(
  before: Regard | undefined,
  watcher: Watcher,
  danger: LiveDanger,
  hides: Hides,
): Regard {
  const [knows, news] = [before?.knows ?? 0, before?.news ?? "none"];
  if (danger.subject === ROBOT) {
    return { sees: watcher.seesRobot, knows, news, hidden: undefined };
  }
  const [dx, dy] = [danger.x - watcher.x, danger.y - watcher.y];
  const hidden = hiddenFrom(watcher, danger, hides);
  const open = hidden === "turned away" ? FREE : HIDDEN;
  const sees = seesAt(watcher.eyes, Math.atan2(dy, dx), Math.hypot(dx, dy), open);
  return { sees, knows, news, hidden };
}

function hiddenFrom(watcher: Watcher, danger: LiveDanger, hides: Hides): Hidden {
  return hides(watcher, danger) ? "something between" : "turned away";
}

/** A regard after a time [s]; what changed out of view is no longer known. */
function attended(regard: Regard, state: "changed" | "same", time: Seconds): Regard {
  const missed = state === "changed" && regard.sees < LIKELY;
  const knows = awareAfter(missed ? 0 : regard.knows, regard.sees, time);
  const news = missed || (regard.news === "missed" && knows < LIKELY) ? "missed" : "none";
  return { ...regard, knows, news };
}

/** Whether the robot is known there is a finer estimate of; that it moves now may have been missed besides. */
function informed(regard: Regard, { awareOfRobot }: Watcher, { subject }: LiveDanger): Regard {
  if (subject !== ROBOT) {
    return regard;
  }
  const knows = regard.news === "missed" ? Math.min(regard.knows, awareOfRobot) : awareOfRobot;
  return { ...regard, knows };
}

/** Minds see what they have in view for long enough to take it in. */
function sensesBy(regards: Regards["of"]): Senses<never> {
  return {
    view: (_, who) => ({
      shows: (subject) => {
        const regard = regards.get(who)?.get(subject);
        return regard !== undefined && regard.sees > LIKELY && regard.knows > LIKELY;
      },
      people: [],
      covers: () => false,
    }),
  };
}

/** The belief without people and dangers that are gone, and without what moves and is no longer in somebody's mind. */
function pruned(
  belief: Belief<never>,
  watchers: readonly Watcher[],
  dangers: readonly LiveDanger[],
  regards: Regards["of"],
): Belief<never> {
  const kinds = new Map(dangers.map(({ subject, kind }) => [subject, kind]));
  const others = watchers.map(({ id }) => {
    const { scene } = belief.others.get(id) ?? noBelief<never>();
    const facts = [...scene.facts].filter(([subject]) => {
      const kind = kinds.get(subject);
      const { knows = 0, news = "none" } = regards.get(id)?.get(subject) ?? {};
      return kind === "stands" || (kind === "moves" && (knows >= FORGOTTEN || news === "missed"));
    });
    return [id, { scene: { ...scene, facts: new Map(facts) }, others: new Map() }] as const;
  });
  const facts = [...belief.scene.facts].filter(([subject]) => kinds.has(subject));
  return { scene: { ...belief.scene, facts: new Map(facts) }, others: new Map(others) };
}
