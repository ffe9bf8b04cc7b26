import { createRandom } from "../../../quantity/random.ts";
import { norm, subtract } from "../../../quantity/vector.ts";
import { eyeSenses } from "../../../theory-of-mind/belief/eye-senses.ts";
import {
  type Belief,
  believed,
  learn,
  lookAbout,
  mindOf,
  noBelief,
} from "../../../theory-of-mind/belief/nested.ts";
import { tell } from "../../../theory-of-mind/belief/telling.ts";
import { type Eyes, isClear } from "../../../theory-of-mind/perspective/eyes.ts";
import { lieOf, nearerOf } from "../../../theory-of-mind/perspective/lie.ts";
import { DANGERS, drawPlay, SAYINGS } from "./draw-play.ts";
import { Oracle } from "./oracle.ts";
import { EARSHOT, type Play, type Step } from "./play.ts";

/** What a question is about, and how it came out. */
export type Judged = {
  readonly order: 1 | 2;
  readonly isRight: boolean;
  /** The truth is that this one is wrong about what is so. */
  readonly isFalseBelief: boolean;
  /** The one asked about takes a danger to be harmless that is not. */
  readonly isDanger: boolean;
};

/** Everything asked about one play. */
export type JudgedPlay = {
  readonly judged: readonly Judged[];
  /** Of how places lie from where somebody is taken to stand: whether each answer was right. */
  readonly views: readonly boolean[];
  /** How many plays were drawn before it that were too near to an edge [1]. */
  readonly redrawn: number;
};

/** Every question about a seeded play. */
export function judgePlay(seed: number): JudgedPlay {
  const random = createRandom(seed);
  for (let redrawn = 0; ; redrawn++) {
    const play = drawPlay(random.fork(`play ${redrawn}`));
    const oracle = new Oracle(play);
    const belief = followed(play);
    const judged = judgeAll(play, oracle, belief);
    const views = judgeViews(play, oracle, belief);
    if (!oracle.sight.onEdge) {
      return { judged, views, redrawn };
    }
  }
}

/** What everybody believes after a play, as the faculty follows it: by its own rays and its own bookkeeping. */
export function followed(play: Play): Belief<Eyes> {
  // What is said is weighed by what the speaker is thought to know: one order more each time.
  const order = 2 + SAYINGS;
  const senses = eyeSenses(play.premises);
  let belief = noBelief<Eyes>();
  play.steps.forEach((step, at) => {
    const { now, act, saying } = step;
    const stances = play.people.map((who) => [who, now.stances.get(who)] as const);
    belief = learn(belief, { facts: [...now.facts], stances }, at);
    const acts = act === undefined ? [] : [act];
    belief = lookAbout(belief, play.people, senses, { at, acts }, order);
    if (saying !== undefined) {
      belief = tell(belief, { ...saying, to: withinEarshot(play, step), at }, order);
    }
  });
  return belief;
}

function withinEarshot({ premises, people }: Play, { now, saying }: Step): readonly string[] {
  const mouth = now.stances.get(saying?.by ?? "")?.place;
  return people.filter((who) => {
    const ear = now.stances.get(who)?.place;
    return (
      who !== saying?.by &&
      mouth !== undefined &&
      ear !== undefined &&
      norm(subtract(ear, mouth)) < EARSHOT &&
      isClear(mouth, ear, premises.occluders)
    );
  });
}

function judgeAll(play: Play, oracle: Oracle, belief: Belief<Eyes>): readonly Judged[] {
  const chains = play.people.flatMap((one) => [
    [one],
    ...play.people.filter((other) => other !== one).map((other) => [one, other]),
  ]);
  const real = play.steps.at(-1)?.now.facts ?? new Map<string, string>();
  return chains.flatMap((chain) =>
    [...real].map(([subject, value]) => {
      const truth = oracle.believed(chain, subject);
      const answer = believed(belief, chain, subject);
      return {
        order: chain.length === 1 ? 1 : 2,
        isRight: (answer === undefined) === (truth === undefined) && answer?.value === truth?.value,
        isFalseBelief: truth?.value !== undefined && truth.value !== value,
        isDanger: value === DANGERS.get(subject)?.[1] && truth?.value === DANGERS.get(subject)?.[0],
      } as const;
    }),
  );
}

/** How the holders lie for each other, as each person takes it: from where one thinks that the other stands. */
function judgeViews(play: Play, oracle: Oracle, belief: Belief<Eyes>): readonly boolean[] {
  const places = [...play.premises.holders.values()].map(({ place }) => place);
  const [first, second] = places;
  const pairs = play.people.flatMap((one) => play.people.map((other) => [one, other] as const));
  return pairs.flatMap(([one, other]) => {
    const truth = oracle.stands([one], other);
    const taken = mindOf(belief, [one])?.scene.stances.get(other);
    if (truth === undefined || taken === undefined || first === undefined || second === undefined) {
      return [truth === taken];
    }
    const isNearer = nearerOf(taken, first, second) === "first";
    return [
      isNearer === oracle.sight.isNearer(truth, first, second),
      ...places.map((place) => {
        const { depth, side } = lieOf(taken, place);
        return `${depth}, ${side}` === oracle.sight.lies(truth, place);
      }),
    ];
  });
}
