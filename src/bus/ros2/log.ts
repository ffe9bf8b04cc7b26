import type { Severity } from "../port.ts";
import type { Handle, Native } from "./native.ts";

export type Log = (severity: Severity, sentence: string) => void;

/** Numbers of rcutils. */
const SEVERITIES: { readonly [S in Severity]: number } = {
  debug: 10,
  info: 20,
  warn: 30,
  error: 40,
};

/** Sentences of a node: through rcl onto the terminal and `/rosout` while the node lives, plainly onto stderr else. */
export class NodeLog {
  readonly #name: string;
  #write: Log | undefined;

  /** @param name - The node's name before there is a node. */
  constructor(name: string) {
    this.#name = name;
  }

  readonly write: Log = (severity, sentence) => {
    if (this.#write === undefined) {
      process.stderr.write(`[${severity.toUpperCase()}] [${this.#name}]: ${sentence}\n`);
    } else {
      this.#write(severity, sentence);
    }
  };

  open(native: Native, node: Handle): void {
    const logger = native.getNodeLoggerName(node);
    this.#write = (severity, sentence) =>
      native.log(logger, SEVERITIES[severity], sentence, "", 0, "");
  }

  close(): void {
    this.#write = undefined;
  }
}
