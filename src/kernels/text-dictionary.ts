import { joined } from '../table/joined.js';
import type { Dictionary } from '../table/types.js';
import { CodeLinks, TRIED_CELLS } from './code-links.js';
import { DICTIONARY_BYTES, DictionaryField, EntryForm, SURVEY_BYTES, SurveyField, TEXT_SLACK } from './kernels.js';
import type { KernelMemory } from './kernel-memory.js';
import type { KernelSpace } from './open-kernels.js';

const FIRST_CAPACITY = 16;
const FIRST_POOL_BYTES = 128;
const SLOT_BYTES = 8;
/** Entries from which, and share of the cells that must be different for, there is room made at once for all expected cells to be. */
const FORESEEN_SIZE = 2048;
const FORESEEN_SHARE = 0.9;
/** Entries surveyed at once. */
const SURVEYED_ENTRIES = 4096;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Where codes are that cells have in a dictionary. */
export interface CodedCells {
  readonly dictionary: TextDictionary;
  readonly codes: number;
}

/** What a dictionary's entries are; see `Kernels.survey`. */
export interface Survey {
  /** The entries that are still open, ascending. */
  readonly open: Uint32Array;
  /** One per entry, or none at all where every entry is text or open. */
  readonly forms: Uint8Array;
  readonly values: Float64Array;
  readonly totals: Readonly<Record<keyof typeof SurveyField, number>>;
}

/**
 * A growing dictionary of distinct texts in kernel memory: texts go in through the kernels, which count them, and come out as plain data. As long as
 * its entries ascend, as numbered and dated ones do, it gets by without hashing.
 */
export class TextDictionary {
  private readonly address: number;
  /** Cells coded so far. */
  private cells = 0;
  /** To the dictionary of the column before, as long as its codes foretell these; undefined before it has been tried. */
  private links: CodeLinks | null | undefined;

  /** @param expectedCells cells that there will be, as far as can be told; 0 when nothing can */
  constructor(
    private readonly space: KernelSpace,
    private readonly expectedCells = 0,
  ) {
    const { memory } = space;
    this.address = memory.allocate(DICTIONARY_BYTES);
    memory.uint32.fill(0, this.address >>> 2, (this.address + DICTIONARY_BYTES) >>> 2);
    this.set('capacity', FIRST_CAPACITY);
    this.set('poolCapacity', FIRST_POOL_BYTES);
    this.set('counts', memory.allocate(FIRST_CAPACITY * 4));
    memory.uint32.fill(0, this.get('counts') >>> 2, (this.get('counts') >>> 2) + FIRST_CAPACITY);
    this.set('offsets', memory.allocate((FIRST_CAPACITY + 1) * 4));
    memory.uint32[this.get('offsets') >>> 2] = 0;
    this.set('pool', memory.allocate(FIRST_POOL_BYTES + TEXT_SLACK));
    const seed = memory.uint32.subarray((this.address >>> 2) + DictionaryField.seed);
    seed[0] = Math.random() * 2 ** 32;
    seed[1] = Math.random() * 2 ** 32;
  }

  get size(): number {
    return this.get('size');
  }

  /** Writes the codes of cells (see `Kernels.texts`) and counts them, growing as needed. */
  code(cells: number, stride: number, list: number, rows: number, codes: number): void {
    const { kernels } = this.space;
    const lengthAt = (done: number) => this.textLength(cells, stride, list, done);
    this.codeAll(rows, lengthAt, (done) => {
      const from = list === 0 ? cells + done * stride : cells;
      const rest = list === 0 ? 0 : list + done * 4;
      return kernels.texts(from, stride, rest, rows - done, codes + done * 4, this.address);
    });
  }

  /** As {@link code}, for rows whose codes in another dictionary may foretell these, as a product's code does its name. */
  codeBehind(leader: CodedCells, cells: number, stride: number, rows: number, codes: number): void {
    const links = this.size > 0 && this.get('slots') !== 0 ? this.linksTo(leader.dictionary) : null;
    // A few cells first, to see whether they do.
    const linked = links === null ? 0 : links.cells > 0 ? rows : Math.min(rows, TRIED_CELLS);
    if (links !== null) this.codeLinked(links, { leaders: leader.codes, cells, stride, rows: linked, codes });
    if (linked < rows) this.code(cells + linked * stride, stride, 0, rows - linked, codes + linked * 4);
  }

  /** Writes the codes of plain decimals' texts (see `Kernels.numberTexts`) and counts them, growing as needed. */
  codeNumbers(values: number, decimals: number, rows: number, codes: number, scratch: number): void {
    if (this.get('slots') === 0) this.makeSlots();
    const { kernels } = this.space;
    const lengthAt = () => FIRST_POOL_BYTES;
    this.codeAll(rows, lengthAt, (done) =>
      kernels.numberTexts(values + done * 8, decimals + done, rows - done, codes + done * 4, this.address, scratch),
    );
  }

  /** The text of a code, "" for -1. */
  text(code: number): string {
    if (code < 0) return '';
    const { uint8, uint32 } = this.space.memory;
    const entry = (this.get('offsets') >>> 2) + code;
    const pool = this.get('pool');
    return decoder.decode(uint8.subarray(pool + uint32[entry]!, pool + uint32[entry + 1]!));
  }

  /** Takes cells that have been counted out of the counts, by their codes. */
  discount(codes: Int32Array | Uint32Array): void {
    const { uint32 } = this.space.memory;
    const counts = this.get('counts') >>> 2;
    for (let index = 0; index < codes.length; index++) if (codes[index]! >= 0) uint32[counts + codes[index]!]!--;
  }

  /** A copy of the cells per entry. */
  counts(): Uint32Array {
    const counts = this.get('counts') >>> 2;
    return this.space.memory.uint32.slice(counts, counts + this.size);
  }

  /** A copy of all entries, numbered as their codes are. */
  entries(): Dictionary {
    const { memory } = this.space;
    const size = this.get('size');
    const offsets = this.get('offsets') >>> 2;
    const pool = this.get('pool');
    return {
      size,
      offsets: memory.uint32.slice(offsets, offsets + size + 1),
      bytes: memory.uint8.slice(pool, pool + this.get('used')),
    };
  }

  /** Tells what the entries are (see `Kernels.survey`). */
  survey(tables: number): Survey {
    const { memory, kernels } = this.space;
    const blocks = [SURVEYED_ENTRIES * 4, SURVEYED_ENTRIES * 8, SURVEYED_ENTRIES, SURVEY_BYTES];
    const [list, values, forms, sums] = blocks.map((bytes) => memory.allocate(bytes)) as [number, number, number, number];
    const total = (name: keyof typeof SurveyField) => (sums >>> 3) + SurveyField[name];
    memory.float64.fill(0, sums >>> 3, (sums + SURVEY_BYTES) >>> 3);
    memory.float64[total('min')] = Infinity;
    memory.float64[total('max')] = -Infinity;
    const read = new ReadEntries(this.size);
    const open: Uint32Array[] = [];
    for (let from = 0; from < this.size; from += SURVEYED_ENTRIES) {
      const to = Math.min(from + SURVEYED_ENTRIES, this.size);
      const found = kernels.survey(this.address, from, to, tables, list, values, forms, sums);
      if (found > 0) open.push(memory.uint32.slice(list >>> 2, (list >>> 2) + found));
      if (memory.float64[total('read')]! > 0) read.set(memory, { from, count: to - from, values, forms });
    }
    const names = Object.keys(SurveyField) as (keyof typeof SurveyField)[];
    const totals = Object.fromEntries(names.map((name) => [name, memory.float64[total(name)]])) as Survey['totals'];
    [list, values, forms, sums].forEach((address, index) => {
      memory.release(address, blocks[index]!);
    });
    return { open: joined(Uint32Array, open), forms: read.forms, values: read.values, totals };
  }

  /** Gives the memory back. The dictionary is of no use afterwards. */
  release(): void {
    const { memory } = this.space;
    this.links?.release();
    this.releaseSlots();
    memory.release(this.get('offsets'), (this.get('capacity') + 1) * 4);
    memory.release(this.get('counts'), this.get('capacity') * 4);
    memory.release(this.get('pool'), this.get('poolCapacity') + TEXT_SLACK);
    memory.release(this.address, DICTIONARY_BYTES);
  }

  private codeLinked(
    links: CodeLinks,
    { leaders, cells, stride, rows, codes }: Record<'leaders' | 'cells' | 'stride' | 'rows' | 'codes', number>,
  ): void {
    const { kernels } = this.space;
    const lengthAt = (done: number) => this.textLength(cells, stride, 0, done);
    this.codeAll(rows, lengthAt, (done) => {
      const [from, to] = [cells + done * stride, codes + done * 4];
      return kernels.followedTexts(from, stride, rows - done, to, this.address, leaders + done * 4, links.place());
    });
    links.cells += rows;
    if (links.areUseful) return;
    links.release();
    this.links = null;
  }

  /** Codes cells as far as there is room, and makes room for the next one, of a text of this length, until all are done. */
  private codeAll(rows: number, lengthAt: (done: number) => number, codeFrom: (done: number) => number): void {
    for (let done = 0; ; this.grow(lengthAt(done))) {
      const coded = codeFrom(done);
      this.cells += coded;
      done += coded;
      if (done >= rows) return;
    }
  }

  /** Null once they have turned out to foretell little. */
  private linksTo(leader: TextDictionary): CodeLinks | null {
    if (this.links !== null && this.links?.leader !== leader) {
      this.links?.release();
      this.links = new CodeLinks(this.space.memory, leader);
    }
    return this.links;
  }

  private textLength(cells: number, stride: number, list: number, position: number): number {
    const { int32, uint32 } = this.space.memory;
    const cell = (cells + (list === 0 ? position : int32[(list >>> 2) + position]!) * stride) >>> 2;
    return uint32[cell + 1]! - uint32[cell]!;
  }

  /** Makes room for one more entry with a text of this length; where there is, the entries no longer ascend. */
  private grow(length: number): void {
    const capacity = this.get('capacity');
    const poolCapacity = this.get('poolCapacity');
    const needed = this.get('used') + length;
    const hasSlots = this.get('slots') !== 0;
    if (this.size < capacity && needed <= poolCapacity) {
      this.makeSlots();
      return;
    }
    const foreseen = this.foreseenSize();
    if (this.size >= capacity) {
      let larger = capacity * 2;
      while (larger < foreseen) larger *= 2;
      this.move('offsets', (capacity + 1) * 4, (larger + 1) * 4);
      this.move('counts', capacity * 4, larger * 4);
      const counts = this.get('counts') >>> 2;
      this.space.memory.uint32.fill(0, counts + capacity, counts + larger);
      this.set('capacity', larger);
      if (hasSlots) this.makeSlots();
    }
    if (needed <= poolCapacity) return;
    const larger = Math.max(needed, poolCapacity * 2, foreseen === 0 ? 0 : Math.ceil((needed / this.size) * foreseen));
    this.move('pool', poolCapacity + TEXT_SLACK, larger + TEXT_SLACK);
    this.set('poolCapacity', larger);
  }

  /** How many entries there will be, where nearly every cell so far was a new one; else 0. */
  private foreseenSize(): number {
    const { size } = this;
    return size >= FORESEEN_SIZE && size >= this.cells * FORESEEN_SHARE ? this.expectedCells : 0;
  }

  /** Slots for as many entries as there is room for, instead of those that there are. */
  private makeSlots(): void {
    this.releaseSlots();
    const { memory, kernels } = this.space;
    const slots = this.get('capacity') * 2;
    const address = memory.allocate(slots * SLOT_BYTES);
    memory.uint8.fill(0, address, address + slots * SLOT_BYTES);
    this.set('slots', address);
    this.set('mask', slots - 1);
    kernels.rehash(this.address);
  }

  private releaseSlots(): void {
    const slots = this.get('slots');
    if (slots !== 0) this.space.memory.release(slots, (this.get('mask') + 1) * SLOT_BYTES);
  }

  private move(field: 'offsets' | 'counts' | 'pool', bytes: number, larger: number): void {
    const { memory } = this.space;
    const from = this.get(field);
    const to = memory.allocate(larger);
    memory.uint8.copyWithin(to, from, from + bytes);
    memory.release(from, bytes);
    this.set(field, to);
  }

  private get(field: keyof typeof DictionaryField): number {
    return this.space.memory.uint32[(this.address >>> 2) + DictionaryField[field]]!;
  }

  private set(field: keyof typeof DictionaryField, value: number): void {
    this.space.memory.uint32[(this.address >>> 2) + DictionaryField[field]] = value;
  }
}

/** What a survey has read entries as, with room for all of them once there are any. */
class ReadEntries {
  forms = new Uint8Array(0);
  values = new Float64Array(0);

  constructor(private readonly size: number) {}

  set(
    { uint8, float64 }: KernelMemory,
    { from, count, values, forms }: Record<'from' | 'count' | 'values' | 'forms', number>,
  ): void {
    if (this.forms.length === 0) {
      this.forms = new Uint8Array(this.size).fill(EntryForm.text);
      this.values = new Float64Array(this.size).fill(NaN, 0, from);
    }
    this.forms.set(uint8.subarray(forms, forms + count), from);
    this.values.set(float64.subarray(values >>> 3, (values >>> 3) + count), from);
  }
}
