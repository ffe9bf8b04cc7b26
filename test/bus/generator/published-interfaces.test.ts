import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { describeRos2, ros2 } from "../../support/ros2.ts";

/**
 * REP-2016 hashes (RIHS01: over every field's name, type and order, nested ones included) that the published package
 * simulation_interfaces has in its generated code. Ours have to be the same, or a simulator's clients would not find it.
 */
const PUBLISHED: { readonly [type: string]: string } = {
  "msg/Bounds": "e8624fe51f0f5548197542697d924c5699ac7198f1e4c68e50c3ca2af73f5b3f",
  "msg/EntityCategory": "43bdf7933fddf75f6970f7a8fe7078524355d821d390b3954bb46ac36c03dfe1",
  "msg/EntityFilters": "8e7b12e8ea062f14c55de4877221fe1b7cd9749665a7ad8a4ab855fc4b148303",
  "msg/EntityState": "2e0464a85eb80a939025075d6c20761eca6a4cb9d6baf2c0ba373467c8b598d0",
  "msg/Result": "cf43a306adff3337a0a47143d8f5689933bc70a30478f13b077dc1fe3bc5ad17",
  "msg/SimulatorFeatures": "8b101c8529bc0ea3dcf056078254768f39832b9ef0adaf93bd5cea96c0de3305",
  "msg/TagsFilter": "5c3efc51e8ed04c266c09cb4691ec95b964cd410558e01d8c83646b038826b45",
  "srv/GetEntitiesStates": "0a76170d0c1c90e1eaf805cfab78ea801d1f82df309a28c1f0fae4b570f19754",
  "srv/SpawnEntity": "66860313e11009faddbfc8568e5d410d1a11607fe75eeb1308671dc0406fe3a7",
};

type Description = {
  readonly type_hashes: readonly { readonly type_name: string; readonly hash_string: string }[];
};

/** The hash that the build of our texts gave a type. */
function builtHash(type: string): string | undefined {
  const file = (ros2.variables["AMENT_PREFIX_PATH"] ?? "")
    .split(delimiter)
    .map((prefix) => join(prefix, "share", "simulation_interfaces", `${type}.json`))
    .find((path) => existsSync(path));
  const description = JSON.parse(readFileSync(file ?? "", "utf8")) as Description;
  return description.type_hashes.find((hash) => hash.type_name === `simulation_interfaces/${type}`)
    ?.hash_string;
}

describeRos2("the standard interfaces of simulators", () => {
  it.each(Object.entries(PUBLISHED))("%s is the published one", (type, hash) => {
    expect(builtHash(type)).toBe(`RIHS01_${hash}`);
  });
});
