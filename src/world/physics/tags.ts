/** What a collider is, for contacts and queries. */
export type Tag =
  | { readonly kind: "ground" }
  | { readonly kind: "structure"; readonly id: string }
  | { readonly kind: "object"; readonly id: string }
  | { readonly kind: "person"; readonly id: string; readonly part: string }
  | { readonly kind: "robot"; readonly id: string; readonly link: string };

/** Tags by collider handle. */
export type Tags = Map<number, Tag>;
