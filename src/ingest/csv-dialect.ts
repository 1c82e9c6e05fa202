import { rejectOption } from '../run-options.js';
import type { CsvDialect } from '../table/types.js';
import { SNIFF_BYTES } from './heuristics.js';
import { sniffDelimiter } from './sniff-delimiter.js';
import type { CsvDialectOptions } from './types.js';

/**
 * The dialect to read a file in: what the caller said, and the rest found from its first bytes.
 * @throws OPTIONS_INVALID
 */
export function resolveDialect(call: string, options: CsvDialectOptions, head: Uint8Array): CsvDialect {
  const quote = options.quote ?? '"';
  const headerRows = options.headerRows ?? 1;
  if (quote !== '' && !isPlainCharacter(quote)) rejectOption(call, 'quote', 'one ASCII character, or "" for none', quote);
  const { delimiter } = options;
  const rest = { quote, escape: quote, headerRows, skipLines: 0 };
  if (delimiter === undefined) return { delimiter: sniffDelimiter(head, head.length < SNIFF_BYTES, quote), ...rest };
  if (!isPlainCharacter(delimiter)) rejectOption(call, 'delimiter', 'one ASCII character, no line end', delimiter);
  if (delimiter === quote) rejectOption(call, 'delimiter', 'another character than the quote', delimiter);
  return { delimiter, ...rest };
}

function isPlainCharacter(text: unknown): text is string {
  return typeof text === 'string' && text.length === 1 && text.charCodeAt(0) < 0x80 && text !== '\n' && text !== '\r';
}
