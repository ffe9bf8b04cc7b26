import { describe, expect, it } from "vitest";
import { type Declared, describeBody, outlineOf } from "../../src/self-perception/body.ts";
import { DescriptionError } from "../../src/self-perception/xml.ts";

const DECLARED: Declared = { baseFrame: "base_link", footprint: [], height: 2, mass: 100 };

const link = (name: string, inside: string): string => `<link name="${name}">${inside}</link>`;
const collision = (shape: string, origin = ""): string =>
  `<collision>${origin}<geometry>${shape}</geometry></collision>`;
const robot = (...parts: readonly string[]): string =>
  `<?xml version="1.0"?>\n<robot name="r">\n${parts.join("\n")}\n</robot>`;

describe("describeBody", () => {
  it("takes a box for its footprint, the sum of masses, and the height above the ground", () => {
    const body = describeBody(
      robot(
        link(
          "base_link",
          `<inertial><mass value="20"/></inertial>${collision('<box size="0.6 0.4 0.2"/>', '<origin xyz="0.1 0 0.2"/>')}`,
        ),
        link(
          "mast",
          '<inertial><mass value="5"/></inertial>' +
            collision('<cylinder radius="0.02" length="0.5"/>'),
        ),
        '<joint name="m" type="fixed"><parent link="base_link"/><child link="mast"/><origin xyz="0 0 0.55"/></joint>',
      ),
      DECLARED,
    );

    expect(body.mass).toBe(25);
    expect(body.height).toBeCloseTo(0.8, 9);
    expect(body.radius).toBeCloseTo(Math.hypot(0.4, 0.2), 9);
    expect(body.footprint).toHaveLength(4);
  });

  it("circumscribes round shapes by less than one per cent, however they lie", () => {
    const wheel = robot(
      link("base_link", collision('<cylinder radius="0.3" length="0.1"/>')),
      link("ball", collision('<sphere radius="0.1"/>')),
      '<joint name="b" type="fixed"><parent link="base_link"/><child link="ball"/><origin xyz="0.25 0 0.1"/></joint>',
    );
    const lying = robot(
      link(
        "base_link",
        collision('<cylinder radius="0.3" length="0.1"/>', '<origin rpy="1.5707963 0 0"/>'),
      ),
    );

    const upright = describeBody(wheel, DECLARED);
    const side = describeBody(lying, DECLARED);

    expect(upright.radius).toBeGreaterThanOrEqual(0.35);
    expect(upright.radius).toBeLessThan(0.3535);
    expect(Math.max(...side.footprint.map(({ y }) => y))).toBeCloseTo(0.05, 6);
    expect(Math.max(...side.footprint.map(({ x }) => x))).toBeCloseTo(0.3, 2);
  });

  it("finds links above the base frame in the tree", () => {
    const body = describeBody(
      robot(
        link("base_footprint", collision('<box size="0.2 0.2 0.02"/>')),
        link("base_link", ""),
        '<joint name="j" type="fixed"><parent link="base_footprint"/><child link="base_link"/><origin xyz="0.5 0 0.1" rpy="0 0 1.5707963267948966"/></joint>',
      ),
      DECLARED,
    );

    expect(body.height).toBeCloseTo(0.11, 9);
    expect(Math.max(...body.footprint.map(({ y }) => y))).toBeCloseTo(0.6, 9);
  });

  it("needs a footprint where a mesh hides the outline, and then holds both", () => {
    const text = robot(
      link(
        "base_link",
        collision('<mesh filename="package://x/hull.stl"/>') + collision('<box size="0.2 2 0.1"/>'),
      ),
    );

    expect(() => describeBody(text, DECLARED)).toThrow(/hull\.stl.*'base_link'.*'footprint'/u);
    const body = describeBody(text, {
      ...DECLARED,
      footprint: outlineOf([1, 0, -1, 0.1, -1, -0.1]),
    });
    expect(body.radius).toBeGreaterThanOrEqual(1);
    expect(body.footprint.some(({ y }) => y === 1)).toBe(true);
    expect(body.height).toBe(2);
    expect(body.mass).toBe(100);
  });

  it.each([
    ["<robot>\n<link name='a'>\n</robot>", /line 3: <\/robot> closes nothing/u],
    [
      "<robot>\n<link name='base_link'><collision><geometry><box size='1 2'/></geometry></collision></link></robot>",
      /line 2: size="1 2" must be three numbers/u,
    ],
    [
      "<robot><link name='base_link'><collision><geometry><sphere radius='NaN'/></geometry></collision></link></robot>",
      /line 1: radius="NaN" must be a finite number/u,
    ],
    ["<robot>\n\n<xacro:macro name='x'/></robot>", /line 3: <xacro:macro> is xacro/u],
    ["<robot><link name='base'/></robot>", /no link is named 'base_link'.*there are: base/u],
    ["<robot><link name='base_link'/></robot>", /no collision shape with an area/u],
    ["<sdf/>", /<robot> is expected as the root, not <sdf>/u],
    ["", /one root element is needed/u],
    ["<robot><link name='base_link' <</robot>", /line 1: .* is not well-formed XML/u],
  ])("refuses %j in one sentence", (text, sentence) => {
    expect(() => describeBody(text, DECLARED)).toThrow(DescriptionError);
    expect(() => describeBody(text, DECLARED)).toThrow(sentence);
  });
});
