import { AppendFile } from "../../src/record/append-file.ts";
import { Recorder } from "../../src/record/recorder.ts";
import { recordRun } from "./recorded.ts";

/** A recorder that records as fast as it can until it is killed; run as a process of its own by the tests. */
const [recording = "", decisions = ""] = process.argv.slice(2);
const recorder = new Recorder(
  { recording: AppendFile.create(recording), decisions: AppendFile.create(decisions) },
  "a recorder that is killed",
  (sentence) => {
    throw new Error(sentence);
  },
);
const channel = recorder.addChannel({
  topic: "/count",
  type: "std_msgs/msg/UInt32",
  schema: "uint32 data\n",
  qos: "",
});
const [decision] = recordRun([{ kind: "reset", by: "someone", received: 1 }]);
let count = 0;

function work(): void {
  for (let i = 0; i < 100; i++) {
    const bytes = new Uint8Array(8);
    bytes[1] = 1;
    new DataView(bytes.buffer).setUint32(4, count, true);
    recorder.write(channel, bytes, count / 1000, undefined);
    if (decision !== undefined && count % 10 === 0) {
      recorder.decide({ ...decision, sequence: BigInt(count / 10 + 1) }, count / 1000);
    }
    count += 1;
  }
  recorder.flush();
  console.log(count);
  setImmediate(work);
}
work();
