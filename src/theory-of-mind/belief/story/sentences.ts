import { NAME, PEOPLE } from "./parts.ts";
import { ENTER, LEAVE, MOVE, SAY } from "./words.ts";

/** One sentence of a story, ready to be understood. */
export type Sentence = {
  /** Counted from 1. */
  readonly number: number;
  /** As written. */
  readonly written: string;
  /** Without number, asides and full stop; a pronoun is replaced by whom it means. */
  readonly text: string;
};

/** The sentences of a story: a line each, or all in one paragraph; what one sentence says in two parts becomes two. */
export function sentencesOf(story: string): readonly Sentence[] {
  const lines = story.split("\n").filter((line) => line.trim() !== "");
  const written = lines.length > 1 ? lines : story.split(/(?<=[.!?])\s+/);
  let subject = "";
  let thing = "";
  return written.flatMap((line, at) =>
    partsOf(plain(line)).flatMap((part) => {
      const text = part
        .replace(/^(?:He|She|They) /, subject === "" ? "$&" : `${subject} `)
        .replace(/^It /, thing === "" ? "$&" : `${thing} `)
        .replace(
          / (?:it|them) (?=(?:from|to|into|in|inside|onto|on|under|out) )/,
          thing === "" ? "$&" : ` ${thing} `,
        );
      subject = new RegExp(`^${PEOPLE}(?= [a-z])`).exec(text)?.[0] ?? subject;
      thing = thingOf(text) ?? thing;
      return text === "" ? [] : [{ number: at + 1, written: line.trim(), text }];
    }),
  );
}

/** The thing a sentence is about, with its article. */
function thingOf(text: string): string | undefined {
  return (
    /^The [\w'-]+/.exec(text)?.[0] ??
    new RegExp(`^${NAME} (?:${MOVE}) (the [\\w'-]+)`).exec(text)?.[1]
  );
}

const ASIDES =
  /^(?:(?:and )?(?:then|next|later|afterwards?|after that|meanwhile|finally|now|soon|suddenly|in the meantime|at first|first|a bit later|some time later|at that (?:time|moment|point)|once again|again)[, ]+|(?:while|when|after|before|as|once|because|since) [^,]+, )/i;

const ADVERBS =
  /\b(?:then|soon|quietly|quickly|slowly|carefully|silently|just|once again|again|afterwards?|later|suddenly|finally|eventually|gently|swiftly|briefly|immediately|casually|hurriedly|subsequently|shortly after|a moment later|as well|too)\b,? ?/g;

/** A sentence without number, full stop and asides. */
function plain(line: string): string {
  const bare = line
    .trim()
    .replace(/^\d+[.):]?\s+/, "")
    .replace(/[.!]+$/, "")
    .replace(ASIDES, "");
  const short = bare
    .replace(ADVERBS, "")
    .replace(/ from where (?:it|they) (?:was|were)(?: before)?\b/, "")
    .replace(/,? (?:where|while|when|which|who|because|so that|in order to)\b.*$/, (rest) =>
      /^ where [^,]* (?:is|are|was|were)$/.test(rest) ? rest : "",
    )
    .replace(/\s+/g, " ")
    .trim();
  return short.slice(0, 1).toUpperCase() + short.slice(1);
}

const SECOND_VERB = new RegExp(`,? and (?=(?:${ENTER}|${LEAVE}|${MOVE}|${SAY}) )`);
const SECOND_SUBJECT = new RegExp(
  `,? (?:and|but|while) (?=${NAME} (?:${ENTER}|${LEAVE}|${MOVE}|${SAY}) )`,
);

/** "Ella moved the ball to the box and left the room" is two sentences of Ella. */
function partsOf(sentence: string): readonly string[] {
  const subject = new RegExp(`^${PEOPLE}(?= [a-z])`).exec(sentence)?.[0];
  const [first = "", ...rest] = sentence
    .split(SECOND_SUBJECT)
    .flatMap((part) => (part.includes(" that ") ? [part] : part.split(SECOND_VERB)));
  return [
    first,
    ...rest.map((part) =>
      new RegExp(`^${NAME} `).test(part) || subject === undefined ? part : `${subject} ${part}`,
    ),
  ];
}
