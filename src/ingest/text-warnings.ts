import type { SourceWarning } from '../table/types.js';

/** A warning for bytes that were no valid text. */
export function textWarnings(invalidUtf8: number): SourceWarning[] {
  if (invalidUtf8 === 0) return [];
  const message = `${invalidUtf8} byte sequence(s) are not valid text in the file's encoding and became "\ufffd".`;
  return [{ code: 'INVALID_BYTES', message, count: invalidUtf8, line: null }];
}
