/** What a shell says of a process whose reader went away: 128 and the number of SIGPIPE. */
const CLOSED = 141;

/**
 * Ends this process without a word when nobody reads any more what it prints, as under `| head`. Whatever has a robot to stop
 * first, and so listens for the signal to end, gets that signal.
 */
export function endWithOutput(): void {
  if (isListening) {
    return;
  }
  isListening = true;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", ({ code }: NodeJS.ErrnoException) => end(code));
  }
}

let isListening = false;
let isEnding = false;

function end(code: string | undefined): void {
  if (code !== "EPIPE") {
    process.exit(1);
  }
  if (!isEnding) {
    isEnding = true;
    if (process.listenerCount("SIGTERM") === 0) {
      process.exit(CLOSED);
    }
    process.kill(process.pid, "SIGTERM");
  }
}
