import { IN } from "./words.ts";

/** A name as stories write it. */
export const NAME = "[A-Z][\\w'’.-]*";

/** One name or several: "Ella, Owen and Mia". */
export const PEOPLE = `${NAME}(?:(?:, and |, | and )${NAME})*`;

const WORD = `(?!(?:${IN}|that|where|and)\\b)[\\w'’-]+`;

/** A thing or a place, of one word or several. */
export const THING = `(?:(?:[Tt]he|[Aa]n?|[Ss]ome|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) )?${WORD}(?: ${WORD})*?`;

export function namesIn(text: string): readonly string[] {
  return text.split(/, and |, | and /).filter((name) => name !== "");
}

/** A thing by the name it goes by: in lower case, without article. */
export function thingIn(text: string): string {
  return text
    .trim()
    .replace(/^(?:the|an?|some|his|her|their|its)\s+/i, "")
    .toLowerCase();
}
