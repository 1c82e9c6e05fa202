export interface RowsAtEnd {
  readonly rowCount: number;
  readonly width: number;
  readonly names: readonly string[] | null;
  readonly ragged: { readonly rows: Uint32Array; readonly cells: Uint32Array };
  readonly afterBlank: Uint32Array;
  text(row: number, column: number): string;
}
export interface TableEnd {
  readonly rowCount: number;
  readonly reason: 'footnotes' | 'tables';
}
export function findTableEnd(_rows: RowsAtEnd): TableEnd | null {
  return null;
}
export function isRepeatedHeader(_names: readonly string[], _cells: readonly string[]): boolean {
  return false;
}
