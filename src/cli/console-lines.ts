import type { Severity } from "../bus/port.ts";

/** One line for the user. */
export function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The address of the page, where a sentence of the console names it. */
export function addressIn(node: string, sentence: string): string | undefined {
  return node === "console" ? /https?:\/\/\S+/.exec(sentence)?.[0] : undefined;
}

/** Prints what nodes say: warnings and errors with the node's name, and the page's address once. */
export function createListener(): (node: string, severity: Severity, sentence: string) => void {
  let address: string | undefined;
  return (node, severity, sentence) => {
    const found = addressIn(node, sentence);
    if (found !== undefined && address === undefined) {
      address = found;
      tell(`page: ${found}`);
    }
    if (severity === "warn" || severity === "error") {
      tell(`[${severity}] ${node}: ${sentence}`);
    }
  };
}
