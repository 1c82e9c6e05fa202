import { concatBytes } from './byte-stream.js';
import { JSON_SLICE_BYTES, MAX_JSON_DEPTH } from './heuristics.js';

/** Text that begins and ends between two values, which holds as many of them as came in one piece. */
export interface JsonSlice {
  readonly bytes: Uint8Array;
  /** Where each value ends: behind its comma or the closing bracket in an array, behind its last byte otherwise. */
  readonly ends: readonly number[];
}

/** Why splitting stopped, and the offset of the byte where. */
export interface JsonLimit {
  readonly limit: 'depth' | 'length';
  readonly byte: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
/** "[" and "{", "]" and "}" differ in this bit only. */
const BRACE_BIT = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/**
 * Cuts JSON text between values, wherever its chunks are cut: the elements of one array, or values one after the other.
 * Looks at brackets and quotes only; whether the text is valid is found when it is parsed.
 */
export class JsonSplitter {
  /** Whether the array has ended. */
  ended = false;
  /** Set when a value is longer or nested deeper than allowed: nothing is split from there on. */
  exceeded: JsonLimit | null = null;
  /** What stands behind the array in the chunk that ended it. */
  rest: Uint8Array = new Uint8Array(0);
  private depth = 0;
  private inString = false;
  private escaped = false;
  private pending: Uint8Array[] = [];
  private pendingBytes = 0;
  /** Offset of the first pending byte, which is where the present value begins. */
  private start: number;

  /** @param start offset of the first byte that will be pushed */
  constructor(
    private readonly layout: 'array' | 'values',
    private readonly maxRowBytes: number,
    start = 0,
  ) {
    this.start = start;
  }

  /** The values that are complete with this chunk. */
  *push(chunk: Uint8Array): Generator<JsonSlice> {
    for (let at = 0; at < chunk.length && !this.ended && this.exceeded === null;) {
      const piece = chunk.subarray(at, at + JSON_SLICE_BYTES);
      const ends = this.scan(piece);
      const last = ends.at(-1) ?? 0;
      if (last > 0) yield this.slice(piece, ends, last);
      at += this.ended ? last : piece.length;
      if (this.ended) this.rest = chunk.subarray(at);
      // A copy: the caller may write over its chunk once it has been taken.
      else if (last < piece.length) this.keep(new Uint8Array(piece.subarray(last)));
    }
  }

  /** What is left behind the last complete value. */
  unfinished(): Uint8Array {
    return concatBytes(this.pending);
  }

  private slice(piece: Uint8Array, ends: readonly number[], last: number): JsonSlice {
    const before = this.pendingBytes;
    const bytes = concatBytes([...this.pending, piece.subarray(0, last)]);
    const slice = { bytes, ends: before === 0 ? ends : ends.map((end) => end + before) };
    this.start += bytes.length;
    this.pending = [];
    this.pendingBytes = 0;
    return slice;
  }

  private keep(bytes: Uint8Array): void {
    this.pending.push(bytes);
    this.pendingBytes += bytes.length;
  }

  /** The ends of values in a piece. One loop, since every byte of the file passes through it. */
  private scan(piece: Uint8Array): number[] {
    const ends: number[] = [];
    const inArray = this.layout === 'array';
    let { depth, inString, escaped } = this;
    let valueStart = -this.pendingBytes;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        continue;
      }
      let isEnd = false;
      if (byte === QUOTE) inString = true;
      else if (byte === COMMA) isEnd = inArray && depth === 1;
      else if ((byte | BRACE_BIT) === OPEN) {
        if (++depth > MAX_JSON_DEPTH) {
          this.exceeded = { limit: 'depth', byte: this.start + this.pendingBytes + at };
          break;
        }
      } else if ((byte | BRACE_BIT) === CLOSE) {
        if (depth > 0) depth--;
        isEnd = depth === 0;
        this.ended = inArray && isEnd;
      }
      if (at + (isEnd && !inArray ? 1 : 0) - valueStart > this.maxRowBytes) {
        this.exceeded = { limit: 'length', byte: this.start + this.pendingBytes + valueStart };
        break;
      }
      if (!isEnd) continue;
      ends.push(at + 1);
      valueStart = at + 1;
      if (this.ended) break;
    }
    // Inside a text no byte was compared with the limit.
    if (this.exceeded === null && !this.ended && piece.length - valueStart > this.maxRowBytes) {
      this.exceeded = { limit: 'length', byte: this.start + this.pendingBytes + valueStart };
    }
    Object.assign(this, { depth, inString, escaped });
    return ends;
  }
}
