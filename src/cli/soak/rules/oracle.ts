import type { Comparison, Formula, Window } from "../../../rules/formula.ts";
import type { Signals } from "../../../rules/signal.ts";

/**
 * What formulas are worth, straight from their meaning and by brute force: time is cut into cells of one tick, in which
 * nothing changes because samples and windows lie on whole ticks; every formula is worth something in every cell; every
 * operator looks at every cell of its window. Truth and robustness are reckoned apart from each other. It shares nothing
 * with `src/rules/` but the form of a formula.
 */
export type Trace = {
  /** In order, ticks whole, the first 0. */
  readonly samples: readonly { readonly tick: number; readonly signals: Signals }[];
  /** How long a sample speaks for the time after it [ticks]. */
  readonly hold: number;
  /** Whether the time before the first sample is unknown or left out. */
  readonly past: "unknown" | "left-out";
  /** Length of a tick [s]. */
  readonly tick: number;
};

export type Worth = {
  readonly verdict: "kept" | "broken" | "unknown";
  readonly margin: number;
  readonly marginAtBest: number;
};

type Cell = {
  readonly surely: boolean;
  readonly maybe: boolean;
  readonly low: number;
  readonly high: number;
};

const NO: Cell = { surely: false, maybe: false, low: -Infinity, high: -Infinity };
const ANY: Cell = { surely: false, maybe: true, low: -Infinity, high: Infinity };

/** What a formula is worth at each sample of a trace. */
export function judge(formula: Formula, trace: Trace): readonly Worth[] {
  const cells = cellsOf(formula, trace);
  return trace.samples.map(({ tick }) => {
    const cell = cells[tick] ?? ANY;
    const verdict = cell.surely ? "kept" : cell.maybe ? "unknown" : "broken";
    return { verdict, margin: cell.low, marginAtBest: cell.high };
  });
}

function lengthOf({ samples }: Trace): number {
  return (samples.at(-1)?.tick ?? -1) + 1;
}

function table(trace: Trace, cell: (n: number) => Cell): readonly Cell[] {
  return Array.from({ length: lengthOf(trace) }, (_, n) => cell(n));
}

function cellsOf(formula: Formula, trace: Trace): readonly Cell[] {
  switch (formula.kind) {
    case "number":
    case "word":
    case "place":
      return table(trace, (n) => atomIn(formula, signalsIn(trace, n)));
    case "not": {
      const of = cellsOf(formula.of, trace);
      return of.map(opposite);
    }
    case "and":
    case "or":
    case "implies": {
      const left = cellsOf(formula.left, trace);
      const right = cellsOf(formula.right, trace);
      return table(trace, (n) => {
        const a = left[n] ?? ANY;
        const b = right[n] ?? ANY;
        return formula.kind === "and"
          ? all([a, b])
          : some([formula.kind === "or" ? a : opposite(a), b]);
      });
    }
    case "once":
    case "historically": {
      const of = cellsOf(formula.of, trace);
      const put = formula.kind === "once" ? some : all;
      return table(trace, (n) => put(window(formula.window, trace, n).map((m) => of[m] ?? ANY)));
    }
    case "since":
      return sinceCells(formula, trace);
    case "previously":
      return previouslyCells(cellsOf(formula.of, trace), trace);
  }
}

/** The cells of a window that there are; -1 stands for all time before the first sample when that is unknown. */
function window({ from, to }: Window, trace: Trace, n: number): readonly number[] {
  const newest = n - Math.round(from / trace.tick);
  const oldest = to === Infinity ? -Infinity : n - Math.round(to / trace.tick);
  const inside: number[] = [];
  for (let m = Math.max(oldest, 0); m <= newest; m++) {
    inside.push(m);
  }
  return oldest < 0 && trace.past === "unknown" ? [-1, ...inside] : inside;
}

function sinceCells(formula: Formula & { kind: "since" }, trace: Trace): readonly Cell[] {
  const left = cellsOf(formula.left, trace);
  const right = cellsOf(formula.right, trace);
  return table(trace, (n) =>
    some(
      window(formula.window, trace, n).map((m) => {
        const held: Cell[] = [];
        for (let j = m; j <= n; j++) {
          held.push(left[j] ?? ANY);
        }
        return all(m === n ? [right[m] ?? ANY] : [right[m] ?? ANY, ...held]);
      }),
    ),
  );
}

function previouslyCells(of: readonly Cell[], trace: Trace): readonly Cell[] {
  return table(trace, (n) => {
    const before = trace.samples.filter(({ tick }) => tick <= n).at(-2);
    return before === undefined ? (trace.past === "unknown" ? ANY : NO) : (of[before.tick] ?? ANY);
  });
}

function signalsIn({ samples, hold }: Trace, n: number): Signals {
  const newest = samples.filter(({ tick }) => tick <= n).at(-1);
  return newest === undefined || n >= newest.tick + hold ? {} : newest.signals;
}

function atomIn(atom: Formula & { kind: "number" | "word" | "place" }, signals: Signals): Cell {
  if (atom.kind === "place") {
    throw new Error("the oracle knows no places");
  }
  const value = signals[atom.signal];
  if (value === undefined || Number.isNaN(value)) {
    return ANY;
  }
  if (atom.kind === "word") {
    const truth = atom.is === "=" ? value === atom.word : value !== atom.word;
    const far = truth ? Infinity : -Infinity;
    return { surely: truth, maybe: truth, low: far, high: far };
  }
  const truth = TESTS[atom.is](Number(value), atom.than);
  const far = DISTANCES[atom.is](Number(value), atom.than);
  return { surely: truth, maybe: truth, low: far, high: far };
}

const TESTS: { readonly [C in Comparison]: (value: number, than: number) => boolean } = {
  "<": (value, than) => value < than,
  "<=": (value, than) => value <= than,
  ">": (value, than) => value > than,
  ">=": (value, than) => value >= than,
  "=": (value, than) => value === than,
  "!=": (value, than) => value !== than,
};

const DISTANCES: { readonly [C in Comparison]: (value: number, than: number) => number } = {
  "<": (value, than) => than - value,
  "<=": (value, than) => than - value,
  ">": (value, than) => value - than,
  ">=": (value, than) => value - than,
  "=": (value, than) => -Math.abs(value - than),
  "!=": (value, than) => Math.abs(value - than),
};

function opposite({ surely, maybe, low, high }: Cell): Cell {
  return { surely: !maybe, maybe: !surely, low: -high, high: -low };
}

function all(cells: readonly Cell[]): Cell {
  return {
    surely: cells.every(({ surely }) => surely),
    maybe: cells.every(({ maybe }) => maybe),
    low: Math.min(...cells.map(({ low }) => low)),
    high: Math.min(...cells.map(({ high }) => high)),
  };
}

function some(cells: readonly Cell[]): Cell {
  return opposite(all(cells.map(opposite)));
}
