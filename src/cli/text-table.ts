/**
 * A table for a terminal: each column as wide as its longest text, or as its share of the width allows; longer texts go
 * on below, and then a line parts the rows.
 * @param width - Of the whole table [characters].
 */
export function tellTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const widths = columnWidths([head, ...rows], width - GAP.length * (head.length - 1));
  const rule = widths.map((columns) => "-".repeat(columns)).join(GAP);
  const told = rows.map((row) => tellRow(row, widths));
  const parted = told.some((lines) => lines.length > 1);
  const body = told.flatMap((lines, at) => (parted || at === 0 ? [rule, ...lines] : lines));
  return [...tellRow(head, widths), ...body];
}

const GAP = "  ";

/** Columns with short texts get what they need; the others share what is left, but each has room for its longest word. */
function columnWidths(rows: readonly (readonly string[])[], room: number): readonly number[] {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ""));
  const needed = columns.map((texts) => longest(texts));
  const least = columns.map((texts) => longest(texts.flatMap((text) => text.split(" "))));
  const fair = room / needed.length;
  const isLong = (width: number): boolean => width > fair;
  const short = needed.filter((width) => !isLong(width)).reduce((sum, width) => sum + width, 0);
  const wanted = needed.filter(isLong).reduce((sum, width) => sum + Math.sqrt(width), 0);
  return needed.map((width, at) =>
    isLong(width)
      ? Math.max(least[at] ?? 0, Math.floor(((room - short) * Math.sqrt(width)) / wanted))
      : width,
  );
}

function longest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => text.length));
}

function tellRow(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = row.map((text, column) => wrap(text, widths[column] ?? 0));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, column) => (lines[line] ?? "").padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
}

/** A text in lines of at most so many characters; a word that is longer has a line of its own. */
function wrap(text: string, width: number): readonly string[] {
  return text.split(" ").reduce<string[]>((lines, word) => {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    return line !== undefined && longer.length <= width
      ? [...lines.slice(0, -1), longer]
      : [...lines, word];
  }, []);
}
