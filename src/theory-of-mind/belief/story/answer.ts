import { believed } from "../nested.ts";
import { type Question, questionOf } from "./question.ts";
import { statementOf } from "./sentence.ts";
import { type Sentence, sentencesOf } from "./sentences.ts";
import { peopleIn, type Statement } from "./statement.ts";
import { type Told, tellStory } from "./story.ts";

/** The answer to a question about a story, and what was not understood on the way. */
export type Answer = {
  /** Empty where the story names no place at all. */
  readonly answer: string;
  readonly question: Question;
  readonly unclear: readonly Sentence[];
};

/** Answers a question from the story and the question alone. */
export function answerTo(story: string, question: string): Answer {
  const read = sentencesOf(story).map((sentence) => ({
    sentence,
    statement: statementOf(sentence.text),
  }));
  const statements = read.flatMap(({ statement }) => (statement === undefined ? [] : [statement]));
  const unclear = read.flatMap((r) => (r.statement === undefined ? [r.sentence] : []));
  const asked = questionOf(question, new Set(statements.flatMap(peopleIn)), thingsOf(statements));
  // Whether somebody is believed depends on what the listener thinks the speaker saw: one order more.
  const isTold = statements.some(({ kind }) => kind === "tell");
  const told = tellStory(statements, Math.max(1, asked.chain.length) + (isTold ? 1 : 0));
  return { answer: placeOf(told, asked) ?? "", question: asked, unclear };
}

function thingsOf(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(statements.flatMap((s) => ("thing" in s ? [s.thing] : [])));
}

/** Where it is by the question; who has no opinion is taken to have the first one there was. */
function placeOf({ narrator, first }: Told, { kind, chain, thing }: Question): string | undefined {
  const asked = thing ?? [...first.keys()].at(0);
  if (asked === undefined) {
    return undefined;
  }
  const real = narrator.scene.facts.get(asked);
  if (kind === "first") {
    return first.get(asked) ?? real?.last;
  }
  if (kind === "really") {
    return real?.last;
  }
  return believed(narrator, chain, asked)?.last ?? first.get(asked) ?? real?.last;
}
