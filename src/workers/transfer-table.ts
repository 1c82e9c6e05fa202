import type { CellTexts, Column, Dictionary, Table } from '../table/types.js';
import { MIN_TRANSFER_BYTES, MIN_WINDOW_SHARE } from './heuristics.js';

/** A value and the buffers that go with it to another thread instead of being copied. */
export interface Transferable<Value> {
  readonly value: Value;
  readonly buffers: readonly ArrayBuffer[];
}

/**
 * Prepares a table to be handed to another thread: arrays of {@link MIN_TRANSFER_BYTES} and more are moved, the table
 * must not be used afterwards. An array that is a small window on a larger buffer gets one of its own first.
 */
export function transferTable(table: Table): Transferable<Table> {
  const buffers = new Set<ArrayBuffer>();

  function own<Data extends Float64Array | Int32Array | Uint32Array | Uint8Array>(data: Data): Data {
    const whole = data.buffer instanceof ArrayBuffer && data.byteLength >= data.buffer.byteLength * MIN_WINDOW_SHARE;
    // Not `slice` for bytes: that of a Buffer is another window.
    const owned = whole ? data : ((data instanceof Uint8Array ? new Uint8Array(data) : data.slice()) as Data);
    if (owned.byteLength >= MIN_TRANSFER_BYTES) buffers.add(owned.buffer as ArrayBuffer);
    return owned;
  }
  const ownDictionary = (dictionary: Dictionary): Dictionary => ({
    ...dictionary,
    bytes: own(dictionary.bytes),
    offsets: own(dictionary.offsets),
  });
  const ownTexts = ({ rows, codes, texts }: CellTexts): CellTexts => {
    const owned = ownDictionary(texts);
    return rows === null ? { rows, codes: own(codes), texts: owned } : { rows: own(rows), codes: own(codes), texts: owned };
  };
  const ownColumn = (column: Column): Column => {
    const exceptions = ownTexts(column.exceptions);
    if (column.form === 'dictionary') {
      const { codes, counts, dictionary } = column;
      return { ...column, exceptions, codes: own(codes), counts: own(counts), dictionary: ownDictionary(dictionary) };
    }
    const values = own(column.values);
    return column.form === 'datetime'
      ? { ...column, exceptions, values }
      : { ...column, exceptions, values, decimals: column.decimals === null ? null : own(column.decimals) };
  };

  const value = { ...table, columns: table.columns.map(ownColumn) };
  return { value, buffers: [...buffers] };
}
