#!/usr/bin/env node
// The command `coalign`: sets up what is missing, then hands over to the bundle. Node's version is looked at before
// anything with newer syntax is loaded, so that an old Node gets a sentence instead of a syntax error.
import { refuseOldNode } from "./node-version.mjs";

const refusal = refuseOldNode(process.versions.node);
if (refusal === undefined) {
  const { runCoalign } = await import("./launch.mjs");
  await runCoalign(process.argv.slice(2));
} else {
  process.stderr.write(refusal + "\n");
  process.exitCode = 1;
}
