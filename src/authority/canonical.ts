/**
 * Texts as bytes in which no two lists are the same: each as its length in UTF-8 bytes (32 bits, big-endian) and the
 * bytes. Signatures are made over these, so that no text can slide into the one beside it.
 * @param texts - Well-formed texts; a lone surrogate becomes U+FFFD, so whoever verifies refuses it before.
 */
export function lengthPrefixed(texts: readonly string[]): Uint8Array {
  const encoder = new TextEncoder();
  const encoded = texts.map((text) => encoder.encode(text));
  const bytes = new Uint8Array(encoded.reduce((sum, text) => sum + 4 + text.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const text of encoded) {
    view.setUint32(at, text.length);
    bytes.set(text, at + 4);
    at += 4 + text.length;
  }
  return bytes;
}

/** Whether a text survives UTF-8: one with half of a surrogate pair does not, and could stand for another. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
