import type { People } from "../bus/messages/coalign-msgs.gen.ts";
import { TOPICS } from "../bus/topics.ts";
import { askSupervisors, PATIENCE, type Supervisor, WHICH_ROBOT } from "./ask-supervisor.ts";
import { tell } from "./console-lines.ts";
import type { Command, OptionSpecs } from "./usage.ts";
import { tellPerson, tellUnknown } from "./why/tell-person.ts";

const OPTIONS = {
  ...WHICH_ROBOT,
  json: { kind: "flag", meaning: "Print the person's part of the message itself." },
} as const satisfies OptionSpecs;

/** What is estimated of one person around a robot, how it came about and what would change it. */
export const why: Command<typeof OPTIONS> = {
  name: "why",
  summary: "Says what is estimated of a person, how it came about and what would change it.",
  words: { value: "PERSON", min: 1, max: 1 },
  options: OPTIONS,
  run: async ({ words: [id = ""], options }) =>
    await askSupervisors(
      ["why", id, ...(options.json ? ["--json"] : [])],
      options.namespace,
      async (robot) => {
        const people = await hearPeople(robot);
        const person = people?.people.find((one) => one.id === id);
        if (people === undefined || person === undefined) {
          const where = robot.namespace === "/" ? "" : ` (${robot.namespace})`;
          const trouble =
            people === undefined
              ? `theory_of_mind told nothing within ${PATIENCE} s: it is silent while no detector shows it people`
              : tellUnknown(id, people);
          process.stderr.write(`coalign why: ${trouble}${where}\n`);
          return people === undefined ? 1 : 2;
        }
        if (robot.namespace !== "/" && !options.json) {
          tell(`${robot.namespace}:`);
        }
        tell(
          options.json
            ? JSON.stringify(person, spellArrays, 2)
            : tellPerson(person, people.header.frame_id),
        );
        return 0;
      },
    ),
};

async function hearPeople({ bus, of }: Supervisor): Promise<People | undefined> {
  return await new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), PATIENCE * 1000);
    bus.subscribe(of(TOPICS.people), (people) => {
      clearTimeout(timer);
      resolve(people);
    });
  });
}

function spellArrays(_: string, value: unknown): unknown {
  return value instanceof Float64Array ? [...value] : value;
}
