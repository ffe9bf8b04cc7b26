/** Words a field may not be called, because the C, C++ or Python made of a message would not compile. */
const RESERVED = new Set(
  `alignas alignof and and_eq asm assert async auto await bitand bitor bool break case catch char class co_await co_return
   co_yield compl concept const const_cast consteval constexpr constinit continue decltype def default del delete do double
   dynamic_cast elif else enum except explicit export extern finally float for friend from global goto if import in inline
   int is lambda long mutable namespace new noexcept nonlocal not not_eq operator or or_eq pass private protected public
   raise register reinterpret_cast requires restrict return short signed sizeof static static_assert static_cast struct
   switch template this thread_local throw try typedef typeid typename union unsigned using virtual void volatile wchar_t
   while with xor xor_eq yield`.split(/\s+/),
);

/**
 * Finds the first field of a message definition whose name cannot be compiled.
 * @param {string} text - A .msg, .srv or .action file.
 * @returns {{line: number, name: string} | undefined} Where it is, counting lines from 1.
 */
export function findReservedField(text) {
  for (const [i, line] of text.split("\n").entries()) {
    const name = /^\s*[\w/]+(?:<=\d+)?(?:\[[^\]]*\])?\s+(\w+)/.exec(line)?.[1];
    if (name !== undefined && RESERVED.has(name)) return { line: i + 1, name };
  }
  return undefined;
}
