import type { SourceDraft } from "./draft.ts";
import type { Tell } from "./finding.ts";
import type { Nav2Section } from "./nav2-section.ts";

/** Oldest view a zones file may allow, and what stands where a file's is unusable [s]. */
const LONGEST = 1;
const USUAL = 0.35;

/** The observation sources; those that are no laser scan have no counterpart. */
export function readSources(monitor: Nav2Section, tell: Tell): readonly SourceDraft[] {
  const names = monitor.names("observation_sources");
  const general = readTimeout(monitor, "source_timeout");
  const sources = names.flatMap((name): SourceDraft[] => {
    const type = monitor.text(`${name}.type`) ?? "scan";
    const topic = monitor.text(`${name}.topic`) ?? "scan";
    if (type !== "scan") {
      const note = `coalign's zones read laser scans; a ${type} has to be turned into one`;
      monitor.tell(`${name}.type`, "no counterpart", note);
      monitor.tell(`${name}.topic`, "no counterpart", note);
      return [];
    }
    monitor.tell(`${name}.type`, "taken", `sources.${name}`);
    monitor.tell(`${name}.topic`, "taken", `sources.${name}.topic`);
    tellExclusions(monitor, name);
    const own = readTimeout(monitor, `${name}.source_timeout`);
    return [{ name, topic: absolute(topic), timeout: own ?? general ?? USUAL }];
  });
  if (names.length > 0) {
    monitor.tell("observation_sources", "taken", "sources");
  }
  if (sources.length > 0) {
    tellSeparation(sources, tell);
    return sources;
  }
  const note =
    "no laser scan among the sources; sources.scan with the topic /scan stands in: correct it";
  tell({ fate: "unsafe", line: 0, from: "collision_monitor.observation_sources", note });
  return [{ name: "scan", topic: "/scan", timeout: USUAL }];
}

const EXCLUSION =
  "it may hide a person; draw a `self` filter inside the footprint, or a `dock`, which needs a signed waiver";

/** Exclusion zones of a source, with all that belongs to them, are never taken over. */
function tellExclusions(monitor: Nav2Section, source: string): void {
  for (const zone of monitor.names(`${source}.exclusion_zones`)) {
    monitor.tell(`${source}.exclusion_zones`, "unsafe", EXCLUSION);
    const prefix = `${source}.${zone}.`;
    for (const { name } of monitor.unread().filter((value) => value.name.startsWith(prefix))) {
      monitor.tell(name, "unsafe", `of an exclusion zone, which is not taken: ${EXCLUSION}`);
    }
  }
}

/** What protective separation reads; zones come on top of it. */
const SEPARATION_TOPIC = "/scan";

function tellSeparation(sources: readonly SourceDraft[], tell: Tell): void {
  const isRead = sources.some(({ topic }) => topic === SEPARATION_TOPIC);
  if (isRead && sources.length === 1) {
    return;
  }
  const others = sources.map(({ topic }) => topic).filter((topic) => topic !== SEPARATION_TOPIC);
  const note = isRead
    ? `protective separation reads ${SEPARATION_TOPIC} alone: merge ${others.join(", ")} into it, or what only they see is guarded by zones alone`
    : `protective separation reads one scan, ${SEPARATION_TOPIC}, and none of these is it: remap ${others.join(" or ")} to it, or merge them; until then the robot stands`;
  tell({ fate: "unsafe", line: 0, from: "collision_monitor.observation_sources", note });
}

function absolute(topic: string): string {
  return topic.startsWith("/") ? topic : `/${topic}`;
}

function readTimeout(monitor: Nav2Section, name: string): number | undefined {
  const timeout = monitor.number(name);
  if (timeout === undefined) {
    return undefined;
  }
  if (timeout > 0 && timeout <= LONGEST) {
    monitor.tell(name, "taken", "timeout of the source");
    return timeout;
  }
  const why =
    timeout > 0
      ? `the robot would drive ${timeout} s on an old view; timeout of the source is ${USUAL} s`
      : `0 switches the time-out off there and is refused here; timeout of the source is ${USUAL} s`;
  monitor.tell(name, "unsafe", why);
  return USUAL;
}
