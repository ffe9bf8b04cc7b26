/** The element of the page with that id. */
export function need<K extends keyof HTMLElementTagNameMap>(
  id: string,
  tag: K,
): HTMLElementTagNameMap[K] {
  const found = document.getElementById(id);
  if (found?.localName !== tag) {
    throw new Error(`the page has no <${tag} id="${id}">`);
  }
  return found as HTMLElementTagNameMap[K];
}

/** Sets an element's text, touching the page only when it changes. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Makes a list or table body have exactly these rows, reusing the elements it has. */
export function writeRows(body: Element, tag: "tr" | "li", count: number): readonly Element[] {
  while (body.childElementCount > count) {
    body.lastElementChild?.remove();
  }
  while (body.childElementCount < count) {
    body.append(document.createElement(tag));
  }
  return [...body.children];
}

/** Makes a row have these cells. */
export function writeCells(
  row: Element,
  tag: "td" | "span" | "b",
  texts: readonly string[],
): readonly Element[] {
  while (row.childElementCount > texts.length) {
    row.lastElementChild?.remove();
  }
  while (row.childElementCount < texts.length) {
    row.append(document.createElement(tag));
  }
  const cells = [...row.children];
  cells.forEach((cell, i) => write(cell, texts[i] ?? ""));
  return cells;
}

/** Whether somebody is typing text, so that letters and spaces are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) {
    return true;
  }
  return target instanceof HTMLInputElement && !["checkbox", "range", "file"].includes(target.type);
}
