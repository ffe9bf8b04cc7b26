import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

/** Names a browser on the robot itself uses. */
const LOCAL = new Set(["localhost", "127.0.0.1", "::1"]);

/**
 * Why a request is refused, in one sentence; undefined when it may go on. The `Host` it asks for must be this server by
 * an address, by a local name, or by a name the operator listed: a name somebody else's DNS points here is refused.
 * @param hosts - Names listed by the operator.
 */
export function troubleWithHost(
  headers: IncomingHttpHeaders,
  hosts: readonly string[],
): string | undefined {
  const name = hostNameOf(headers.host);
  if (name === undefined) {
    return "a request must say which host it wants";
  }
  return LOCAL.has(name) || isIP(name) !== 0 || hosts.includes(name)
    ? undefined
    : `this console does not answer to the name '${name.slice(0, 60)}'`;
}

/**
 * Why a request's origin is refused; undefined when it is the console's own page.
 * @param absent - What a request without any origin is: pages always send one, `curl` never does.
 */
export function troubleWithOrigin(
  headers: IncomingHttpHeaders,
  absent: "refused" | "accepted",
): string | undefined {
  if (headers.origin === undefined) {
    return absent === "accepted" ? undefined : "a page must say where it comes from";
  }
  return headers.origin === `http://${headers.host ?? ""}`
    ? undefined
    : `pages of '${headers.origin.slice(0, 60)}' may not talk to this console`;
}

function hostNameOf(host: string | undefined): string | undefined {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:/\s]+))(?::\d+)?$/.exec(host ?? "");
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}
