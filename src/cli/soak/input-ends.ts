import type { InputFigures, InputTrial } from "./ros2/input-trials.ts";
import { runTrials } from "./ros2/run-trials.ts";
import type { SoakPart } from "./soak-part.ts";

/** A ROS domain that nobody else uses. */
const DOMAIN = 90;

/** Oldest command that moves the base, and one cycle of the supervisor [s]. */
const OLDEST = 0.2 + 0.02;

/** Zeros in what is watched after the motion has ended, at 50 Hz and with a cycle to spare at either end [1]. */
const ZEROS = 8;

/** Drivers that fall silent, leave or are killed at random phases. */
export const inputEnds: SoakPart = {
  name: "input-ends",
  summary:
    "1,000 times over ROS 2 the driver falls silent, leaves, or is killed (1 in 20, an rclpy process) at a random phase.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 1000, first = 1 }, tell) => {
    const job = { trials: seeds, seed: first };
    const { trials, priority } = await runTrials<InputFigures>("inputs", DOMAIN, job);
    const endings = [...new Set(trials.map(({ ending }) => ending))];
    const rows = endings.map((ending) => summarize(ending, trials));
    rows.forEach(({ ending, rounds, age, stamped }) =>
      tell(
        `${ending}: ${rounds}, last motion behind the last command ${age.toFixed(3)} s at the base, ` +
          `${stamped.toFixed(3)} s as stamped (worst)`,
      ),
    );
    return {
      figures: { priority, rows, trials },
      bars: [
        { name: "inputs ended", value: trials.length, bound: "at least", bar: seeds },
        {
          name: "age of a command that moved the base, as the supervisor stamped it, worst [s]",
          value: Math.max(...trials.map(({ stamped }) => stamped)),
          bound: "at most",
          bar: OLDEST,
        },
        {
          name: "the same as it reached the base, worst [s]",
          value: Math.max(...trials.map(({ age }) => age)),
          bound: "at most",
          bar: OLDEST,
        },
        {
          name: "zero not held afterwards",
          value: trials.filter(({ zeros }) => zeros < ZEROS).length,
          bound: "at most",
          bar: 0,
        },
      ],
    };
  },
};

function summarize(
  ending: InputTrial["ending"],
  trials: readonly InputTrial[],
): {
  readonly ending: InputTrial["ending"];
  readonly rounds: number;
  readonly age: number;
  readonly stamped: number;
} {
  const mine = trials.filter((trial) => trial.ending === ending);
  return {
    ending,
    rounds: mine.length,
    age: Math.max(...mine.map(({ age }) => age)),
    stamped: Math.max(...mine.map(({ stamped }) => stamped)),
  };
}
