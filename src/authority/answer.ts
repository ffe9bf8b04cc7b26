/** What a human is told who asked for something that needs a key. */
export type Answer =
  /** The operator's name. */
  | { readonly accepted: string; readonly refused?: undefined }
  /** Why not, in one sentence. */
  | { readonly refused: string; readonly accepted?: undefined };
