import { runLatchRig } from "../../src/cli/soak/latch-rig.ts";

/** A supervisor that is vetoed and then killed by the test, as a process of its own. */
await runLatchRig(process.argv[2] ?? "");
