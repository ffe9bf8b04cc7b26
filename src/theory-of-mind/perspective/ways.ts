/**
 * Ways in which people attend to what is around them. How wide, how far and how fast people notice a low robot differs much
 * from one to the next, and who reads in walking hardly notices any. Values describe people as `src/world/people` draws
 * them, which are assumptions themselves where they name no source; `coalign soak knows` measures what they are worth.
 */
export type Way = {
  readonly name: "attentive" | "slow" | "young" | "lowered";
  /** Half of the cone around the eyes in which things are noticed [rad]. */
  readonly half: number;
  /** How far off a low robot is noticed [m]. */
  readonly range: number;
  /** From having it in view to knowing of it, in the mean [s]. */
  readonly reaction: number;
  /** Share of the time the eyes are on something in the hand [1]. */
  readonly lowered: number;
  /** How many are so, of grown people and of children [1]. */
  readonly share: number;
  readonly shareOfChildren: number;
};

export const WAYS: readonly Way[] = [
  {
    name: "attentive",
    half: 1.05,
    range: 7,
    reaction: 0.65,
    lowered: 0,
    share: 0.52,
    shareOfChildren: 0.1,
  },
  {
    name: "slow",
    half: 0.8,
    range: 7,
    reaction: 1.1,
    lowered: 0,
    share: 0.18,
    shareOfChildren: 0.05,
  },
  {
    name: "young",
    half: 0.8,
    range: 5,
    reaction: 0.95,
    lowered: 0,
    share: 0.02,
    shareOfChildren: 0.83,
  },
  {
    name: "lowered",
    half: 1.05,
    range: 7,
    reaction: 1,
    lowered: 0.88,
    share: 0.28,
    shareOfChildren: 0.02,
  },
];

/** Height at which one is as likely a child as grown up [m], and how sharp that is [m]. */
const GROWN = 1.4;
const BLUR = 0.04;

/** How likely each way is of somebody of a height; 0 for an unknown one [m]. */
export function likelyWays(height: number): readonly number[] {
  const child = height > 0 ? 1 / (1 + Math.exp((height - GROWN) / BLUR)) : 0.05;
  return WAYS.map(({ share, shareOfChildren }) => (1 - child) * share + child * shareOfChildren);
}
