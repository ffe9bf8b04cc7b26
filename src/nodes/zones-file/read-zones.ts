import { readYaml } from "../../bus/yaml-file.ts";
import type { Vector } from "../../quantity/vector.ts";
import { checkZones } from "../../separation/zones/check.ts";
import { cornersOf, polygonOf } from "../../separation/zones/outline.ts";
import { areaOf, isConvex } from "../../separation/zones/simple-polygon.ts";
import type { Exclusion, Range, Robot, Source, ZoneSet } from "../../separation/zones/zone.ts";
import { Entry, type Report } from "./entry.ts";
import { type Ceilings, readZone } from "./read-zone.ts";

/** What is wrong in a zones file: one sentence, with the line it stands on. */
export type ZonesError = { readonly line: number; readonly sentence: string };

/** All zones of a file, or everything that is wrong with it. */
export type ZonesReading =
  | { readonly ok: true; readonly zones: ZoneSet }
  | { readonly ok: false; readonly errors: readonly ZonesError[] };

/** Reads a zones file: YAML in; zones that can keep what they promise, or sentences, out. */
export function readZones(text: string, ceilings: Ceilings): ZonesReading {
  const file = readYaml(text);
  if ("sentence" in file) {
    return { ok: false, errors: [file] };
  }
  const errors: ZonesError[] = [];
  const report: Report = (path, sentence) => {
    errors.push({ line: file.lineOf(path), sentence });
  };
  const zones = readSet(file.value, ceilings, report);
  if (errors.length === 0) {
    checkZones(zones).forEach(({ path, sentence }) => report(path, sentence));
  }
  return errors.length === 0
    ? { ok: true, zones }
    : { ok: false, errors: errors.toSorted((a, b) => a.line - b.line) };
}

function readSet(value: unknown, ceilings: Ceilings, report: Report): ZoneSet {
  const top = new Entry(value, [], "a zones file", report);
  const robot = readRobot(top, ceilings, report);
  const sources = each(top, "sources", report).map(([name, given]) =>
    readSource(new Entry(given, ["sources", name], `source \`${name}\``, report), name),
  );
  const zones = each(top, "zones", report).flatMap(([name, given]) => {
    const entry = new Entry(given, ["zones", name], `zone \`${name}\``, report);
    return readZone(entry, name, sources, ceilings, report) ?? [];
  });
  const exclusions = top.has("exclusions")
    ? each(top, "exclusions", report).flatMap(([name, given]) => {
        const path = ["exclusions", name];
        return readExclusion(new Entry(given, path, `exclusion \`${name}\``, report), name) ?? [];
      })
    : [];
  top.finish();
  return { robot, sources, zones, exclusions };
}

/** What stands under names at a key; an empty list is a mistake. */
function each(top: Entry, key: string, report: Report): readonly (readonly [string, unknown])[] {
  const value = top.raw(key);
  if (value === undefined) {
    top.refuse(key, "a map of names");
    return [];
  }
  const named = new Entry(value, [key], `\`${key}\``, report).named();
  if (named.length === 0) {
    report([key], `\`${key}\` is empty; it should have one entry or more, each under its name`);
  }
  return named;
}

/** No robot brakes harder [m/s²], and none that reacts later should drive [s]. */
const HARDEST = 10;
const LATEST = 2;

function readRobot(top: Entry, ceilings: Ceilings, report: Report): Robot {
  const entry = new Entry(top.raw("robot"), ["robot"], "`robot`", report);
  const footprint = readFootprint(entry);
  const braking = entry.number("braking", { above: 0, most: HARDEST });
  const reaction = entry.number("reaction", { above: 0, most: LATEST });
  entry.finish();
  return { footprint, braking, reaction, speed: ceilings.speed, spin: ceilings.spin };
}

function readFootprint(entry: Entry): readonly Vector[] {
  if (entry.has("radius")) {
    if (entry.has("footprint")) {
      entry.refuse("footprint", "left out where there is a `radius`");
    }
    const radius = entry.number("radius", { above: 0, most: 10 });
    return cornersOf({ kind: "circle", x: 0, y: 0, radius });
  }
  const points = entry.polygon("footprint") ?? [];
  const turned = areaOf(points) < 0 ? points.toReversed() : points;
  if (!isConvex(turned)) {
    entry.refuse("footprint", "convex: without a corner that turns inwards");
  }
  return turned;
}

function readSource(entry: Entry, name: string): Source {
  const topic = entry.name("topic");
  const timeout = entry.number("timeout", { above: 0, most: 1 });
  const arcs = entry.raw("blind_arcs") ?? [];
  const isArcs = Array.isArray(arcs) && arcs.every(isArc);
  if (!isArcs || blindness(arcs) >= 2 * Math.PI) {
    entry.refuse(
      "blind_arcs",
      "a list of arcs `[[from, to], ...]` [rad] that leave the sensor something to see",
    );
  }
  entry.finish();
  return { name, topic, timeout, blindArcs: isArcs ? arcs : [] };
}

function isArc(value: unknown): value is Range {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((angle) => typeof angle === "number" && Math.abs(angle) <= 2 * Math.PI)
  );
}

/** What all arcs together take from a sensor's view [rad]. */
function blindness(arcs: readonly Range[]): number {
  return arcs.reduce(
    (sum, [from, to]) => sum + (to >= from ? to - from : to - from + 2 * Math.PI),
    0,
  );
}

function readExclusion(entry: Entry, name: string): Exclusion | undefined {
  const kind = entry.has("self") ? "self" : "dock";
  const points = entry.polygon(kind);
  if (kind === "self") {
    entry.finish();
    return points && { kind, name, outline: polygonOf(points) };
  }
  const frame = entry.name("frame");
  const timeout = entry.number("timeout", { above: 0, most: 1 });
  entry.finish();
  return points && { kind, name, points, frame, timeout };
}
