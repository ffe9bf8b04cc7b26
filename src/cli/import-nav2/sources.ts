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
    const own = readTimeout(monitor, `${name}.source_timeout`);
    return [{ name, topic: absolute(topic), timeout: own ?? general ?? USUAL }];
  });
  if (names.length > 0) {
    monitor.tell("observation_sources", "taken", "sources");
  }
  if (sources.length > 0) {
    return sources;
  }
  const note =
    "no laser scan among the sources; sources.scan with the topic /scan stands in: correct it";
  tell({ fate: "unsafe", line: 0, from: "collision_monitor.observation_sources", note });
  return [{ name: "scan", topic: "/scan", timeout: USUAL }];
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
