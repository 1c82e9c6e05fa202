import { DictionaryField, STATISTICS_BYTES, StatisticsField } from './kernels.js';
import type { Kernels } from './kernels.js';
import type { KernelMemory } from './kernel-memory.js';
import { binColumn } from './reference-bins.js';
import { codeKernels } from './reference-codes.js';
import { numberKernels } from './reference-numbers.js';
import { pointKernels } from './reference-points.js';
import { rowKernels } from './reference-rows.js';
import { ReferenceScan } from './reference-scan.js';
import { survey } from './reference-survey.js';

const NO_CODE = -1;
const plainDecimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** The kernels in plain TypeScript: what the assembled ones must equal, and what runs where there is no SIMD. */
export function referenceKernels(memory: KernelMemory): Kernels {
  return {
    scan: (input, length, cells, notes, state) => {
      new ReferenceScan(memory, state, { input, length, cells, notes }).run();
    },
    numbers: (...parameters) => numbers(memory, ...parameters),
    texts: (...parameters) => texts(memory, ...parameters),
    followedTexts: (cells, stride, rows, codes, dictionary, leaders, links) => {
      const { int32 } = memory;
      const done = texts(memory, cells, stride, 0, rows, codes, dictionary);
      for (let row = 0; row < done; row++) {
        const link = (links >>> 2) + int32[(leaders >>> 2) + row]! + 3;
        const code = int32[(codes >>> 2) + row]!;
        if (code >= 0 && code === int32[link]) int32[links >>> 2]!++;
        else {
          if (int32[link]! >= 0) int32[(links >>> 2) + 1]!++;
          int32[link] = code;
        }
      }
      return done;
    },
    numberTexts: (values, decimals, rows, codes, dictionary, scratch) => {
      const { float64, uint8, int32 } = memory;
      for (let row = 0; row < rows; row++) {
        const value = float64[(values >>> 3) + row]!;
        const text = Number.isNaN(value) ? '' : value.toFixed(uint8[decimals + row]);
        for (let index = 0; index < text.length; index++) uint8[scratch + index] = text.charCodeAt(index);
        const code = codeOf(memory, scratch, scratch + text.length, dictionary);
        if (code === null) return row;
        countCell(memory, dictionary, code);
        int32[(codes >>> 2) + row] = code;
      }
      return rows;
    },
    rehash: (dictionary) => {
      const { uint32 } = memory;
      const base = dictionary >>> 2;
      const offsets = uint32[base + DictionaryField.offsets]! >>> 2;
      const pool = uint32[base + DictionaryField.pool]!;
      for (let entry = 0; entry < uint32[base + DictionaryField.size]!; entry++) {
        const slot = findSlot(memory, pool + uint32[offsets + entry]!, pool + uint32[offsets + entry + 1]!, dictionary);
        uint32[slot] = entry + 1;
      }
    },
    ...codeKernels(memory),
    ...numberKernels(memory),
    ...rowKernels(memory),
    ...pointKernels(memory),
    survey: (...parameters) => survey(memory, ...parameters),
    binColumn: (...parameters) => {
      binColumn(memory, ...parameters);
    },
  };
}

function numbers(
  memory: KernelMemory,
  ...[cells, stride, rows, values, decimals, others, statistics]: Parameters<Kernels['numbers']>
): number {
  const { uint8, uint32, float64 } = memory;
  let found = 0;
  for (let row = 0; row < rows; row++) {
    const cell = (cells + row * stride) >>> 2;
    const text = String.fromCharCode(...uint8.subarray(uint32[cell], Math.min(uint32[cell + 1]!, uint32[cell]! + 20)));
    const places = text.includes('.') ? text.length - 1 - text.indexOf('.') : 0;
    const digits = Number(text.replace('-', '').replace('.', ''));
    const isPlain =
      plainDecimal.test(text) && text.replace('-', '').length <= 17 && digits < 1e15 && !(text.startsWith('-') && digits === 0);
    float64[(values >>> 3) + row] = isPlain ? Number(text) : NaN;
    uint8[decimals + row] = isPlain ? places : 0;
    if (isPlain) addStatistics(float64.subarray(statistics >>> 3, (statistics + STATISTICS_BYTES) >>> 3), text);
    else if (text !== '') uint32[(others >>> 2) + found++] = row;
  }
  return found;
}

function texts(memory: KernelMemory, ...[cells, stride, list, rows, codes, dictionary]: Parameters<Kernels['texts']>): number {
  const { uint32, int32 } = memory;
  for (let row = 0; row < rows; row++) {
    const cell = (cells + (list === 0 ? row : int32[(list >>> 2) + row]!) * stride) >>> 2;
    const code = codeOf(memory, uint32[cell]!, uint32[cell + 1]!, dictionary);
    if (code === null) return row;
    countCell(memory, dictionary, code);
    int32[(codes >>> 2) + row] = code;
  }
  return rows;
}

function countCell({ uint32 }: KernelMemory, dictionary: number, code: number): void {
  if (code !== NO_CODE) uint32[(uint32[(dictionary >>> 2) + DictionaryField.counts]! >>> 2) + code]!++;
}

/** The code of a text, -1 for the empty one; null when the dictionary has no room for it, or needs slots. */
function codeOf(memory: KernelMemory, start: number, end: number, dictionary: number): number | null {
  if (start === end) return NO_CODE;
  const { uint32 } = memory;
  const base = dictionary >>> 2;
  if (uint32[base + DictionaryField.slots] === 0) {
    const order = compareToLast(memory, start, end, dictionary);
    if (order === 0) return uint32[base + DictionaryField.size]! - 1;
    return order > 0 ? append(memory, start, end, dictionary) : null;
  }
  const slot = findSlot(memory, start, end, dictionary);
  if (uint32[slot] !== 0) return uint32[slot]! - 1;
  const code = append(memory, start, end, dictionary);
  if (code !== null) uint32[slot] = code + 1;
  return code;
}

/** Above 0 when a text comes behind the last entry, 0 when it is that. */
function compareToLast({ uint8, uint32 }: KernelMemory, start: number, end: number, dictionary: number): number {
  const base = dictionary >>> 2;
  const size = uint32[base + DictionaryField.size]!;
  if (size === 0) return 1;
  const pool = uint32[base + DictionaryField.pool]!;
  const last = (uint32[base + DictionaryField.offsets]! >>> 2) + size - 1;
  const from = pool + uint32[last]!;
  const length = pool + uint32[last + 1]! - from;
  if (end - start !== length) return end - start - length;
  for (let at = 0; at < length; at++) if (uint8[start + at] !== uint8[from + at]) return uint8[start + at]! - uint8[from + at]!;
  return 0;
}

/** Makes a text the last entry; null when there is no room for it. */
function append({ uint8, uint32 }: KernelMemory, start: number, end: number, dictionary: number): number | null {
  const base = dictionary >>> 2;
  const size = uint32[base + DictionaryField.size]!;
  const used = uint32[base + DictionaryField.used]!;
  const length = end - start;
  if (size >= uint32[base + DictionaryField.capacity]!) return null;
  if (used + length > uint32[base + DictionaryField.poolCapacity]!) return null;
  uint8.copyWithin(uint32[base + DictionaryField.pool]! + used, start, end);
  uint32[(uint32[base + DictionaryField.offsets]! >>> 2) + size + 1] = used + length;
  uint32[base + DictionaryField.size] = size + 1;
  uint32[base + DictionaryField.used] = used + length;
  return size;
}

/** The slot (index of its first uint32) that holds a text's entry, or the free one where it belongs. */
function findSlot({ uint8, uint32 }: KernelMemory, start: number, end: number, dictionary: number): number {
  const base = dictionary >>> 2;
  const mask = uint32[base + DictionaryField.mask]!;
  const slots = uint32[base + DictionaryField.slots]! >>> 2;
  const offsets = uint32[base + DictionaryField.offsets]! >>> 2;
  const pool = uint32[base + DictionaryField.pool]!;
  let hash = uint32[base + DictionaryField.seed]!;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ uint8[at]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  for (let index = (hash ^ (hash >>> 13)) & mask; ; index = (index + 1) & mask) {
    const slot = slots + index * 2;
    const entry = uint32[slot]! - 1;
    if (entry < 0) return slot;
    const from = pool + uint32[offsets + entry]!;
    if (pool + uint32[offsets + entry + 1]! - from === end - start && isSame(uint8, from, start, end)) return slot;
  }
}

function isSame(bytes: Uint8Array, at: number, start: number, end: number): boolean {
  for (let index = start; index < end; index++, at++) if (bytes[at] !== bytes[index]) return false;
  return true;
}

function addStatistics(totals: Float64Array, text: string): void {
  const value = Number(text);
  totals[StatisticsField.count]!++;
  if (!text.includes('.')) totals[StatisticsField.integers]!++;
  if (/^-?[1-9]\d{0,2}\.\d{3}$/.test(text)) totals[StatisticsField.groupLike]!++;
  if (String(value) !== text) totals[StatisticsField.padded]!++;
}
