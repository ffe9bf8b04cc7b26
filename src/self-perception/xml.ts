/** One element of an XML text. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Where it begins [1]. */
  readonly line: number;
};

/** A robot description that cannot be used; the message is one sentence. */
export class DescriptionError extends Error {
  override readonly name = "DescriptionError";
}

type Open = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  readonly line: number;
};

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<![^>]*>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/gu;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;
const ENTITY: { readonly [name: string]: string } = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

/**
 * The root element of an XML text, as far as robot descriptions need it: elements, attributes and the five named
 * entities; text between elements is passed over.
 * @throws DescriptionError with the line, when elements are not closed in order or something is not XML.
 */
export function readXml(text: string): XmlElement {
  const top: Open = { name: "", attributes: new Map(), children: [], line: 1 };
  const stack: Open[] = [top];
  let line = 1;
  let end = 0;
  for (const token of text.matchAll(TOKEN)) {
    refuseStray(text.slice(end, token.index), line);
    line += newlines(text.slice(end, token.index));
    take(stack, token, line);
    line += newlines(token[0]);
    end = token.index + token[0].length;
  }
  refuseStray(text.slice(end), line);
  const open = stack.at(-1);
  if (open !== undefined && open !== top) {
    throw new DescriptionError(
      `robot description line ${open.line}: <${open.name}> is never closed`,
    );
  }
  const root = top.children[0];
  if (root === undefined || top.children.length > 1) {
    throw new DescriptionError(
      `robot description: one root element is needed, there are ${top.children.length}`,
    );
  }
  return root;
}

function take(stack: Open[], token: RegExpMatchArray, line: number): void {
  const [, closed, opened, attributes, empty] = token;
  const parent = stack.at(-1);
  if (closed !== undefined) {
    if (stack.length === 1 || parent?.name !== closed) {
      throw new DescriptionError(
        `robot description line ${line}: </${closed}> closes nothing that is open`,
      );
    }
    stack.pop();
  } else if (opened !== undefined) {
    const element: Open = {
      name: opened,
      attributes: attributesOf(attributes ?? ""),
      children: [],
      line,
    };
    parent?.children.push(element);
    if (empty !== "/") {
      stack.push(element);
    }
  }
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name, double, single]) => [
      name ?? "",
      (double ?? single ?? "").replace(
        /&(\w+);/gu,
        (whole, entity: string) => ENTITY[entity] ?? whole,
      ),
    ]),
  );
}

function refuseStray(between: string, line: number): void {
  const stray = between.search(/[<>]/u);
  if (stray >= 0) {
    const at = line + newlines(between.slice(0, stray));
    throw new DescriptionError(
      `robot description line ${at}: '${between.slice(stray, stray + 20).trim()}' is not well-formed XML`,
    );
  }
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    count++;
  }
  return count;
}
