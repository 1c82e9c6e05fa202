import { MISSING_CODE } from '../table/types.js';
import type { Dictionary } from '../table/types.js';

const INITIAL_ENTRIES = 16;

/** A column as collected: every cell's code into a dictionary of all distinct texts; empty cells have {@link MISSING_CODE}. */
export interface CollectedColumn {
  readonly codes: Int32Array;
  readonly dictionary: Dictionary;
  /** Cells per entry. */
  readonly counts: Uint32Array;
}

/**
 * Collects the cells of one column as bytes. Distinct texts go into a growing open-addressed hash table once, so no
 * string is made while reading, and what the column is gets decided at the end, from all of its cells.
 */
export class ColumnBuilder {
  private codes = new Int32Array(INITIAL_ENTRIES);
  private rows = 0;
  private bytes = new Uint8Array(INITIAL_ENTRIES * 8);
  private offsets = new Uint32Array(INITIAL_ENTRIES + 1);
  private hashes = new Int32Array(INITIAL_ENTRIES);
  private size = 0;
  /** Entry + 1 by hash, 0 = free; at most half full, its length a power of two. */
  private slots = new Int32Array(INITIAL_ENTRIES * 2);

  get rowCount(): number {
    return this.rows;
  }

  /** Adds a cell with the text `source[start..end)`, UTF-8. */
  add(source: Uint8Array, start: number, end: number): void {
    this.push(start === end ? MISSING_CODE : this.find(source, start, end));
  }

  /** Adds empty cells until the column has `rowCount` of them. */
  padTo(rowCount: number): void {
    while (this.rows < rowCount) this.push(MISSING_CODE);
  }

  /** Hands the column over and lets go of everything else. The builder is of no use afterwards. */
  finish(): CollectedColumn {
    const codes = this.codes.slice(0, this.rows);
    const counts = new Uint32Array(this.size);
    for (const code of codes) {
      if (code !== MISSING_CODE) counts[code] = (counts[code] ?? 0) + 1;
    }
    const offsets = this.offsets.slice(0, this.size + 1);
    const bytes = this.bytes.slice(0, offsets[this.size]);
    const dictionary = { size: this.size, bytes, offsets };
    this.codes = this.hashes = this.slots = new Int32Array(0);
    this.bytes = new Uint8Array(0);
    this.offsets = new Uint32Array(0);
    return { codes, dictionary, counts };
  }

  private push(code: number): void {
    if (this.rows === this.codes.length) this.codes = grown(this.codes, this.rows + 1);
    this.codes[this.rows++] = code;
  }

  private find(source: Uint8Array, start: number, end: number): number {
    const hash = hashBytes(source, start, end);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const entry = this.slots[slot]! - 1;
      if (entry < 0) return this.insert(slot, hash, source.subarray(start, end));
      if (this.hashes[entry] === hash && this.equals(entry, source, start, end)) return entry;
      slot = (slot + 1) & mask;
    }
  }

  private equals(entry: number, source: Uint8Array, start: number, end: number): boolean {
    const from = this.offsets[entry]!;
    if (this.offsets[entry + 1]! - from !== end - start) return false;
    const { bytes } = this;
    for (let index = start, at = from; index < end; index++, at++) {
      if (bytes[at] !== source[index]) return false;
    }
    return true;
  }

  private insert(slot: number, hash: number, text: Uint8Array): number {
    const entry = this.size++;
    const from = this.offsets[entry]!;
    const to = from + text.length;
    if (to > this.bytes.length) this.bytes = grown(this.bytes, to);
    if (entry + 2 > this.offsets.length) this.offsets = grown(this.offsets, entry + 2);
    if (entry + 1 > this.hashes.length) this.hashes = grown(this.hashes, entry + 1);
    this.bytes.set(text, from);
    this.offsets[entry + 1] = to;
    this.hashes[entry] = hash;
    this.slots[slot] = entry + 1;
    if (this.size * 2 > this.slots.length) this.rehash();
    return entry;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.size; entry++) {
      let slot = this.hashes[entry]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
    this.slots = slots;
  }
}

/** FNV-1a with a final mix (murmur3's), since the table takes the low bits. */
function hashBytes(source: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ source[index]!, 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function grown<Elements extends Int32Array | Uint32Array | Uint8Array>(old: Elements, needed: number): Elements {
  const larger = new (old.constructor as new (length: number) => Elements)(Math.max(needed, Math.ceil(old.length * 1.6)));
  larger.set(old);
  return larger;
}
