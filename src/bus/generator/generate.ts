import type { Definition } from "./definition.ts";
import { emitMessage, emitModule, emitService, moduleName } from "./emit.ts";
import { type Package, readSources } from "./sources.ts";

/** The generated modules by file name, for the repository at `root`. */
export function generate(root: string): Map<string, string> {
  const packages = readSources(root);
  const byType = new Map(
    packages.flatMap((p) => p.messages).map((m) => [`${m.package}/${m.name}`, m]),
  );
  const lookup = (type: string): Definition => {
    const found = byType.get(type);
    if (found === undefined) {
      throw new Error(`the message type ${type} is used and defined nowhere`);
    }
    return found;
  };
  return new Map(packages.map((item) => [moduleName(item.name), generatePackage(item, lookup)]));
}

function generatePackage(item: Package, lookup: (type: string) => Definition): string {
  const halves = item.services.flatMap((service) => [service.request, service.response]);
  const body = [
    ...inOrder(item.messages).map((m) => emitMessage(m, `${item.name}/msg/${m.name}`, lookup)),
    ...halves.map((half) => emitMessage(half, `${item.name}/srv/${half.name}`, lookup)),
    ...item.services.map((service) => emitService(item.name, service.name)),
  ].join("\n");
  const services = item.services.length > 0 ? "with services" : "messages only";
  return emitModule(item.name, [...item.messages, ...halves], services, body);
}

/** Sorted by name, so that a generated file never depends on the order of discovery. */
function inOrder(messages: readonly Definition[]): Definition[] {
  return [...messages].sort((a, b) => a.name.localeCompare(b.name));
}
