import type { SourceWarning, TableSource } from '../table/types.js';
import { showMany } from '../table/wording.js';

/** Names that a warning shows. */
const NAMES_SHOWN = 5;

/** Warnings of names that were changed, and of a header without rows. */
export function headerWarnings(renamed: readonly string[], rowCount: number, source: TableSource): SourceWarning[] {
  const warnings: SourceWarning[] = [];
  const line = headerLine(source);
  if (renamed.length > 0) {
    const message = `${showMany(renamed.length, 'empty or repeated name')} in the header became ${nameSome(renamed)}.`;
    warnings.push({ code: 'HEADER_RENAMED', message, count: renamed.length, line });
  }
  if (rowCount === 0 && source.kind === 'csv') {
    warnings.push({ code: 'HEADER_ONLY', message: 'There is a header but no row below it.', count: 1, line });
  }
  return warnings;
}

/** Some names, and how many more there are. */
export function nameSome(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  return `${names.slice(0, NAMES_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The 1-based line of the header. */
export function headerLine({ dialect }: TableSource): number {
  return (dialect?.skipLines ?? 0) + 1;
}
