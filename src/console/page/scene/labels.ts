import { Vector3 } from "three";
import { need, write } from "../dom.ts";
import { sayAge, sayChance } from "../words.ts";
import type { HarmFigure } from "./harm.ts";
import type { PeopleFigure } from "./people.ts";
import type { Stage } from "./stage.ts";

/** Most labels of people at once, the nearest first [1]. */
const MOST_PEOPLE = 7;
/** Height of a label [px], and how often one is moved up to be clear of others [1]. */
const LINE = 20;
const TRIES = 4;
/** Most foreseen contacts with words at once, the worst first [1]. */
const MOST_HARMS = 3;
/** People farther from the robot than this have no label [m]. */
const FAR = 8;

/** A label with what it shows; its width is measured only when that changes, for measuring is slow [px]. */
type Label = {
  readonly element: HTMLSpanElement;
  words: string;
  look: string;
  width: number;
};

/** Words in the picture: who is near, and what is foreseen. */
export class Labels {
  readonly #layer = need("labels", "div");
  readonly #stage: Stage;
  readonly #pool: Label[] = [];
  readonly #at = new Vector3();
  readonly #taken: { readonly left: number; readonly right: number; readonly y: number }[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** @param from - Where the robot is. */
  draw(people: PeopleFigure, harm: HarmFigure, from: Vector3): void {
    let used = 0;
    this.#taken.length = 0;
    for (const { at, words } of harm.foreseen.slice(0, MOST_HARMS)) {
      this.#put(used++, this.#at.copy(at).setZ(at.z + 0.25), words, "harm");
    }
    const near = [...people.places()]
      .map((shown) => ({ shown, away: Math.hypot(shown.x - from.x, shown.y - from.y) }))
      .filter(({ away }) => away < FAR)
      .sort((a, b) => a.away - b.away)
      .slice(0, MOST_PEOPLE);
    for (const { shown } of near) {
      const { person } = shown;
      const sees =
        person.headingDeviation < 1 ? `sees robot ≈ ${sayChance(person.sees)}` : "looking: unknown";
      const words = person.visible ? sees : `not seen for ${sayAge(person.age)}`;
      const height = person.height > 0.3 ? person.height : 1.7;
      this.#at.set(shown.x, shown.y, height + 0.2);
      this.#put(used++, this.#at, `${person.id}  ${words}`, "");
    }
    for (const unused of this.#pool.slice(used)) {
      unused.element.hidden = true;
    }
  }

  #put(index: number, at: Vector3, words: string, look: string): void {
    const place = this.#stage.project(at);
    const label = this.#pool[index] ?? this.#grow();
    const outside = place === undefined || place.x < 0 || place.x > this.#stage.width;
    if (place === undefined || (outside && look === "")) {
      label.element.hidden = true;
      return;
    }
    label.element.hidden = false;
    if (label.words !== words || label.look !== look) {
      label.words = words;
      label.look = look;
      write(label.element, words);
      label.element.className = look;
      label.width = label.element.offsetWidth;
    }
    const most = Math.max(0, this.#stage.width - label.width);
    const x = Math.max(0, Math.min(most, place.x - label.width / 2));
    const y = this.#free(x, x + label.width, place.y);
    label.element.hidden = y === undefined;
    label.element.style.transform = `translate(${x.toFixed(1)}px, ${(y ?? 0).toFixed(1)}px) translateY(-100%)`;
  }

  /** The nearest height at which a label hides no other; undefined where there is none. */
  #free(left: number, right: number, wanted: number): number | undefined {
    for (let step = 0; step < TRIES; step++) {
      const y = wanted - step * LINE;
      const taken = this.#taken.some(
        (other) => left < other.right && right > other.left && Math.abs(y - other.y) < LINE,
      );
      if (!taken) {
        this.#taken.push({ left, right, y });
        return y;
      }
    }
    return undefined;
  }

  #grow(): Label {
    const element = document.createElement("span");
    this.#layer.append(element);
    const label = { element, words: "", look: "", width: 0 };
    this.#pool.push(label);
    return label;
  }
}
