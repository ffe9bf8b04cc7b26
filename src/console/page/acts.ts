import type { ActedFrame, StateFrame } from "../protocol.ts";
import { need, write } from "./dom.ts";
import type { Link } from "./link.ts";
import { type OperatorKey, readKey, signAct } from "./signing.ts";

type ActName = "reset" | "resume";

/** Reset and resume: each asked for, then confirmed, then signed with the operator's key. */
export class ActsControl {
  readonly #link: Link;
  readonly #operator = need("operator", "input");
  readonly #reason = need("reason", "input");
  readonly #keyText = need("key-text", "textarea");
  readonly #keyFile = need("key-file", "input");
  readonly #keyWords = need("key-words", "p");
  readonly #buttons = { reset: need("act-reset", "button"), resume: need("act-resume", "button") };
  readonly #confirm = need("confirm", "div");
  readonly #confirmWords = need("confirm-words", "p");
  readonly #answer = need("acts-answer", "p");
  #robot = "";
  #boot = "";
  #key: OperatorKey | undefined;
  #asked: ActName | undefined;

  constructor(link: Link) {
    this.#link = link;
    this.#keyText.addEventListener("change", () => void this.#load(this.#keyText.value));
    this.#keyFile.addEventListener("change", () => {
      void this.#keyFile.files?.[0]?.text().then(async (text) => {
        await this.#load(text);
      });
    });
    for (const act of ["reset", "resume"] as const) {
      this.#buttons[act].addEventListener("click", () => this.#ask(act));
    }
    need("acts", "form").addEventListener("submit", (event) => event.preventDefault());
    need("confirm-yes", "button").addEventListener("click", () => void this.#send());
    need("confirm-no", "button").addEventListener("click", () => this.#put(undefined));
  }

  /** @param robot - Name acts are signed for. */
  learn(robot: string): void {
    this.#robot = robot;
  }

  update(state: StateFrame): void {
    const supervisor = state.supervisor;
    this.#boot = state.boot;
    this.#buttons.reset.disabled = supervisor?.latched !== true || supervisor.resetDone;
    this.#buttons.resume.disabled = supervisor?.resetDone !== true;
  }

  take(frame: ActedFrame): void {
    write(this.#answer, `${frame.act} ${frame.outcome}: ${frame.sentence}`);
  }

  async #load(text: string): Promise<void> {
    this.#keyText.value = "";
    this.#keyFile.value = "";
    try {
      this.#key = await readKey(text);
      write(this.#keyWords, "Key loaded; it is forgotten when this page closes.");
    } catch (error) {
      this.#key = undefined;
      write(this.#keyWords, error instanceof Error ? error.message : String(error));
    }
  }

  #ask(act: ActName): void {
    const missing = [
      ...(this.#operator.value.trim() === "" ? ["your name as operator"] : []),
      ...(this.#reason.value.trim() === "" ? ["a reason"] : []),
      ...(this.#key === undefined ? ["your key"] : []),
    ];
    if (missing.length > 0) {
      write(this.#answer, `Give ${missing.join(", ")} first.`);
      return;
    }
    this.#put(act);
  }

  #put(act: ActName | undefined): void {
    this.#asked = act;
    this.#confirm.hidden = act === undefined;
    write(this.#answer, "");
    if (act !== undefined) {
      const what = act === "reset" ? "clear the latch of" : "allow motion of";
      write(this.#confirmWords, `Is the way clear? You are about to ${what} “${this.#robot}”.`);
      need("confirm-no", "button").focus();
    }
  }

  async #send(): Promise<void> {
    const act = this.#asked;
    const key = this.#key;
    this.#put(undefined);
    if (act === undefined || key === undefined) {
      return;
    }
    this.#buttons[act].focus();
    const frame = await signAct(key, {
      act,
      robot: this.#robot,
      boot: this.#boot,
      operator: this.#operator.value.trim(),
      reason: this.#reason.value.trim(),
    });
    write(
      this.#answer,
      this.#link.send(frame) === "sent" ? `${act} sent…` : `${act} not sent: no link to the robot`,
    );
  }
}
