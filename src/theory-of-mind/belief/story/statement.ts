/** What one sentence of a story says. Names of people as written, names of things in lower case without article. */
export type Statement =
  | { readonly kind: "enter"; readonly people: readonly string[]; readonly place: string }
  | {
      readonly kind: "leave";
      readonly people: readonly string[];
      /** Undefined for wherever they are. */
      readonly place: string | undefined;
    }
  | { readonly kind: "people-at"; readonly people: readonly string[]; readonly place: string }
  | { readonly kind: "thing-at"; readonly thing: string; readonly place: string }
  | {
      readonly kind: "move";
      /** Undefined where the sentence does not say who. */
      readonly by: string | undefined;
      readonly thing: string;
      readonly to: string;
    }
  | {
      readonly kind: "tell";
      readonly by: string;
      /** "all": everybody who is there. */
      readonly to: readonly string[] | "all";
      readonly thing: string;
      /** Undefined for where it is by what the speaker believes. */
      readonly place: string | undefined;
    }
  | { readonly kind: "nothing"; readonly people: readonly string[] };

/** Everybody a statement names. */
export function peopleIn(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case "thing-at":
      return [];
    case "move":
      return statement.by === undefined ? [] : [statement.by];
    case "tell":
      return [statement.by, ...(statement.to === "all" ? [] : statement.to)];
    case "enter":
    case "leave":
    case "people-at":
    case "nothing":
      return statement.people;
  }
}
