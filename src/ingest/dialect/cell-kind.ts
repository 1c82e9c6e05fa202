/** What a cell's text looks like, roughly: enough to tell one way to split a file from another, and names from values. */
export type CellKind = 'empty' | 'number' | 'date' | 'time' | 'address' | 'token' | 'text';

/** Digits with or without a fraction; in groups of three, or as in India; a fraction alone. */
const digits = String.raw`(?:\d{1,3}(?:([ .,'\u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:\.\d*|,\d+)?|[.,]\d+)`;
const unit = String.raw`(?:%|\p{Sc}|[A-Z]{3})`;
const number = new RegExp(String.raw`^[-+(]?\s?(?:\p{Sc}|[A-Z]{3}\s)?\s?[-+]?${digits}(?:[eE][-+]?\d+)?\s?${unit}?\)?$`, 'u');
const date =
  /^(?:\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[- ]\p{L}{3,9}\.?[- ,]+\d{2,4}|\p{L}{3,9}\.? \d{1,2},? \d{4})(?:[T ]+\d{1,2}:\d{2}.*)?$/u;
const time = /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AaPp][Mm])?$/;
const address = /^(?:https?:\/\/\S+|www\.\S+|[^\s@]+@[^\s@]+\.\p{L}{2,})$/u;
const token = /^[\p{L}\p{N}_.+#/-]+$/u;

/** What most cells are, told without the others, which take longer. */
const plainNumber = /^-?\d+(?:\.\d+)?$/;
const plainWord = /^[A-Za-z]+$/;

/** Texts longer than this are texts, whatever they hold. */
const LONGEST_LOOKED_AT = 60;

/** The kind of a cell, by its text without blanks around it. */
export function cellKind(text: string): CellKind {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.length > LONGEST_LOOKED_AT) return 'text';
  if (plainNumber.test(trimmed)) return 'number';
  if (plainWord.test(trimmed)) return 'token';
  if (number.test(trimmed)) return 'number';
  if (date.test(trimmed)) return 'date';
  if (time.test(trimmed)) return 'time';
  if (address.test(trimmed)) return 'address';
  return token.test(trimmed) ? 'token' : 'text';
}

/** Kinds that are values rather than names. */
export function isValueKind(kind: CellKind): boolean {
  return kind === 'number' || kind === 'date' || kind === 'time' || kind === 'address';
}
