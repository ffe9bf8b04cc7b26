import { need, write } from "./dom.ts";

/** Who may raise the alarm, in the order in which they are shown. */
export const ALARMS = ["stop", "link", "supervisor"] as const;

export type AlarmName = (typeof ALARMS)[number];

/** The loud line across the page. */
export class Alarm {
  readonly #line = need("alarm", "p");
  readonly #sentences = new Map<AlarmName, string>();

  /** @param sentence - Empty takes this alarm away. */
  raise(name: AlarmName, sentence: string): void {
    this.#sentences.set(name, sentence);
    const all = ALARMS.map((each) => this.#sentences.get(each) ?? "").filter((each) => each !== "");
    write(this.#line, all.join(" "));
    this.#line.hidden = all.length === 0;
  }
}
