import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "./generate.ts";

/** Writes the generated modules into `src/bus/messages/`. Run by `npm run gen` at the root of the repository. */
const folder = join("src", "bus", "messages");
mkdirSync(folder, { recursive: true });
for (const [file, text] of generate(".")) {
  writeFileSync(join(folder, file), text);
}
