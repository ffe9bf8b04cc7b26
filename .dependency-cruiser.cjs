/** The walls between rooms, as an allow-list: what is not named here is refused. */
const NPM = "^node_modules/";
const NODE = "^node:";

/**
 * Forbids `room` to import anything but itself, the rooms it may use, the packages it owns and, where said, Node.
 * @param room - Folder under src.
 * @param mayUse - Regular expressions of paths under src it may import.
 * @param packages - npm packages it may import.
 * @param node - Node's own modules it may import.
 */
function only(room, mayUse, packages = [], node = []) {
  const allowed = [
    `^src/${room}/`,
    ...mayUse.map((path) => `^src/${path}`),
    ...packages.map((name) => `${NPM}(@types/)?${name.replace("@types/", "")}(/|$)`),
    ...node.map((name) => `^(node:)?${name}$`),
  ];
  return {
    name: `${room}-knows-only-its-own`,
    severity: "error",
    from: { path: `^src/${room}/` },
    to: { pathNot: allowed },
  };
}

const ANY_NODE = ["[a-z0-9_/]+"];
const FACULTIES = ["self-perception/", "theory-of-mind/"];

module.exports = {
  forbidden: [
    only("quantity", []),
    only("kernel", ["quantity/"]),
    only("authority", ["quantity/", "kernel/(reason|fact|limit)\\.ts$"], [], ["crypto"]),
    only("deadman", ["quantity/"]),
    only("arbitration", ["quantity/", "kernel/"]),
    only("commander", ["quantity/", "theory-of-mind/feeling/"]),
    only("self-perception", ["quantity/"]),
    only("theory-of-mind", ["quantity/"]),
    only("harm-prediction", ["quantity/", ...FACULTIES]),
    only("separation", ["quantity/", "kernel/", ...FACULTIES]),
    only("rules", ["quantity/", "kernel/(fact|limit|reason)\\.ts$"], ["yaml"]),
    {
      name: "rules-read-yaml-only-at-their-edge",
      severity: "error",
      from: { path: "^src/rules/", pathNot: "^src/rules/file/" },
      to: { path: `${NPM}yaml(/|$)` },
    },
    only(
      "bus",
      ["quantity/"],
      ["rclnodejs", "yaml", "@foxglove/rosmsg", "@foxglove/rosmsg-msgs-common"],
      ANY_NODE,
    ),
    only(
      "world",
      ["quantity/", ...FACULTIES, "harm-prediction/", "separation/"],
      ["@dimforge/rapier3d-simd-compat", "yaml", "zod", "@rgrove/parse-xml", "three"],
      ANY_NODE,
    ),
    only("record", ["quantity/", "kernel/"], ["@mcap/core", "@mcap/nodejs"], ANY_NODE),
    only("console", ["quantity/", "kernel/", "bus/"], ["three", "ws", "rxjs", "zod"], ANY_NODE),
    only(
      "nodes",
      [
        "quantity/",
        "kernel/",
        "arbitration/",
        "authority/",
        "deadman/",
        "commander/",
        ...FACULTIES,
        "harm-prediction/",
        "separation/",
        "rules/",
        "bus/",
        "world/",
        "record/",
        "console/",
      ],
      ["rxjs"],
      ANY_NODE,
    ),
    only(
      "cli",
      [
        "quantity/",
        "kernel/",
        "arbitration/",
        "authority/",
        ...FACULTIES,
        "harm-prediction/",
        "separation/",
        "rules/",
        "bus/",
        "world/",
        "record/",
        "console/",
        "nodes/",
      ],
      ["yaml", "zod", "@dimforge/rapier3d-compat", "esbuild", "rclnodejs"],
      ANY_NODE,
    ),
    only("setup", [], ["esbuild"], ANY_NODE),
    {
      name: "rclnodejs-only-in-the-ros2-adapter",
      severity: "error",
      // The benchmark's bare relay is rclnodejs by itself, in a process of its own.
      from: { pathNot: ["^src/bus/ros2/", "^src/cli/bench/relay/bare-relay\\.mjs$"] },
      to: { path: `${NPM}rclnodejs` },
    },
    {
      name: "src-never-imports-test",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^test/" },
    },
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: NODE },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".mjs", ".js"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
    },
    exclude: { path: "^src/console/page/.*\\.css$" },
  },
};
