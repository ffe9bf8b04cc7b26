import { Socket } from "node:net";

/** Tests talk to this machine only: a connection to anywhere else fails as soon as it is tried. */
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+|localhost)$/;

type Where = { readonly host?: string; readonly path?: string };

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with the socket as `this` below
const connect = Socket.prototype.connect as (this: Socket, ...given: unknown[]) => Socket;

function hostOf(given: readonly unknown[]): string {
  const [first, second] = Array.isArray(given[0]) ? (given[0] as unknown[]) : given;
  if (typeof first === "object" && first !== null) {
    const { host, path } = first as Where;
    return path === undefined ? (host ?? "localhost") : "localhost";
  }
  return typeof first === "number" && typeof second === "string" ? second : "localhost";
}

Socket.prototype.connect = function (this: Socket, ...given: unknown[]): Socket {
  const host = hostOf(given);
  if (!LOOPBACK.test(host)) {
    throw new Error(`a test tried to reach ${host}; tests talk to this machine only`);
  }
  return connect.apply(this, given);
};
