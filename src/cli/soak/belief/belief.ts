import type { Bar } from "../../bench/benchmark.ts";
import type { SoakPart } from "../soak-part.ts";
import { type Judged, judgePlay } from "./judge-play.ts";

/** Who believes what in rooms with walls, where what is seen is a matter of rays; bar: every question. */
export const belief: SoakPart = {
  name: "belief",
  summary: "10,000 embodied plays of false beliefs, first and second order, by ray casting.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 10_000, first = 1 }, tell) => {
    const orders = { 1: noneYet(), 2: noneYet() };
    const views = { asked: 0, right: 0 };
    let redrawn = 0;
    for (let seed = first; seed < first + seeds; seed++) {
      const play = judgePlay(seed);
      redrawn += play.redrawn;
      play.judged.forEach((judged) => {
        count(orders[judged.order], judged);
      });
      views.asked += play.views.length;
      views.right += play.views.filter(Boolean).length;
      if (play.judged.some(({ isRight }) => !isRight) || play.views.includes(false)) {
        tell(`seed ${seed}: a belief is not what it could be`);
      }
    }
    for (const [order, of] of Object.entries(orders)) {
      tell(
        `order ${order}: ${of.right} of ${of.asked} right; false beliefs ${of.falseRight} of ${of.false}, ` +
          `harm taken for harmless ${of.dangerRight} of ${of.danger}`,
      );
    }
    tell(`how it lies from there: ${views.right} of ${views.asked} right`);
    return await Promise.resolve({
      figures: { plays: seeds, redrawn, orders, views },
      bars: [
        barOf("right answers of order 1 [1]", orders[1]),
        barOf("right answers of order 2 [1]", orders[2]),
        barOf("right answers of how it lies from there [1]", views),
      ],
    });
  },
};

function barOf(name: string, { right, asked }: { right: number; asked: number }): Bar {
  return { name, value: right / Math.max(1, asked), bound: "at least", bar: 1 };
}

type Counts = ReturnType<typeof noneYet>;

function noneYet() {
  return { asked: 0, right: 0, false: 0, falseRight: 0, danger: 0, dangerRight: 0 };
}

function count(counts: Counts, { isRight, isFalseBelief, isDanger }: Judged): void {
  const right = isRight ? 1 : 0;
  counts.asked++;
  counts.right += right;
  counts.false += isFalseBelief ? 1 : 0;
  counts.falseRight += isFalseBelief ? right : 0;
  counts.danger += isDanger ? 1 : 0;
  counts.dangerRight += isDanger ? right : 0;
}
