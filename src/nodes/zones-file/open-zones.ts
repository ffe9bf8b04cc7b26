import { readFileSync } from "node:fs";
import { ParameterError } from "../../bus/parameters.ts";
import type { ZoneSet } from "../../separation/zones/zone.ts";
import type { Ceilings } from "./read-zone.ts";
import { readZones } from "./read-zones.ts";

/**
 * The zones of a file; undefined for an empty name.
 * @throws ParameterError with a sentence for each thing that is wrong, each with file and line.
 */
export function openZones(file: string, ceilings: Ceilings): ZoneSet | undefined {
  if (file === "") {
    return undefined;
  }
  const reading = readZones(textOf(file), ceilings);
  if (reading.ok) {
    return reading.zones;
  }
  const sentences = reading.errors.map(({ line, sentence }) => `${file} line ${line}: ${sentence}`);
  throw new ParameterError(sentences.join("\n"));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new ParameterError(
      `parameter 'zones_file' is '${file}', which cannot be read (${reason}); give the path of a zones file`,
    );
  }
}
