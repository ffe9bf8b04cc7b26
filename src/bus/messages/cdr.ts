/**
 * CDR as ROS 2 uses it (OMG CORBA 3.3 §9.3 "plain CDR", XCDR version 1, little endian): a four-byte
 * encapsulation header, then fields aligned to their own size counted from after the header.
 */

const HEADER = 4;
const LITTLE_ENDIAN = 1;
const textEncoder = new TextEncoder();
/** Keeps a byte order mark: what was written comes back as it was. */
const textDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
/** Longest text that is tried as plain ASCII before encoder or decoder are asked [bytes]. */
const SHORT = 32;

/** Writes one message into a growing buffer. */
export class CdrWriter {
  #buffer = new ArrayBuffer(256);
  #view = new DataView(this.#buffer);
  #bytes = new Uint8Array(this.#buffer);
  #at = HEADER;

  /** Starts a new message; what was written before stays valid only in the copies handed out. */
  begin(): this {
    this.#bytes[0] = 0;
    this.#bytes[1] = LITTLE_ENDIAN;
    this.#bytes[2] = 0;
    this.#bytes[3] = 0;
    this.#at = HEADER;
    return this;
  }

  /** The message as bytes of its own. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#at);
  }

  /** Makes room. Called before the view is looked up, since it may replace it. */
  #reserve(size: number, alignment: number): number {
    const offset = this.#at - HEADER;
    const start = this.#at + (-offset & (alignment - 1));
    const end = start + size;
    if (end > this.#buffer.byteLength) {
      const grown = new Uint8Array(Math.max(end, this.#buffer.byteLength * 2));
      grown.set(this.#bytes.subarray(0, this.#at));
      this.#buffer = grown.buffer;
      this.#bytes = grown;
      this.#view = new DataView(this.#buffer);
    }
    for (let at = this.#at; at < start; at++) {
      this.#bytes[at] = 0;
    }
    this.#at = end;
    return start;
  }

  // eslint-disable-next-line no-restricted-syntax -- the value of a field, and no switch
  bool(value: boolean): void {
    const at = this.#reserve(1, 1);
    this.#view.setUint8(at, value ? 1 : 0);
  }
  uint8(value: number): void {
    const at = this.#reserve(1, 1);
    this.#view.setUint8(at, value);
  }
  int8(value: number): void {
    const at = this.#reserve(1, 1);
    this.#view.setInt8(at, value);
  }
  uint16(value: number): void {
    const at = this.#reserve(2, 2);
    this.#view.setUint16(at, value, true);
  }
  int16(value: number): void {
    const at = this.#reserve(2, 2);
    this.#view.setInt16(at, value, true);
  }
  uint32(value: number): void {
    const at = this.#reserve(4, 4);
    this.#view.setUint32(at, value, true);
  }
  int32(value: number): void {
    const at = this.#reserve(4, 4);
    this.#view.setInt32(at, value, true);
  }
  uint64(value: bigint): void {
    const at = this.#reserve(8, 8);
    this.#view.setBigUint64(at, value, true);
  }
  int64(value: bigint): void {
    const at = this.#reserve(8, 8);
    this.#view.setBigInt64(at, value, true);
  }
  float32(value: number): void {
    const at = this.#reserve(4, 4);
    this.#view.setFloat32(at, value, true);
  }
  float64(value: number): void {
    const at = this.#reserve(8, 8);
    this.#view.setFloat64(at, value, true);
  }
  string(value: string): void {
    const counted = this.#reserve(4, 4);
    const start = this.#reserve(3 * value.length + 1, 1);
    const written = value.length <= SHORT ? this.#ascii(value, start) : this.#utf8(value, start);
    this.#bytes[start + written] = 0;
    this.#view.setUint32(counted, written + 1, true);
    this.#at = start + written + 1;
  }

  #utf8(value: string, start: number): number {
    return textEncoder.encodeInto(value, this.#bytes.subarray(start)).written;
  }

  /** Short texts are names, and cheaper to write here than to hand to the encoder. */
  #ascii(value: string, start: number): number {
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 127) {
        return this.#utf8(value, start);
      }
      this.#bytes[start + i] = code;
    }
    return value.length;
  }

  /** The elements of a typed array, without their count; nothing at all when it is empty. */
  elements(values: TypedArray): void {
    if (values.length === 0) {
      return;
    }
    const start = this.#reserve(values.byteLength, values.BYTES_PER_ELEMENT);
    this.#bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), start);
  }
}

/** The typed arrays a message field may be; their memory order is little endian on every platform Node runs on. */
export type TypedArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

type TypedArrayConstructor<A extends TypedArray> = {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer): A;
};

/**
 * Reads one message. Every method throws a RangeError when the bytes end too early, so a truncated or hostile message
 * can never be half-read; the bus turns that into a named refusal.
 */
export class CdrReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #littleEndian: boolean;
  #at = HEADER;

  constructor(bytes: Uint8Array) {
    if (bytes.length < HEADER) {
      throw new RangeError(
        `a CDR message has at least ${HEADER} bytes, this one has ${bytes.length}`,
      );
    }
    const encapsulation = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
    if (encapsulation > LITTLE_ENDIAN) {
      throw new RangeError(
        `the encapsulation 0x${encapsulation.toString(16).padStart(4, "0")} is not plain CDR (0x0000 or 0x0001)`,
      );
    }
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#littleEndian = encapsulation === LITTLE_ENDIAN;
  }

  #take(size: number, alignment: number): number {
    const offset = this.#at - HEADER;
    const start = this.#at + (-offset & (alignment - 1));
    if (start + size > this.#bytes.length) {
      throw new RangeError(
        `the message ends after ${this.#bytes.length} bytes, byte ${start + size} was expected`,
      );
    }
    this.#at = start + size;
    return start;
  }

  bool(): boolean {
    return this.#view.getUint8(this.#take(1, 1)) !== 0;
  }
  uint8(): number {
    return this.#view.getUint8(this.#take(1, 1));
  }
  int8(): number {
    return this.#view.getInt8(this.#take(1, 1));
  }
  uint16(): number {
    return this.#view.getUint16(this.#take(2, 2), this.#littleEndian);
  }
  int16(): number {
    return this.#view.getInt16(this.#take(2, 2), this.#littleEndian);
  }
  uint32(): number {
    return this.#view.getUint32(this.#take(4, 4), this.#littleEndian);
  }
  int32(): number {
    return this.#view.getInt32(this.#take(4, 4), this.#littleEndian);
  }
  uint64(): bigint {
    return this.#view.getBigUint64(this.#take(8, 8), this.#littleEndian);
  }
  int64(): bigint {
    return this.#view.getBigInt64(this.#take(8, 8), this.#littleEndian);
  }
  float32(): number {
    return this.#view.getFloat32(this.#take(4, 4), this.#littleEndian);
  }
  float64(): number {
    return this.#view.getFloat64(this.#take(8, 8), this.#littleEndian);
  }
  string(): string {
    const length = this.uint32();
    const start = this.#take(length, 1);
    const terminated = length > 0 && this.#bytes[start + length - 1] === 0;
    const end = start + length - (terminated ? 1 : 0);
    return (
      (length <= SHORT ? this.#ascii(start, end) : undefined) ??
      textDecoder.decode(this.#bytes.subarray(start, end))
    );
  }

  /** The text when it is plain ASCII: several times faster than the decoder for names of a few letters. */
  #ascii(start: number, end: number): string | undefined {
    let text = "";
    for (let at = start; at < end; at++) {
      const code = this.#bytes[at] ?? 0;
      if (code > 127) {
        return undefined;
      }
      text += String.fromCharCode(code);
    }
    return text;
  }

  /** Number of elements of a sequence whose elements take at least `size` bytes each. */
  count(size: number): number {
    const count = this.uint32();
    if (count * size > this.#bytes.length - this.#at) {
      throw new RangeError(
        `a sequence of ${count} elements does not fit the ${this.#bytes.length} bytes`,
      );
    }
    return count;
  }

  /** A typed array of its own with `count` elements. */
  elements<A extends TypedArray>(type: TypedArrayConstructor<A>, count: number): A {
    const size = type.BYTES_PER_ELEMENT;
    if (count === 0) {
      return new type(new ArrayBuffer(0));
    }
    const start = this.#take(count * size, size);
    // Not slice(): a Node Buffer's slice shares memory with a pool that is larger than the message.
    const copy = new Uint8Array(count * size);
    copy.set(this.#bytes.subarray(start, start + count * size));
    if (!this.#littleEndian && size > 1) {
      for (let at = 0; at < copy.length; at += size) {
        copy.subarray(at, at + size).reverse();
      }
    }
    return new type(copy.buffer);
  }
}

/**
 * Holds a sequence to its bound, and returns its length.
 * @throws RangeError naming the field.
 */
export function atMost(length: number, most: number, field: string): number {
  if (length > most) {
    throw new RangeError(`${field} has ${length} elements and may have ${most}`);
  }
  return length;
}

/**
 * Holds a fixed array to its length.
 * @throws RangeError naming the field.
 */
export function exactly(length: number, wanted: number, field: string): void {
  if (length !== wanted) {
    throw new RangeError(`${field} has ${length} elements and must have ${wanted}`);
  }
}
