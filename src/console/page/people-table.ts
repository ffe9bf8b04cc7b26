import type { PersonView } from "../people-frame.ts";
import type { BodyView, ForecastFrame } from "../protocol.ts";
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
      const cells = writeCells(row, "td", [
        person.id,
        `${away(person).toFixed(1)} m`,
        `≈ ${sayChance(person.sees)}`,
        harm === undefined ? "–" : `≈ ${sayChance(harm)}`,
        sayIntention(person),
        sayComfort(person),
        person.visible ? "now" : `${sayAge(person.age)} ago`,
      ]);
      cells[0]?.setAttribute("title", sayAll(person));
    }
  });
  const more = people.length - nearest.length;
  write(
    need("people-words", "p"),
    people.length === 0 ? "Nobody is believed to be near." : more > 0 ? `and ${more} more` : "",
  );
}

/** What somebody is probably about to do with the robot. */
function sayIntention({ estimates }: PersonView): string {
  const intention = estimates.find(({ what }) => what === "intention with the robot");
  return intention === undefined ? "–" : `≈ ${intention.says}, ${sayChance(intention.value)}`;
}

function sayComfort({ estimates }: PersonView): string {
  const comfort = estimates.find(({ what }) => what === "comfort");
  return comfort === undefined ? "–" : `≈ ${sayChance(comfort.value)}`;
}

/** Everything estimated of somebody, a line each, with its reason. */
function sayAll({ because, estimates }: PersonView): string {
  const lines = estimates.map(
    ({ what, says, value, because: reason }) =>
      `${what} ≈ ${says === "" ? "" : `${says}, `}${sayChance(value)}: ${reason}`,
  );
  return [because, ...lines].join("\n");
}

/** Chance of contact by person, for the command as it is [1]. */
export function commandHarms(forecast: ForecastFrame | undefined): ReadonlyMap<string, number> {
  const command = forecast?.alternatives.find(({ id }) => id === "command");
  return new Map(command?.people.map(({ person, probability }) => [person, probability]));
}
