/** What breaks a line, moves a cursor or turns the order of letters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text that somebody else wrote, on one line: nobody writes a line of their own into what a person reads. */
export function plainText(text: string): string {
  return text.replaceAll(
    UNPRINTABLE,
    (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** JSON in lines that says the same, and in which nothing is left that a terminal obeys. */
export function plainJson(json: string): string {
  return json.replaceAll(UNPRINTABLE, (letter) =>
    letter === "\n"
      ? letter
      : Array.from(
          { length: letter.length },
          (_, unit) => `\\u${letter.charCodeAt(unit).toString(16).padStart(4, "0")}`,
        ).join(""),
  );
}
