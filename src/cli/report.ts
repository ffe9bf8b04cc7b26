import type { Seconds } from "../quantity/time.ts";

/** One contact of the robot in the simulated world. */
export type ContactEntry = {
  /** When it began, simulated time [s]. */
  readonly time: Seconds;
  readonly other: string;
  readonly kind: string;
  readonly bodyPart: string;
  /** Speed of the robot as it began [m/s]. */
  readonly robotSpeed: number;
  /** What its own motors gave it of that speed [m/s]. */
  readonly robotOwnSpeed: number;
  /** Largest solver impulse over the step: no biomechanical force [N]. */
  readonly peakForce: number;
  readonly movedInto: string;
};

/** What one run of a robot in a simulated world came to, measured from ground truth. */
export type Evaluation = {
  /** Simulated time it covers [s]. */
  readonly duration: Seconds;
  readonly goals: { readonly reached: number; readonly givenUp: number };
  readonly contacts: {
    readonly total: number;
    /** While its own motors moved the robot faster than 0.01 m/s, and it, not the other alone, moved into the other. */
    readonly byOwnMotion: number;
    /** Where the robot moved into the other because it stood and somebody pushed it there. */
    readonly whenPushed: number;
    /** Of those, with people. */
    readonly withPeople: number;
    /** While the robot was faster than 0.01 m/s, whoever moved into whom. */
    readonly whileMoving: number;
    readonly list: readonly ContactEntry[];
  };
  readonly decisions: {
    readonly count: number;
    /** SHA-256 over the CDR bytes of every decision, in order. */
    readonly hash: string;
    /** How often it brought a commanded motion to standstill. */
    readonly stops: number;
    /** Decisions in which each reason counted. */
    readonly reasons: { readonly [reason: string]: number };
  };
  readonly motion: {
    /** Driven, by odometry [m]. */
    readonly distance: number;
    /** [m/s] */
    readonly meanSpeed: number;
    /** [m/s] */
    readonly topSpeed: number;
  };
};

export type Report = {
  readonly bus: "loopback" | "ros2";
  readonly world: string;
  readonly robot: string;
  readonly seed: number;
  readonly supervised: boolean;
  /** Wall-clock time of the run [s]. */
  readonly wall: Seconds;
  /** Wall-clock time from the start of the command to the robot's first motion [s]; absent where it never moved. */
  readonly firstMotion?: Seconds | undefined;
  /** Simulated over wall-clock time [1]. */
  readonly realTimeFactor: number;
  /** Why it ended before anybody asked it to; absent where somebody did, or its time was up. */
  readonly endedEarly?: string | undefined;
  /** Messages on the bus, of all topics [1]; only where they can be counted. */
  readonly messages?: number | undefined;
  /** Whether a red line was crossed: a contact by the robot's own motion while it was supervised. */
  readonly redLines: "kept" | "crossed" | "not-supervised";
} & Evaluation;

/** What a run is called. */
export type RunName = Pick<Report, "bus" | "world" | "robot" | "seed" | "supervised">;

export function makeReport(
  name: RunName,
  evaluation: Evaluation,
  wall: Seconds,
  messages?: number,
): Report {
  const crossed = evaluation.contacts.byOwnMotion > 0 ? "crossed" : "kept";
  return {
    ...name,
    wall,
    messages,
    realTimeFactor: wall > 0 ? evaluation.duration / wall : 0,
    redLines: name.supervised ? crossed : "not-supervised",
    ...evaluation,
  };
}

/** The report for a person. */
export function tellReport(report: Report): string {
  const { contacts, decisions, goals, motion } = report;
  const reasons = Object.entries(decisions.reasons)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 6)
    .map(([reason, count]) => `${reason} ${count}`);
  const rows = [
    [
      "run",
      `${report.world}, ${report.robot}, seed ${report.seed}, ${report.bus}` +
        (report.supervised ? "" : ", NOT SUPERVISED"),
    ],
    [
      "time",
      `${report.duration.toFixed(1)} s simulated, ${report.realTimeFactor.toFixed(1)} × real time` +
        (report.firstMotion === undefined
          ? ""
          : `, first motion ${report.firstMotion.toFixed(1)} s after the start`),
    ],
    ["goals", `${goals.reached} reached, ${goals.givenUp} given up`],
    [
      "contacts",
      `${contacts.byOwnMotion} by the robot's own motion (${contacts.withPeople} with people), ${contacts.whenPushed} when pushed, ${contacts.total} in all`,
    ],
    ["motion", `${motion.distance.toFixed(1)} m, mean ${motion.meanSpeed.toFixed(2)} m/s`],
    ["decisions", `${decisions.count}, ${decisions.stops} stops, ${decisions.hash.slice(0, 16)}`],
    ["reasons", reasons.length === 0 ? "none" : reasons.join(", ")],
    ["red lines", report.redLines],
  ];
  return rows.map(([left, right]) => `  ${(left ?? "").padEnd(10)} ${right ?? ""}`).join("\n");
}
