import type { BodyView, ForecastFrame, PersonView } from "../protocol.ts";
import { need, write, writeCells, writeRows } from "./dom.ts";
import { sayAge, sayChance } from "./words.ts";

/** Rows shown [1]. */
const ROWS = 6;

/** Nearest people with what the robot believes of them; every number an estimate. */
export function writePeople(
  people: readonly PersonView[],
  body: BodyView | null,
  forecast: ForecastFrame | undefined,
): void {
  const from = body ?? { x: 0, y: 0 };
  const away = (person: PersonView): number => Math.hypot(person.x - from.x, person.y - from.y);
  const nearest = [...people].sort((a, b) => away(a) - away(b)).slice(0, ROWS);
  const harms = commandHarms(forecast);
  const rows = writeRows(need("people", "tbody"), "tr", nearest.length);
  nearest.forEach((person, i) => {
    const row = rows[i];
    const harm = harms.get(person.id);
    if (row !== undefined) {
      writeCells(row, "td", [
        person.id,
        `${away(person).toFixed(1)} m`,
        `≈ ${sayChance(person.sees)}`,
        harm === undefined ? "–" : `≈ ${sayChance(harm)}`,
        person.visible ? "now" : `${sayAge(person.age)} ago`,
      ]);
    }
  });
  const more = people.length - nearest.length;
  write(
    need("people-words", "p"),
    people.length === 0 ? "Nobody is believed to be near." : more > 0 ? `and ${more} more` : "",
  );
}

/** Chance of contact by person, for the command as it is [1]. */
export function commandHarms(forecast: ForecastFrame | undefined): ReadonlyMap<string, number> {
  const command = forecast?.alternatives.find(({ id }) => id === "command");
  return new Map(command?.people.map(({ person, probability }) => [person, probability]));
}
