import { cpus, release, type } from 'node:os';

/** The middle value; the mean of the middle two when their number is even. */
export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Rows of cells as lines of aligned columns: the first column to the left, the others to the right. */
export function alignedTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])));
  return rows.map((row) => line(row).join('  ').trimEnd()).join('\n');
}

export function megabytes(bytes) {
  return (bytes / 1e6).toFixed(0);
}

/** What the figures were taken on. */
export function machine() {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  return `${processors.length} x ${model}, ${type()} ${release()}, Node ${process.version}`;
}
