import type { CsvDialect } from '../table/types.js';
import { SCAN_STATE_BYTES, ScanField } from './kernels.js';
import type { KernelMemory } from './kernel-memory.js';

const INT32_MAX = 2 ** 31 - 1;

/** What a scan is to do; limits may be infinite. */
export interface ScanParameters {
  readonly width: number;
  readonly maxRows: number;
  readonly maxColumns: number;
  readonly maxCellBytes: number;
  readonly maxRowBytes: number;
  /** 1-based line of the first row. */
  readonly line: number;
}

/** The state of a scan in kernel memory: its parameters, and what it found. */
export class ScanState {
  readonly address: number;

  constructor(private readonly memory: KernelMemory) {
    this.address = memory.allocate(SCAN_STATE_BYTES);
  }

  /** Makes it the state of a scan that has not begun, over cells set apart in this way. */
  begin({ delimiter, quote, escape }: Pick<CsvDialect, 'delimiter' | 'quote' | 'escape'>, parameters: ScanParameters): void {
    this.memory.int32.fill(0, this.address >>> 2, (this.address + SCAN_STATE_BYTES) >>> 2);
    this.set('delimiter', delimiter.charCodeAt(0));
    this.set('skipsBlanks', Number(delimiter.length > 1));
    this.set('quote', quote === '' ? -1 : quote.charCodeAt(0));
    this.set('escape', escape === quote || escape === '' ? -1 : escape.charCodeAt(0));
    this.set('doublesQuotes', Number(escape !== ''));
    for (const name of ['width', 'maxRows', 'maxColumns', 'maxCellBytes', 'maxRowBytes', 'line'] as const) {
      this.set(name, Math.min(parameters[name], INT32_MAX));
    }
  }

  get(field: keyof typeof ScanField): number {
    return this.memory.int32[(this.address >>> 2) + ScanField[field]]!;
  }

  set(field: keyof typeof ScanField, value: number): void {
    this.memory.int32[(this.address >>> 2) + ScanField[field]] = value;
  }
}
