import { showMany } from '../table/wording.js';
import type { Encoding, SourceWarning } from '../table/types.js';
import type { TextRepairs } from './text-repairs.js';

/** The encoding that bytes turned out to have, where none was given: Windows-1252 if only that explains them. */
export function guessedEncoding({ guessed, multiByte }: TextRepairs): Encoding {
  return guessed > 0 && !multiByte ? 'windows-1252' : 'utf-8';
}

/**
 * Warnings for bytes that were no text in the encoding, once all have been read.
 * @param encoding as it was given or found; undefined where it was guessed from the bytes themselves
 */
export function textWarnings(repairs: TextRepairs, encoding: Encoding | undefined): SourceWarning[] {
  const { guessed, invalid, multiByte, firstLine: line } = repairs;
  const warnings: SourceWarning[] = [];
  const first = line === null ? `(first at byte ${repairs.firstByte})` : `(first on line ${line})`;
  if (guessed > 0 && !multiByte) {
    const message = `The file is not UTF-8. Read as Windows-1252 (Latin-1): ${showMany(guessed, 'byte')} beyond ASCII ${first}. If letters look wrong, save the file as UTF-8 or set encoding.`;
    warnings.push({ code: 'ENCODING_GUESSED', message, count: guessed, line });
  } else if (guessed > 0) {
    const message = `The file is UTF-8, but for ${showMany(guessed, 'byte')} ${first} read as Windows-1252 (Latin-1). Set encoding if that is wrong.`;
    warnings.push({ code: 'INVALID_BYTES', message, count: guessed, line });
  }
  if (invalid > 0 && (guessed === 0 || !multiByte)) {
    const name = encoding ?? 'windows-1252';
    const message = `No text in ${name}, and replaced by "\ufffd": ${showMany(invalid, 'byte sequence')}${guessed === 0 ? ` ${first}` : ''}.`;
    warnings.push({ code: 'INVALID_BYTES', message, count: invalid, line: guessed === 0 ? line : null });
  }
  return warnings;
}
