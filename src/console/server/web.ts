import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Desk } from "./desk.ts";
import { troubleWithHost, troubleWithOrigin } from "./origin.ts";
import { readPageFile } from "./page-files.ts";

/** The page loads nothing from anywhere else and cannot be framed. */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};

export type WebOptions = {
  readonly pageDir: string;
  /** Names besides addresses and `localhost` that this server answers to. */
  readonly hosts: readonly string[];
};

/**
 * The console's HTTP side: the page's files, and `POST /stop` for whoever has no page or a page whose socket is gone.
 * Bounded: few headers, short waits, no bodies, and at most 256 connections.
 */
export function createWeb(desk: Desk, options: WebOptions): Server {
  const server = createServer(
    { headersTimeout: 5_000, requestTimeout: 10_000, maxHeaderSize: 8192 },
    (request, response) => {
      void answer(desk, options, request, response);
    },
  );
  server.maxConnections = 256;
  server.on("clientError", (_, socket) => socket.destroy());
  return server;
}

async function answer(
  desk: Desk,
  options: WebOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const trouble = troubleWithHost(request.headers, options.hosts);
  if (trouble !== undefined) {
    say(response, 403, trouble);
    return;
  }
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  if (path === "/stop") {
    await answerStop(desk, request, response);
    return;
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    say(response, 405, "only GET is answered here, and POST at /stop");
    return;
  }
  const file = await readPageFile(options.pageDir, path);
  if (file === undefined) {
    const missing = path === "/" ? "the page is not built; `npm start` builds it" : "no such page";
    say(response, 404, missing);
    return;
  }
  response.writeHead(200, {
    ...HEADERS,
    "content-type": file.type,
    "content-length": file.content.length,
  });
  response.end(request.method === "HEAD" ? undefined : file.content);
}

async function answerStop(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  request.resume();
  const trouble =
    request.method === "POST"
      ? troubleWithOrigin(request.headers, "accepted")
      : "stop with POST: `curl -X POST …/stop`";
  if (trouble !== undefined) {
    say(response, request.method === "POST" ? 403 : 405, trouble);
    return;
  }
  const outcome = await desk.stop();
  say(response, outcome.outcome === "confirmed" ? 200 : 503, outcome.sentence);
}

function say(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { ...HEADERS, "content-type": "text/plain; charset=utf-8" });
  response.end(sentence + "\n");
}
