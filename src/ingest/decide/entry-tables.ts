import { ENTRY_TABLES_BYTES, EntryTables, SingleLetter } from '../../kernels/kernels.js';
import { tokenBit } from '../../kernels/reference-survey.js';
import { currencyTexts } from '../../table/currencies.js';
import { monthNumbers, weekdayNames } from '../../table/month-names.js';
import { AMBIGUOUS_NULL_TOKENS, NULL_WORDS, UNAMBIGUOUS_NULL_TOKENS } from '../../table/null-tokens.js';
import { YES_NO_WORDS } from './examine-entries.js';

/** Letters that stand alone in numbers and dates: exponents, "T" before a time, "Z" for UTC; "R$" and the like; "a.m." and "p.m.". */
const singleLetters: readonly (readonly [letters: string, place: number])[] = [
  ['eEtTzZ', SingleLetter.anywhere],
  ['ACRS', SingleLetter.beforeDollar],
  ['aApP', SingleLetter.beforePoint],
  ['mM', SingleLetter.behindPoint],
];

const encoder = new TextEncoder();
let tables: Uint8Array | null = null;

/** The tables by which plain text is told from what may be a number, a date or a token. */
export function entryTables(): Uint8Array {
  return (tables ??= makeTables());
}

function makeTables(): Uint8Array {
  const made = new Uint8Array(ENTRY_TABLES_BYTES);
  for (const [letters, place] of singleLetters) {
    for (const letter of letters) made[EntryTables.letters + letter.charCodeAt(0)]! |= place;
  }
  const words = [
    ...monthNumbers.keys(),
    ...weekdayNames,
    ...currencyTexts.map(({ text }) => text.toLowerCase()),
    ...['am', 'pm', 'utc', 'gmt', 'st', 'nd', 'rd', 'th', 'er', 'of', 'de', 'del', 'at', 'um', 'cet', 'cest', 'est', 'edt'],
  ];
  for (const word of words) {
    const [first, second] = [word.charCodeAt(0) - 97, word.charCodeAt(1) - 97];
    if (first >= 0 && first < 26 && second >= 0 && second < 26) made[EntryTables.beginnings + first * 26 + second] = 1;
  }
  for (const token of [...UNAMBIGUOUS_NULL_TOKENS, ...AMBIGUOUS_NULL_TOKENS, ...NULL_WORDS, ...YES_NO_WORDS]) {
    const bytes = encoder.encode(token);
    const bit = tokenBit(bytes, 0, bytes.length);
    made[EntryTables.tokens + (bit >>> 3)]! |= 1 << (bit & 7);
  }
  return made;
}
