import { describe, expect, it } from "vitest";
import { rewriteCmakeExport } from "../../../src/setup/ros2/cmake-exports.mjs";
import { withoutGenerator } from "../../../src/setup/ros2/tune-generators.mjs";

const PYTHON = { include: "/usr/include/python3.12", sitePackages: "/repo/.ros2/site-packages" };

describe("rewriteCmakeExport", () => {
  it.each(["cp310-cp310/%/python3.10", "cp311-cp311/%/python3.11", "cp313-cp313/%/python3.13"])(
    "replaces headers and packages of /opt/python/%s",
    (pattern) => {
      const path = (part: string) => `/opt/python/${pattern.replace("%", part)}`;
      const before = `INCLUDE "${path("include")};${path("lib")}/site-packages/numpy/_core/include"`;
      expect(rewriteCmakeExport(before, PYTHON)).toBe(
        `INCLUDE "/usr/include/python3.12;/repo/.ros2/site-packages/numpy/_core/include"`,
      );
    },
  );

  it("leaves everything else as it is", () => {
    const text = 'set(_IMPORT_PREFIX "/opt/pythonic")\ninclude("/opt/python/readme")\n';
    expect(rewriteCmakeExport(text, PYTHON)).toBe(text);
  });
});

describe("withoutGenerator", () => {
  const text = [
    "find_package(ament_cmake_core QUIET REQUIRED)",
    "ament_register_extension(",
    '  "rosidl_generate_idl_interfaces"',
    '  "rosidl_typesupport_cpp"',
    '  "rosidl_typesupport_cpp_generate_interfaces.cmake")',
    'ament_register_extension("other" "rosidl_typesupport_cpp" "x.cmake")',
    "",
  ].join("\n");

  it("drops the registration of the generator and nothing else", () => {
    expect(withoutGenerator(text)).toBe(
      [
        "find_package(ament_cmake_core QUIET REQUIRED)",
        'ament_register_extension("other" "rosidl_typesupport_cpp" "x.cmake")',
        "",
      ].join("\n"),
    );
    expect(withoutGenerator(withoutGenerator(text))).toBe(withoutGenerator(text));
  });
});
