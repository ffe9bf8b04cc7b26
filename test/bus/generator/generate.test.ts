import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Definition, parseDefinition } from "../../../src/bus/generator/definition.ts";
import { emitMessage } from "../../../src/bus/generator/emit.ts";
import { generate } from "../../../src/bus/generator/generate.ts";
import { IntegerRange, ParameterDescriptor } from "../../../src/bus/messages/rcl-interfaces.gen.ts";
import { readSources } from "../../../src/bus/generator/sources.ts";

const OWN = ["coalign_msgs", "simulation_interfaces", "tf2_msgs", "std_srvs", "bond"];

const own = readSources(".")
  .filter((item) => OWN.includes(item.name))
  .flatMap((item) => [
    ...item.messages.map((message) => [`${item.name}/${message.name}`, message] as const),
    ...item.services.flatMap((service) =>
      [service.request, service.response].map(
        (half) => [`${item.name}/${half.name}`, half] as const,
      ),
    ),
  ]);

function emit(text: string): string {
  const definition = parseDefinition("x_msgs", "X", text);
  return emitMessage(definition, "x_msgs/msg/X", (type): Definition => {
    throw new Error(`no ${type}`);
  });
}

describe("the generated modules", () => {
  it.each([...generate(".")])("%s is what `npm run gen` writes", (file, text) => {
    expect(readFileSync(join("src", "bus", "messages", file), "utf8")).toBe(text);
  });
});

describe("the definitions this project wrote", () => {
  it.each(own)("%s says what every field and constant means", (_, definition) => {
    const silent = [...definition.fields, ...definition.constants].filter(
      (item) => item.comment.replaceAll(/\[[^\]]*\]/g, "").trim().length < 3,
    );
    expect(silent.map((item) => item.name)).toEqual([]);
  });

  it.each(own)("%s gives every physical number its unit", (_, definition) => {
    const unitless = definition.fields.filter(
      (field) => /^float|^geometry_msgs\/(?!Pose)/.test(field.type) && !hasUnit(field.comment),
    );
    expect(unitless.map((field) => field.name)).toEqual([]);
  });
});

/** A unit in brackets, or the name of the frame and unit where a nested message says it. */
function hasUnit(comment: string): boolean {
  return /\[[^\]]+\]/.test(comment);
}

describe("parseDefinition", () => {
  it("reads fields, arrays, bounds, constants, defaults and comments", () => {
    const { fields, constants } = parseDefinition(
      "x_msgs",
      "X",
      'uint8 A = 7 # seven\nfloat64[4] four # [m]\nY[<=3] some\nstring name "x"\nbyte raw\n',
    );
    expect(constants).toEqual([{ type: "uint8", name: "A", value: "7", comment: "seven" }]);
    expect(fields).toEqual([
      {
        name: "four",
        type: "float64",
        arity: 4,
        atMost: Infinity,
        comment: "[m]",
        initial: undefined,
      },
      {
        name: "some",
        type: "x_msgs/Y",
        arity: "sequence",
        atMost: 3,
        comment: "",
        initial: undefined,
      },
      { name: "name", type: "string", arity: "one", atMost: Infinity, comment: "", initial: '"x"' },
      {
        name: "raw",
        type: "uint8",
        arity: "one",
        atMost: Infinity,
        comment: "",
        initial: undefined,
      },
    ]);
  });

  it("refuses texts with a bound, which no codec here would hold them to", () => {
    expect(() => parseDefinition("x_msgs", "X", "string<=9 name")).toThrow("line 1");
  });

  it("refuses a line that is neither, naming it", () => {
    expect(() => parseDefinition("x_msgs", "X", "float64 x\nfloat64 = \n")).toThrow(
      "x_msgs/X line 2: 'float64 =' is no field and no constant",
    );
  });
});

describe("emitMessage", () => {
  it("starts a new message with the defaults the definition states", () => {
    expect(emit('float64 w 1\nuint64 steps 2\nstring name "x"\nbool on true\nint8 n')).toContain(
      'create: (fields = {}) => ({ w: fields.w ?? 1, steps: fields.steps ?? 2n, name: fields.name ?? "x", on: fields.on ?? true, n: fields.n ?? 0 })',
    );
  });

  it("holds a bounded sequence to its bound, in both directions", () => {
    const code = emit("float64[<=3] dimensions");
    expect(code).toContain('atMost(m.dimensions.length, 3, "dimensions");');
    expect(code).toContain('r.elements(Float64Array, atMost(r.count(8), 3, "dimensions"))');
    expect(() =>
      ParameterDescriptor.encode(
        ParameterDescriptor.create({
          integer_range: [IntegerRange.create(), IntegerRange.create()],
        }),
      ),
    ).toThrow("integer_range has 2 elements and may have 1");
  });

  it("refuses defaults of arrays rather than dropping them", () => {
    expect(() => emit("uint8[] a [1, 2]")).toThrow("defaults of arrays are not supported");
  });
});
