/** Dynamic section tags (ELF specification, "Dynamic Section"). */
const NEEDED = 1n;
const STRTAB = 5n;
const END = 0n;

/** Program header types. */
const LOAD = 1;
const DYNAMIC = 2;

/**
 * Reads which libraries a shared object asks the loader for (its NEEDED entries).
 * @param {Buffer} file - The whole file.
 * @returns {string[]} Their names in order; empty for anything but a 64-bit little-endian ELF file.
 */
export function readNeeded(file) {
  if (file.length < 64 || file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1)
    return [];
  const headers = readProgramHeaders(file);
  const dynamic = headers.find((header) => header.type === DYNAMIC);
  if (dynamic === undefined) return [];
  /** @type {number[]} */
  const names = [];
  let table = 0;
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.size; at += 16) {
    const tag = file.readBigUInt64LE(at);
    const value = Number(file.readBigUInt64LE(at + 8));
    if (tag === END) break;
    if (tag === NEEDED) names.push(value);
    if (tag === STRTAB) table = value;
  }
  const segment = headers.find(
    (h) => h.type === LOAD && table >= h.address && table < h.address + h.size,
  );
  if (segment === undefined) return [];
  const start = segment.offset + (table - segment.address);
  return names.map((name) => file.toString("latin1", start + name, file.indexOf(0, start + name)));
}

/**
 * @param {Buffer} file - An ELF file.
 * @returns {{type: number, offset: number, address: number, size: number}[]} Its segments; offsets and sizes in the file [byte].
 */
function readProgramHeaders(file) {
  const at = Number(file.readBigUInt64LE(32));
  const each = file.readUInt16LE(54);
  return Array.from({ length: file.readUInt16LE(56) }, (_, i) => {
    const header = at + i * each;
    return {
      type: file.readUInt32LE(header),
      offset: Number(file.readBigUInt64LE(header + 8)),
      address: Number(file.readBigUInt64LE(header + 16)),
      size: Number(file.readBigUInt64LE(header + 32)),
    };
  });
}

/**
 * Which NEEDED entries a library of the wheels must lose. Their message libraries ask for the Python half of their
 * dependencies, whose symbols only a Python interpreter has, so no other process could load them. The Python halves
 * themselves are loaded by Python only and keep theirs.
 * @param {string} library - File name of the library.
 * @param {readonly string[]} needed - Its NEEDED entries.
 * @returns {string[]} The entries to remove.
 */
export function surplusNeeded(library, needed) {
  if (isPythonHalf(library)) return [];
  return needed.filter(isPythonHalf);
}

/**
 * @param {string} library - File name of a library.
 * @returns {boolean} Whether it is the Python half of a message package.
 */
function isPythonHalf(library) {
  return /__rosidl_generator_py\.so(\.|$)/.test(library);
}
