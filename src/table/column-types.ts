import type { ColumnType } from './types.js';

/** Every type a column can have. */
export const columnTypes: readonly ColumnType[] = ['numerical', 'categorical', 'datetime', 'boolean', 'text'];
