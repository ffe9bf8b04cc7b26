import { describe, expect, it } from "vitest";
import { answerTo } from "../../../../src/theory-of-mind/belief/story/answer.ts";

const AWAY = `1 Ella entered the den.
2 Owen entered the den.
3 The peas is in the box.
4 The box is in the den.
5 Ella exited the den.
6 Owen moved the peas to the drawer.
7 The drawer is in the den.`;

const BACK = `${AWAY}
8 Owen exited the den.
9 Ella entered the den.`;

describe("answerTo", () => {
  it.each([
    [AWAY, "Where will Ella look for the peas?", "box"],
    [AWAY, "Where will Owen look for the peas?", "drawer"],
    [AWAY, "Where does Owen think that Ella searches for the peas?", "box"],
    [AWAY, "Where does Ella think that Owen searches for the peas?", "box"],
    [BACK, "Where will Ella look for the peas?", "drawer"],
    [BACK, "Where does Owen think that Ella searches for the peas?", "box"],
    [BACK, "Where does Ella think that Owen searches for the peas?", "box"],
    [BACK, "According to Owen, where will Ella look for the peas?", "box"],
    [BACK, "Where is the peas really?", "drawer"],
    [BACK, "Where was the peas at the beginning?", "box"],
  ])("%#", (story, question, answer) => {
    expect(answerTo(story, question).answer).toBe(answer);
  });

  it("takes the room of a container from whoever handles it, where the story does not name it", () => {
    const story = AWAY.replace(/\d The (?:box|drawer) is in the den\.\n?/g, "");

    expect(answerTo(story, "Where does Owen think that Ella searches for the peas?").answer).toBe(
      "box",
    );
    expect(answerTo(story, "Where will Owen look for the peas?").answer).toBe("drawer");
  });

  it("knows what somebody was told, by whom and who did not hear it", () => {
    const story = `${AWAY}\n8 Owen privately told Ella that the peas is in the drawer.`;

    expect(answerTo(story, "Where will Ella look for the peas?").answer).toBe("drawer");
    expect(answerTo(story, "Where does Owen think that Ella searches for the peas?").answer).toBe(
      "drawer",
    );
  });

  it("lets a lie change the mind of who believes it, and of nobody else", () => {
    const story = `${AWAY}\n8 Owen told Ella that the peas are in the basket.`;

    expect(answerTo(story, "Where will Ella look for the peas?").answer).toBe("basket");
    expect(answerTo(story, "Where will Owen look for the peas?").answer).toBe("drawer");
    expect(answerTo(story, "Where does Ella think that Owen searches for the peas?").answer).toBe(
      "basket",
    );
  });

  it("does not believe who saw it earlier than oneself", () => {
    const story = `${BACK}\n10 Owen told Ella that the peas are in the basket.`;

    expect(answerTo(story, "Where will Ella look for the peas?").answer).toBe("drawer");
  });

  it("says which sentence it did not understand, and answers all the same", () => {
    const { answer, unclear } = answerTo(
      `${AWAY}\n8 Quarks tunnelled gently sideways.`,
      "Where will Ella look for the peas?",
    );

    expect(answer).toBe("box");
    expect(unclear.map(({ number, written }) => [number, written])).toEqual([
      [8, "8 Quarks tunnelled gently sideways."],
    ]);
  });

  it("has an empty answer for a story without any place", () => {
    expect(answerTo("", "Where will Ella look for the peas?").answer).toBe("");
  });
});
