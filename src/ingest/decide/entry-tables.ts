import { ENTRY_TABLES_BYTES, EntryTables, LetterPair, SingleLetter } from '../../kernels/kernels.js';
import { tokenBit } from '../../kernels/reference-survey.js';
import { currencyTexts } from '../../table/currencies.js';
import { monthNumbers, weekdayNames } from '../../table/month-names.js';
import { AMBIGUOUS_NULL_TOKENS, NULL_WORDS, UNAMBIGUOUS_NULL_TOKENS } from '../../table/null-tokens.js';
import { YES_NO_WORDS } from './examine-entries.js';

/** Letters that stand alone in numbers and dates: exponents, "T" before a time, "Z" for UTC; "R$" and the like; "a.m." and "p.m.". */
const singleLetters: readonly (readonly [letters: string, place: number])[] = [
  ['eEtT', SingleLetter.beforeNumber],
  ['zZ', SingleLetter.behindDate],
  ['ACRS', SingleLetter.beforeDollar],
  ['aApP', SingleLetter.beforePoint],
  ['mM', SingleLetter.behindPoint],
];

/** Behind the days of a month, whose name may follow at once: "1stMay". */
const ordinalEndings = ['st', 'nd', 'rd', 'th', 'er'];

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
    ...['am', 'pm', 'utc', 'gmt', 'of', 'de', 'del', 'at', 'um'],
  ];
  for (const word of words) {
    const [first, second, third] = [place(word, 0), place(word, 1), place(word, 2)];
    if (first < 0 || second < 0) continue;
    const pair = first * 26 + second;
    const triple = pair * 26 + third;
    if (third < 0) made[EntryTables.pairs + pair] = LetterPair.word;
    else made[EntryTables.triples + (triple >>> 3)]! |= 1 << (triple & 7);
  }
  for (const ending of ordinalEndings) made[EntryTables.pairs + place(ending, 0) * 26 + place(ending, 1)] = LetterPair.beginning;
  for (const token of [...UNAMBIGUOUS_NULL_TOKENS, ...AMBIGUOUS_NULL_TOKENS, ...NULL_WORDS, ...YES_NO_WORDS]) {
    const bytes = encoder.encode(token);
    const bit = tokenBit(bytes, 0, bytes.length);
    made[EntryTables.tokens + (bit >>> 3)]! |= 1 << (bit & 7);
  }
  return made;
}

/** The place in the alphabet, from 0, of a small letter; -1 where there is none. */
function place(word: string, at: number): number {
  const letter = word.charCodeAt(at) - 97;
  return letter >= 0 && letter < 26 ? letter : -1;
}
