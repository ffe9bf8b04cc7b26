import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../../../../src/quantity/random.ts";
import { answerTo } from "../../../../src/theory-of-mind/belief/story/answer.ts";
import { sampleSize } from "../../../support/sample-size.ts";
import { type DrawnStory, drawStory } from "./draw-story.ts";
import { PLAIN, variedWording } from "./wordings.ts";

const ASKED = [
  ["Where will A look for the T?", "Where does A think the T is?"],
  ["Where does A think that B searches for the T?", "Where does A believe B will look for the T?"],
  [
    "Where does A think B thinks C thinks the T is?",
    "Where does A believe that B thinks C will look for the T?",
  ],
];

/** A question by a chain of minds about which the story decides. */
function ask(story: DrawnStory, random: Random): { question: string; answer: string } | undefined {
  const order = 1 + random.index(Math.min(3, story.people.length));
  const chain = Array.from(
    { length: order },
    () => story.people[random.index(story.people.length)]!,
  );
  const answer = story.knows(chain);
  if (answer === undefined || chain.some((who, k) => who === chain[k - 1])) {
    return undefined;
  }
  const form = ASKED[order - 1]![random.index(2)]!;
  const question = form.replace(/\b[ABCT]\b/g, (letter) =>
    letter === "T" ? story.thing : chain["ABC".indexOf(letter)]!,
  );
  return { question, answer };
}

describe("answerTo", () => {
  it.each(["plain", "varied"] as const)(
    "answers by who was together when, to the third order, in %s words",
    (words) => {
      let asked = 0;
      for (let seed = 0; seed < sampleSize(400, 40); seed++) {
        const random = createRandom(seed).fork(words);
        const wording = words === "plain" ? PLAIN : variedWording(random);
        const story = drawStory(random, wording, "told");
        const text = story.lines.map((line, k) => `${k + 1} ${line}`).join("\n");
        const about = ask(story, random);

        const first = answerTo(text, `Where was the ${story.thing} at the beginning?`);
        expect([first.answer, first.unclear], text).toEqual([story.first, []]);
        expect(answerTo(text, `Where is the ${story.thing} really?`).answer, text).toBe(story.real);
        if (about !== undefined) {
          asked++;
          expect(answerTo(text, about.question).answer, `${text}\n${about.question}`).toBe(
            about.answer,
          );
        }
      }
      expect(asked).toBeGreaterThan(sampleSize(400, 40) / 4);
    },
  );

  it("does not need the names to be the ones they are, nor the sentences to be numbered", () => {
    for (let seed = 0; seed < sampleSize(100, 10); seed++) {
      const random = createRandom(seed).fork("names");
      const story = drawStory(random, PLAIN, "told");
      const about = ask(story, random);
      if (about === undefined) {
        continue;
      }
      const rename = (text: string): string =>
        text.replace(/Ella|Owen|Mia|Noah|Ava/g, (name) => `X${name.toLowerCase()}`);

      const plain = answerTo(story.lines.join("\n"), about.question).answer;
      const renamed = answerTo(rename(story.lines.join(" ")), rename(about.question)).answer;

      expect(renamed).toBe(plain);
    }
  });
});
