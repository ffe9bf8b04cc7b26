import { CAUSES, type ReasonId } from "../../kernel/reason.ts";
import type { Twist } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { RecordedReason } from "../decision.ts";
import { plainText } from "../plain-text.ts";
import { type Entry, parseBody, readEntry } from "./entry.ts";
import type { Read } from "./read-log.ts";
import type { LogFileName } from "./log-folder.ts";
import { readLog } from "./read-log.ts";

/** Which records are told. */
export type Choice = {
  /** Not before [s since 1970]. */
  readonly since?: Seconds | undefined;
  /** Only records that name this reason. */
  readonly reason?: string | undefined;
  /** Only so many, the latest [1]. */
  readonly last?: number | undefined;
};

/**
 * The log for a person, line by line. What is only there for the chain is left out; what is wrong ends it.
 * @throws RecordingError or ShapeError when it cannot be read.
 */
export function tellLog(
  folder: string,
  files: readonly LogFileName[],
  { since = -Infinity, reason, last = Infinity }: Choice,
): readonly string[] {
  const told: string[] = [];
  for (const read of readLog(folder, files)) {
    const isWanted = read.kind === "trouble" || read.kind === "torn" || read.record.time >= since;
    const lines = isWanted ? tellOne(read, reason) : [];
    if (lines.length > 0) {
      told.push(lines.join("\n"));
    }
    if (told.length > 2 * last) {
      told.splice(0, told.length - last);
    }
  }
  return told.slice(-Math.min(last, told.length));
}

function tellOne(read: Read, reason: string | undefined): readonly string[] {
  if (read.kind === "trouble") {
    return [`!! ${read.spot.file}, line ${read.spot.line} (record ${read.record}) ${read.trouble}`];
  }
  if (reason !== undefined && (read.kind !== "record" || !names(read.record.body, reason))) {
    return [];
  }
  if (read.kind === "torn") {
    return [`-- ${read.bytes} bytes of a record that was never finished`];
  }
  const at = `${clock(read.record.time)} #${read.record.number}`;
  if (read.kind === "start") {
    return [
      `${at} file ${read.start.file} of the log of ${read.start.robot}${trailing(read.start.sentence)}`,
    ];
  }
  if (read.record.body === undefined) {
    return [`${at} (${read.record.class}, over its age: content removed)`];
  }
  const found = readEntry(parseBody(read.record.body));
  return found === undefined ? [] : tellEntry(found.entry, at);
}

function trailing(sentence: string): string {
  return sentence === "" ? "" : `: ${plainText(sentence)}`;
}

function clock(time: Seconds): string {
  return new Date(time * 1000).toISOString().replace("T", " ").replace("Z", "");
}

function names(body: string | undefined, reason: string): boolean {
  const entry = body === undefined ? undefined : readEntry(parseBody(body))?.entry;
  return (
    entry !== undefined &&
    (("reasons" in entry && entry.reasons.some(({ id }) => id === reason)) ||
      ("because" in entry && entry.because === reason))
  );
}

function tellEntry(entry: Entry, at: string): readonly string[] {
  const heading = plainText(`${at} ${tellKind(entry)}: ${entry.sentence}`);
  const reasons = "reasons" in entry ? tellReasons(entry.reasons) : [];
  return [heading, ...reasons.map((line) => `    ${plainText(line)}`)];
}

function tellKind(entry: Entry): string {
  switch (entry.kind) {
    case "decision":
      return `${entry.mode}, ${entry.driver} asked ${tellMotion(entry.asked)}, given ${tellMotion(entry.given)}`;
    case "mode":
      return `${entry.from} -> ${entry.to}`;
    case "latch":
      return `${entry.event} (${entry.because}, ${entry.by})`;
    case "act":
      return `${entry.act} by ${entry.by} ${entry.outcome} ("${entry.why}")`;
    case "version":
      return `coalign ${entry.software}, parameters ${entry.parameters.slice(0, 12)}, rules ${entry.rules.slice(0, 12)}`;
    case "note":
      return entry.about;
  }
}

/** For example `0.450 m/s and 0.002 rad/s`, `0.300 m/s sideways`, `nothing`. */
function tellMotion({ vx, vy, wz }: Twist): string {
  const parts = [
    [vx, "m/s"],
    [vy, "m/s sideways"],
    [wz, "rad/s"],
  ] as const;
  const told = parts.flatMap(([value, unit]) =>
    value === 0 ? [] : [`${value.toFixed(3)} ${unit}`],
  );
  return told.length === 0 ? "nothing" : told.join(" and ");
}

/** One line for each reason: what of it is tightest, and how much more there is; all of it stays in the log. */
function tellReasons(reasons: readonly RecordedReason[]): readonly string[] {
  return [...new Set(reasons.map(({ id }) => id))].flatMap((id) => {
    const of = reasons.filter((reason) => reason.id === id);
    const [first] = [...of].sort((a, b) => a.margin - b.margin);
    return first === undefined ? [] : [tellReason(first, of.length - 1)];
  });
}

/** For example `command-stale: the command is too old, by 0.005 s (command, 0.205 s old)`. */
function tellReason({ id, source, margin, unit, age }: RecordedReason, others: number): string {
  const cause = Object.hasOwn(CAUSES, id) ? CAUSES[id as ReasonId] : undefined;
  const amount = `${Number(Math.abs(margin).toPrecision(3))} ${unit}`;
  const isLimit = cause?.action === "limit" && Number.isFinite(margin);
  const isBeyond = margin < 0 && Number.isFinite(margin);
  const how = isLimit ? [`at most ${amount}`] : isBeyond ? [`by ${amount}`] : [];
  const what = [...(cause === undefined ? [] : [cause.sentence]), ...how].join(", ");
  const more = others === 0 ? "" : `and ${others} more`;
  const on = [source, tellAge(age), more].filter((part) => part !== "").join(", ");
  return [id, ...(what === "" ? [] : [what])].join(": ") + ` (${on})`;
}

/** What is younger than half a millisecond is of now. */
function tellAge(age: Seconds): string {
  const old = age < 0.0005 ? "now" : `${age.toFixed(3)} s old`;
  return Number.isFinite(age) ? old : "not heard so far";
}
