/** What a cell's text looks like, roughly: enough to tell one way to split a file from another, and names from values. */
export type CellKind = 'empty' | 'number' | 'date' | 'time' | 'address' | 'token' | 'text' | 'odd';

const number =
  /^[-+(]?\s?(?:\p{Sc}|[A-Z]{3}\s)?\s?[-+]?(?:\d[\d .,'\u00a0\u202f]*|[.,]\d+)(?:[eE][-+]?\d+)?\s?(?:%|\p{Sc}|[A-Z]{3})?\)?$/u;
const date =
  /^(?:\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[- ]\p{L}{3,9}\.?[- ,]+\d{2,4}|\p{L}{3,9}\.? \d{1,2},? \d{4})(?:[T ]+\d{1,2}:\d{2}.*)?$/u;
const time = /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AaPp][Mm])?$/;
const address = /^(?:https?:\/\/\S+|www\.\S+|[^\s@]+@[^\s@]+\.\p{L}{2,})$/u;
const token = /^[\p{L}\p{N}_.+#/-]+$/u;

/** Texts longer than this are texts, whatever they hold. */
const LONGEST_LOOKED_AT = 60;

/** @param separators characters that separate cells in other ways to split the file: a cell with them is odd */
export function cellKind(text: string, separators = ''): CellKind {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.length > LONGEST_LOOKED_AT) return 'text';
  if (number.test(trimmed) && /\d/.test(trimmed)) return 'number';
  if (date.test(trimmed)) return 'date';
  if (time.test(trimmed)) return 'time';
  if (address.test(trimmed)) return 'address';
  if (token.test(trimmed)) return 'token';
  return [...separators].some((separator) => trimmed.includes(separator)) ? 'odd' : 'text';
}

/** Kinds that are values rather than names. */
export function isValueKind(kind: CellKind): boolean {
  return kind === 'number' || kind === 'date' || kind === 'time' || kind === 'address';
}
