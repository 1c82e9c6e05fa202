import type { Dictionary } from '../table/types.js';
import { DICTIONARY_BYTES, DictionaryField, SURVEY_BYTES, SurveyField, TEXT_SLACK } from './kernels.js';
import type { KernelSpace } from './open-kernels.js';

const FIRST_CAPACITY = 16;
const FIRST_POOL_BYTES = 128;
const SLOT_BYTES = 8;
/** Entries from which, and share of the cells that must be different for, there is room made at once for all expected cells to be. */
const FORESEEN_SIZE = 2048;
const FORESEEN_SHARE = 0.9;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What a dictionary's entries are; see `Kernels.survey`. */
export interface Survey {
  /** The entries that are still open, ascending. */
  readonly open: Uint32Array;
  /** One per entry, or none at all where every entry is text or open. */
  readonly forms: Uint8Array;
  readonly values: Float64Array;
  readonly totals: Readonly<Record<keyof typeof SurveyField, number>>;
}

/** A growing dictionary of distinct texts in kernel memory: texts go in through the kernels, and come out as plain data. */
export class TextDictionary {
  private readonly address: number;
  /** Cells coded so far. */
  private cells = 0;

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
    this.set('offsets', memory.allocate((FIRST_CAPACITY + 1) * 4));
    memory.uint32[this.get('offsets') >>> 2] = 0;
    this.set('pool', memory.allocate(FIRST_POOL_BYTES + TEXT_SLACK));
    this.allocateSlots(FIRST_CAPACITY * 2);
    const seed = memory.uint32.subarray((this.address >>> 2) + DictionaryField.seed);
    seed[0] = Math.random() * 2 ** 32;
    seed[1] = Math.random() * 2 ** 32;
  }

  get size(): number {
    return this.get('size');
  }

  /** Writes the codes of cells (see `Kernels.texts`), growing as needed. */
  code(cells: number, stride: number, list: number, rows: number, codes: number): void {
    const { kernels } = this.space;
    for (let done = 0; ; this.grow(this.textLength(cells, stride, list, done))) {
      const from = list === 0 ? cells + done * stride : cells;
      const rest = list === 0 ? 0 : list + done * 4;
      const coded = kernels.texts(from, stride, rest, rows - done, codes + done * 4, this.address);
      this.cells += coded;
      done += coded;
      if (done >= rows) return;
    }
  }

  /** Writes the codes of plain decimals' texts (see `Kernels.numberTexts`), growing as needed. */
  codeNumbers(values: number, decimals: number, rows: number, codes: number, scratch: number): void {
    for (let done = 0; ; this.grow(FIRST_POOL_BYTES)) {
      const { kernels } = this.space;
      const coded = kernels.numberTexts(values + done * 8, decimals + done, rows - done, codes + done * 4, this.address, scratch);
      this.cells += coded;
      done += coded;
      if (done >= rows) return;
    }
  }

  /** The text of a code, "" for -1. */
  text(code: number): string {
    if (code < 0) return '';
    const { uint8, uint32 } = this.space.memory;
    const entry = (this.get('offsets') >>> 2) + code;
    const pool = this.get('pool');
    return decoder.decode(uint8.subarray(pool + uint32[entry]!, pool + uint32[entry + 1]!));
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

  /** Tells what the entries are (see `Kernels.survey`), given the cells of each. */
  survey(counts: number, tables: number): Survey {
    const { memory, kernels } = this.space;
    const { size } = this;
    const room = Math.max(1, size);
    const blocks = [room * 4, room * 8, room, SURVEY_BYTES];
    const [list, values, forms, sums] = blocks.map((bytes) => memory.allocate(bytes)) as [number, number, number, number];
    const found = kernels.survey(this.address, counts, tables, list, values, forms, sums);
    const names = Object.keys(SurveyField) as (keyof typeof SurveyField)[];
    const totals = Object.fromEntries(names.map((name) => [name, memory.float64[(sums >>> 3) + SurveyField[name]]]));
    const { min, max } = totals as Survey['totals'];
    const isRead = min <= max || totals['times']! > 0;
    const survey = {
      open: memory.uint32.slice(list >>> 2, (list >>> 2) + found),
      forms: memory.uint8.slice(forms, isRead ? forms + size : forms),
      values: memory.float64.slice(values >>> 3, (values >>> 3) + (isRead ? size : 0)),
      totals: totals as Survey['totals'],
    };
    [list, values, forms, sums].forEach((address, index) => {
      memory.release(address, blocks[index]!);
    });
    return survey;
  }

  /** Gives the memory back. The dictionary is of no use afterwards. */
  release(): void {
    const { memory } = this.space;
    memory.release(this.get('slots'), (this.get('mask') + 1) * SLOT_BYTES);
    memory.release(this.get('offsets'), (this.get('capacity') + 1) * 4);
    memory.release(this.get('pool'), this.get('poolCapacity') + TEXT_SLACK);
    memory.release(this.address, DICTIONARY_BYTES);
  }

  private textLength(cells: number, stride: number, list: number, position: number): number {
    const { int32, uint32 } = this.space.memory;
    const cell = (cells + (list === 0 ? position : int32[(list >>> 2) + position]!) * stride) >>> 2;
    return uint32[cell + 1]! - uint32[cell]!;
  }

  /** Makes room for one more entry with a text of this length. */
  private grow(length: number): void {
    const { memory } = this.space;
    const capacity = this.get('capacity');
    const foreseen = this.foreseenSize();
    if (this.get('size') >= capacity) {
      let larger = capacity * 2;
      while (larger < foreseen) larger *= 2;
      this.move('offsets', (capacity + 1) * 4, (larger + 1) * 4);
      this.set('capacity', larger);
      const [slots, mask] = [this.get('slots'), this.get('mask')];
      this.allocateSlots(larger * 2);
      this.space.kernels.rehash(this.address, slots, mask);
      memory.release(slots, (mask + 1) * SLOT_BYTES);
    }
    const poolCapacity = this.get('poolCapacity');
    const needed = this.get('used') + length;
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

  private allocateSlots(slots: number): void {
    const { memory } = this.space;
    const address = memory.allocate(slots * SLOT_BYTES);
    memory.uint8.fill(0, address, address + slots * SLOT_BYTES);
    this.set('slots', address);
    this.set('mask', slots - 1);
  }

  private move(field: 'offsets' | 'pool', bytes: number, larger: number): void {
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
