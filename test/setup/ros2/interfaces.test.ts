import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { orderByNeeds, readPackage } from "../../../src/setup/ros2/interfaces.mjs";
import { findReservedField } from "../../../src/setup/ros2/reserved-words.mjs";

describe("orderByNeeds", () => {
  it("puts each package after what it needs", () => {
    const packages = [
      { name: "a", needs: ["c", "std_msgs"] },
      { name: "b", needs: ["a"] },
      { name: "c", needs: [] },
    ];
    expect(orderByNeeds(packages).map((one) => one.name)).toEqual(["c", "a", "b"]);
  });

  it("refuses a circle and names it", () => {
    const circle = [
      { name: "a", needs: ["b"] },
      { name: "b", needs: ["a"] },
    ];
    expect(() => orderByNeeds(circle)).toThrow("message packages need each other: a, b");
  });
});

describe("readPackage", () => {
  it("reads the name and what is needed to build", () => {
    const xml = `<package><name>tf2_msgs</name><buildtool_depend>ament_cmake</buildtool_depend>
      <depend>geometry_msgs</depend><build_depend> std_msgs </build_depend></package>`;
    expect(readPackage("/x", xml)).toEqual({
      name: "tf2_msgs",
      folder: "/x",
      needs: ["geometry_msgs", "std_msgs"],
    });
  });

  it("refuses a package without a name", () => {
    expect(() => readPackage("/x", "<package/>")).toThrow("/x/package.xml has no <name>");
  });
});

describe("findReservedField", () => {
  it.each([
    ["string act\nstring operator # who\n", { line: 2, name: "operator" }],
    ["uint8[<=4] class\n", { line: 1, name: "class" }],
    ["string<=8 from 'x'\n", { line: 1, name: "from" }],
    ["bool ok\n---\ngeometry_msgs/Point[3] new\n", { line: 3, name: "new" }],
  ])("finds it in %j", (text, found) => {
    expect(findReservedField(text)).toEqual(found);
  });

  it.each(["string operator_name\n", "# string operator\n", "uint8 NEW=1\n", "bool b # or\n", ""])(
    "accepts %j",
    (text) => {
      expect(findReservedField(text)).toBeUndefined();
    },
  );

  it("finds none in this repository's messages", () => {
    const files = readdirSync("msgs", { recursive: true, encoding: "utf8" });
    const definitions = files.filter((path) => /\.(msg|srv|action)$/.test(path));
    expect(definitions.length).toBeGreaterThan(20);
    for (const path of definitions) {
      expect(findReservedField(readFileSync(join("msgs", path), "utf8")), path).toBeUndefined();
    }
  });
});
