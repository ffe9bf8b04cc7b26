import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** How many ports after the wanted one are tried [1]. */
const TRIES = 20;

/**
 * Opens a server on the wanted port, or on the next free one.
 * @returns the port it listens on.
 * @throws Error with one sentence when the host is none of this machine's or no port is free.
 */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  for (let tried = 0; tried <= TRIES && port + tried <= 65535; tried++) {
    const trouble = await tryPort(server, host, port + tried);
    if (trouble === undefined) {
      return (server.address() as AddressInfo).port;
    }
    if (trouble !== "EADDRINUSE" && trouble !== "EACCES") {
      throw new Error(`the console cannot listen on '${host}' (${trouble}); parameter 'host'`);
    }
  }
  throw new Error(`the console found no free port from ${port} on; parameter 'port'`);
}

async function tryPort(server: Server, host: string, port: number): Promise<string | undefined> {
  return await new Promise((resolve) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      resolve(error.code ?? error.message);
    };
    server.once("error", refuse);
    server.listen(port, host, () => {
      server.off("error", refuse);
      resolve(undefined);
    });
  });
}
