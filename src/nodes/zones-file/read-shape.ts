import type { Outline } from "../../separation/zones/outline.ts";
import { polygonOf } from "../../separation/zones/outline.ts";
import type { Member, PlainShape, Range, Shape } from "../../separation/zones/zone.ts";
import { Entry, type Report } from "./entry.ts";

const PLAIN = ["polygon", "circle", "footprint", "topic"] as const;
const SHAPES = [...PLAIN, "velocities"] as const;

/** The shape of a zone: exactly one key tells its kind. */
export function readShape(entry: Entry, what: string, report: Report): Shape | undefined {
  const kind = kindOf(entry, what, SHAPES, report);
  return kind === "velocities"
    ? readVelocities(entry, what, report)
    : kind && readPlain(entry, kind, what, report);
}

function kindOf<K extends string>(
  entry: Entry,
  what: string,
  kinds: readonly K[],
  report: Report,
): K | undefined {
  const given = kinds.filter((kind) => entry.has(kind));
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    const names = kinds.map((name) => `\`${name}\``).join(", ");
    const has = kind === undefined ? "has no shape" : "has more than one shape";
    report(entry.path, `${what} ${has}; it should have one of ${names}`);
    return undefined;
  }
  return kind;
}

function readPlain(
  entry: Entry,
  kind: (typeof PLAIN)[number],
  what: string,
  report: Report,
): PlainShape | undefined {
  if (kind === "polygon") {
    const points = entry.polygon("polygon");
    return points && { kind: "fixed", outline: polygonOf(points) };
  }
  const inner = new Entry(entry.raw(kind), [...entry.path, kind], `\`${kind}\` of ${what}`, report);
  const shape = READ[kind](inner);
  inner.finish();
  return shape;
}

const READ = {
  circle: (entry: Entry): PlainShape => {
    const { x, y } = entry.point("centre", { x: 0, y: 0 });
    const radius = entry.number("radius", { above: 0 });
    const outline: Outline = { kind: "circle", x, y, radius };
    return { kind: "fixed", outline };
  },
  footprint: (entry: Entry): PlainShape => ({
    kind: "footprint",
    scale: entry.number("scale", { least: 1, most: 10, otherwise: 1 }),
    grow: entry.number("grow", { least: 0, most: 10, otherwise: 0 }),
  }),
  topic: readTopic,
};

/** Latched polygons are published once and then hold; all others must say when they are too old. */
function readTopic(entry: Entry): PlainShape {
  const topic = entry.name("name");
  if (entry.has("latched")) {
    if (entry.raw("latched") !== true || entry.has("timeout")) {
      entry.refuse("latched", "`true`, or left out in favour of a `timeout`");
    }
    return { kind: "topic", topic, timeout: Infinity };
  }
  return { kind: "topic", topic, timeout: entry.number("timeout", { above: 0, most: 10 }) };
}

function readVelocities(outer: Entry, what: string, report: Report): Shape | undefined {
  const path = [...outer.path, "velocities"];
  const named = `\`velocities\` of ${what}`;
  const entry = new Entry(outer.raw("velocities"), path, named, report);
  const drive = entry.word("drive", ["differential", "holonomic"], "differential");
  const membersPath = [...path, "members"];
  const list = new Entry(entry.raw("members"), membersPath, `\`members\` of ${what}`, report);
  const given = list.named();
  if (given.length === 0) {
    report(
      membersPath,
      `${named} has no members; each should have a range of velocities and a shape`,
    );
  }
  const members = given.flatMap(([name, value]) => {
    const member = new Entry(value, [...membersPath, name], `\`${name}\` of ${what}`, report);
    return readMember(member, name, drive === "holonomic" ? "directions" : "none", report);
  });
  entry.finish();
  return drive && { kind: "velocity", drive, members };
}

const ALL_AROUND: Range = [-Math.PI, Math.PI];

function readMember(
  entry: Entry,
  name: string,
  has: "directions" | "none",
  report: Report,
): Member[] {
  const what = `member \`${name}\``;
  const kind = kindOf(entry, what, PLAIN, report);
  const shape = kind && readPlain(entry, kind, what, report);
  const linear = ordered(entry, "linear");
  const spin = ordered(entry, "spin");
  const direction = has === "directions" ? entry.range("direction", ALL_AROUND) : ALL_AROUND;
  entry.finish();
  return shape === undefined ? [] : [{ name, shape, linear, spin, direction }];
}

function ordered(entry: Entry, key: string): Range {
  const range = entry.range(key);
  if (range[0] > range[1]) {
    entry.refuse(key, "two numbers `[from, to]`, the smaller first");
  }
  return range;
}
