import { withoutRepeats } from "../nested.ts";

/** What a question asks for. */
export type Question = {
  /** "really": what is so; "first": where the thing was at the beginning; "believed": by a chain of minds. */
  readonly kind: "really" | "first" | "believed";
  /** Whose mind, the outermost first; empty unless "believed". */
  readonly chain: readonly string[];
  readonly thing: string | undefined;
};

const FIRST = /\b(?:beginning|first|initially|originally|start|outset|earlier|before)\b/i;
const MENTAL =
  /\b(?:think|thinks|believe|believes|believed|thought|look|looks|search|searches|expect|expects|assume|assumes|say|says|suppose|supposes|know|knows|seek|seeks|find|check|checks|go|according|mind|opinion|view|try|suspects?|imagines?|guess|reckons?)\b/i;
const BY_OPINION = /\b(?:according to|in the (?:mind|opinion|view|eyes) of|for) ([A-Z][\w'’-]*)/;

/**
 * What a question asks: "Where does Ella think that Owen searches for the ball?" goes by the chain Ella, Owen.
 * @param people - Everybody in the story.
 * @param things - Everything in it that is somewhere.
 */
export function questionOf(
  text: string,
  people: ReadonlySet<string>,
  things: ReadonlySet<string>,
): Question {
  const thing = thingAsked(text, things);
  const named = [...text.matchAll(/[A-Z][\w-]*/g)]
    .map(([name]) => name)
    .filter((name) => people.has(name));
  const holder = BY_OPINION.exec(text)?.[1];
  const chain = withoutRepeats(
    holder !== undefined && people.has(holder)
      ? [holder, ...named.filter((name) => name !== holder)]
      : named,
  );
  if (chain.length > 0 && MENTAL.test(text)) {
    return { kind: "believed", chain, thing };
  }
  return { kind: FIRST.test(text) ? "first" : "really", chain: [], thing };
}

/** The thing named last, the longest name of several. */
function thingAsked(text: string, things: ReadonlySet<string>): string | undefined {
  const lower = ` ${text.toLowerCase().replace(/[^\w'’-]+/g, " ")} `;
  let best: string | undefined;
  let at = -1;
  for (const thing of things) {
    const found = lower.lastIndexOf(` ${thing} `);
    if (found > at || (found === at && found >= 0 && thing.length > (best ?? "").length)) {
      best = thing;
      at = found;
    }
  }
  return best;
}
