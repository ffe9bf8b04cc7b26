// `npm test`: sets up what is missing, then runs every test.
import { refuseOldNode } from "./node-version.mjs";

const refusal = refuseOldNode(process.versions.node);
if (refusal === undefined) {
  const { runTests } = await import("./run-tests.mjs");
  await runTests(process.argv.slice(2));
} else {
  process.stderr.write(refusal + "\n");
  process.exitCode = 1;
}
