import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openZones } from "../../../src/nodes/zones-file/open-zones.ts";
import { type Hole, type Refusal, refusal } from "./fault.ts";

const folder = mkdtempSync(join(tmpdir(), "coalign-zones-"));
const CEILINGS = { speed: 0.5, spin: 1 };

/** A sound file of zones: 0.5 m/s with 0.2 s and 1 m/s² needs 0.225 m to stop. */
const SOUND = `robot:
  footprint: [[0.3, 0.2], [-0.3, 0.2], [-0.3, -0.2], [0.3, -0.2]]
  braking: 1.0
  reaction: 0.2
sources:
  scan:
    topic: /scan
    timeout: 0.3
zones:
  front:
    action: stop
    polygon: [[0.0, 0.3], [0.6, 0.3], [0.6, -0.3], [0.0, -0.3]]
    sources: [scan]
  moving:
    action: stop
    velocities:
      members:
        slow:
          linear: [-0.1, 0.3]
          spin: [-1.0, 1.0]
          polygon: [[-0.5, 0.4], [0.6, 0.4], [0.6, -0.4], [-0.5, -0.4]]
        fast:
          linear: [0.3, 0.5]
          spin: [-1.0, 1.0]
          polygon: [[-0.5, 0.4], [0.8, 0.4], [0.8, -0.4], [-0.5, -0.4]]
    sources: [scan]
`;

let count = 0;

/** The sound file with one thing changed. */
function zones(
  name: string,
  from: string,
  to: string,
  sentence: RegExp,
  holes: readonly Hole[],
): Refusal {
  const file = join(folder, `${count++}.yaml`);
  writeFileSync(file, SOUND.replace(from, to));
  return refusal(`zones: ${name}`, sentence, () => openZones(file, CEILINGS), holes);
}

/** Whether the file of which these are changes is sound itself. */
export function openSound(): unknown {
  const file = join(folder, "sound.yaml");
  writeFileSync(file, SOUND);
  return openZones(file, CEILINGS);
}

/** Zones that cannot keep what they promise: one line a row. */
export const ZONE_REFUSALS: readonly Refusal[] = [
  refusal("zones: no file", /cannot be read/, () => openZones(join(folder, "no"), CEILINGS), [
    "H5",
  ]),
  zones("an empty file", SOUND, "", /line \d+/, ["H5"]),
  zones("no shape", "polygon: [[0.0", "#", /front.*has no shape/, ["H5"]),
  zones("a corner NaN", "[0.6, 0.3]", "[.nan, 0.3]", /line \d+/, ["H5"]),
  zones("a corner infinite", "[0.6, 0.3]", "[.inf, 0.3]", /line \d+/, ["H5"]),
  zones("two corners", "[0.6, 0.3], [0.6, -0.3], ", "", /line \d+/, ["H5"]),
  zones("in mm (x1000)", "footprint: [[0.3", "footprint: [[300.0", /line \d+/, []),
  zones("smaller than the stopping distance", "0.6, 0.3], [0.6", "0.35, 0.3], [0.35", /line \d+/, [
    "H11",
  ]),
  zones("a gap between two speeds", "linear: [0.3, 0.5]", "linear: [0.35, 0.5]", /have a gap/, [
    "H6",
  ]),
  zones(
    "a speed below the ceiling uncovered",
    "linear: [0.3, 0.5]",
    "linear: [0.3, 0.4]",
    /end at/,
    ["H6"],
  ),
  zones(
    "a spin uncovered",
    "linear: [0.3, 0.5]\n          spin: [-1.0, 1.0]",
    "linear: [0.3, 0.5]\n          spin: [-0.5, 1.0]",
    /gap|end at/,
    ["H6"],
  ),
  zones(
    "standing still uncovered",
    "linear: [-0.1, 0.3]",
    "linear: [0.1, 0.3]",
    /standing still|gap/,
    ["H6"],
  ),
  zones("a time-out of 0", "timeout: 0.3", "timeout: 0.0", /timeout/, ["H8"]),
  zones("a source nobody has", "sources: [scan]", "sources: [sonar]", /line \d+/, ["H4"]),
  zones("braking 0", "braking: 1.0", "braking: 0.0", /braking/, ["H11"]),
  zones("an off switch", "action: stop", "action: stop\n    enabled: false", /enabled/, ["H9"]),
  zones("no action", "action: stop\n    polygon", "action: none\n    polygon", /action/, ["H9"]),
  zones("an unknown word", "zones:", "zonnes:", /zon/, ["H5"]),
];
