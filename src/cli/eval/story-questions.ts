/** One story with its question. */
export type StoryQuestion = {
  /** Of the answer: the line from 0, in a file of JSON lines; the question from 0 in one of plain text. */
  readonly index: number;
  /** In the file, from 1. */
  readonly line: number;
  readonly story: string;
  readonly question: string;
  /** Where the data knows it. */
  readonly answer: string | undefined;
  /** How the data names this kind of question. */
  readonly kind: string | undefined;
  /** Why this line cannot be used, in a sentence. */
  readonly trouble?: string;
};

/**
 * Reads stories: a JSON object a line with "story" and "question", or plain text with numbered lines, where a question is
 * a line with its answer after a tab.
 */
export function storyQuestionsOf(text: string): readonly StoryQuestion[] {
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  return lines
    .find((line) => line.trim() !== "")
    ?.trimStart()
    .startsWith("{") === true
    ? lines.flatMap((line, index) => (line.trim() === "" ? [] : [fromJson(line, index)]))
    : fromPlainText(lines);
}

function fromJson(text: string, index: number): StoryQuestion {
  const at = { index, line: index + 1, answer: undefined, kind: undefined };
  const row = objectIn(text);
  const story = Array.isArray(row?.["story"]) ? row["story"].join("\n") : row?.["story"];
  const question = row?.["question"];
  if (typeof story !== "string" || typeof question !== "string") {
    const trouble =
      'a line is a JSON object with a story and a question, {"story": "…", "question": "…"}; it gets an empty answer';
    return { ...at, story: "", question: "", trouble };
  }
  return {
    ...at,
    story,
    question,
    answer: textIn(row?.["answer"]),
    kind: textIn(row?.["question_type"]),
  };
}

function objectIn(text: string): { readonly [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (value as { readonly [key: string]: unknown })
      : undefined;
  } catch {
    return undefined;
  }
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Numbered lines; number 1 begins a new story, a question mark ends a question. */
function fromPlainText(lines: readonly string[]): readonly StoryQuestion[] {
  const found: StoryQuestion[] = [];
  let story: string[] = [];
  lines.forEach((line, at) => {
    const [sentence = "", answer] = line.split("\t");
    story = /^1\s/.test(line) ? [] : story;
    if (sentence.includes("?")) {
      found.push({
        index: found.length,
        line: at + 1,
        story: story.join("\n"),
        question: sentence.replace(/^\d+\s+/, ""),
        answer: textIn(answer),
        kind: undefined,
      });
    } else if (line.trim() !== "") {
      story.push(sentence);
    }
  });
  return found;
}
