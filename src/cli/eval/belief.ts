import { readFileSync, writeFileSync } from "node:fs";
import { type Answer, answerTo } from "../../theory-of-mind/belief/story/answer.ts";
import { tellTable } from "../text-table.ts";
import { DataError, type Evaluation } from "./evaluation.ts";
import { type StoryQuestion, storyQuestionsOf } from "./story-questions.ts";

/** Where people believe things to be, in stories told in sentences. */
export const beliefEvaluation: Evaluation = {
  name: "belief",
  summary: "beliefs and beliefs about beliefs in stories (ToMi), one JSON object a line",
  run: ({ data, out }, tell) => {
    const asked = storyQuestionsOf(read(data));
    const answers = asked.map((item) => ({ item, answer: answerOf(item, data, tell) }));
    if (out !== undefined) {
      const lines = answers.map(({ item, answer }) =>
        JSON.stringify({ index: item.index, answer: answer?.answer ?? "" }),
      );
      writeFileSync(out, lines.map((line) => `${line}\n`).join(""));
    }
    tellTable(["question", "right", "of", "share"], scoresOf(answers), 80).forEach(tell);
    return asked.some(({ trouble }) => trouble !== undefined) ? 2 : 0;
  },
};

type Answered = { readonly item: StoryQuestion; readonly answer: Answer | undefined };

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new DataError(`${file}: there are no stories that can be read`);
  }
}

/** The answer to one question; what is not understood is told, and passed over. */
function answerOf(
  item: StoryQuestion,
  file: string,
  tell: (line: string) => void,
): Answer | undefined {
  const where = `${file}:${item.line}`;
  if (item.trouble !== undefined) {
    tell(`${where}: ${item.trouble}`);
    return undefined;
  }
  const answer = answerTo(item.story, item.question);
  for (const { number, written } of answer.unclear) {
    tell(
      `${where}: sentence ${number} of the story is passed over, its meaning is not known: "${written}"`,
    );
  }
  if (answer.question.thing === undefined) {
    tell(`${where}: the question names nothing that is anywhere in its story: "${item.question}"`);
  }
  return answer;
}

/** One row a kind of question, and one for all; only of questions whose answer the data knows. */
function scoresOf(answers: readonly Answered[]): readonly (readonly string[])[] {
  const known = answers.filter(({ item }) => item.answer !== undefined);
  const kinds = [...new Set(known.map(kindOf))].sort();
  const row = (name: string, list: readonly Answered[]): readonly string[] => {
    const right = list.filter(({ item, answer }) => item.answer === answer?.answer).length;
    const share =
      list.length === 0
        ? "no answers in the data"
        : `${((100 * right) / list.length).toFixed(2)} %`;
    return [name, `${right}`, `${list.length}`, share];
  };
  return [
    ...kinds.map((kind) =>
      row(
        kind,
        known.filter((one) => kindOf(one) === kind),
      ),
    ),
    row("all", known),
  ];
}

function kindOf({ item, answer }: Answered): string {
  const { kind, chain } = answer?.question ?? { kind: "really", chain: [] };
  return item.kind ?? (kind === "believed" ? `believed, order ${chain.length}` : kind);
}
