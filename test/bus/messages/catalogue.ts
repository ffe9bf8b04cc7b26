import { generate } from "../../../src/bus/generator/generate.ts";
import type { Definition } from "../../../src/bus/generator/definition.ts";
import { readSources } from "../../../src/bus/generator/sources.ts";
import type { MessageType } from "../../../src/bus/messages/message-type.ts";

/** A generated message type beside the definition it was generated from. */
export type Entry = { readonly type: MessageType<unknown>; readonly definition: Definition };

const packages = readSources(".");

/** Every definition by full name (`geometry_msgs/Twist`), halves of services included. */
export const DEFINITIONS: ReadonlyMap<string, Definition> = new Map(
  packages
    .flatMap((item) => [
      ...item.messages,
      ...item.services.flatMap((service) => [service.request, service.response]),
    ])
    .map((definition) => [`${definition.package}/${definition.name}`, definition]),
);

/** The generated modules' texts by file name. */
export const GENERATED = generate(".");

/** Every generated message type. */
export const CATALOGUE: readonly Entry[] = (
  await Promise.all(
    [...GENERATED.keys()].map(
      async (file) =>
        (await import(/* @vite-ignore */ `../../../src/bus/messages/${file}`)) as {
          readonly [name: string]: unknown;
        },
    ),
  )
)
  .flatMap((module) => Object.values(module))
  .filter(isMessageType)
  .map((type) => ({ type, definition: definitionOf(type.name) }))
  .sort((a, b) => a.type.name.localeCompare(b.type.name));

function isMessageType(value: unknown): value is MessageType<unknown> {
  return typeof value === "object" && value !== null && "encode" in value;
}

function definitionOf(name: string): Definition {
  const [packageName = "", , base = ""] = name.split("/");
  const found = DEFINITIONS.get(`${packageName}/${base}`);
  if (found === undefined) {
    throw new Error(`no definition of ${name}`);
  }
  return found;
}
