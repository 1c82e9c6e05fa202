import type { ColumnView } from '../columns/column-view.js';
import { codeTexts, type Clue, type ValueCodes } from './clue.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { rankNumbers } from '../columns/ranked-numbers.js';

/** A part that texts have: what it is called, and how it is taken; null where a text lacks it. */
interface Part {
  readonly name: string;
  readonly take: (text: string, words: readonly string[]) => string | null;
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

const wordParts: readonly Part[] = [
  ...ordinals.map((ordinal, index): Part => ({ name: `${ordinal} word`, take: (_, words) => words[index] ?? null })),
  { name: 'last word', take: (_, words) => words.at(-1) ?? null },
  { name: 'second last word', take: (_, words) => words.at(-2) ?? null },
];

const digitParts: readonly Part[] = [
  { name: 'last character', take: (text) => [...text].at(-1) ?? null },
  { name: 'last two characters', take: (text) => [...text].slice(-2).join('') },
];

const codeParts: readonly Part[] = [
  { name: 'first character', take: (text) => [...text][0] ?? null },
  { name: 'first two characters', take: (text) => [...text].slice(0, 2).join('') },
  { name: 'first three characters', take: (text) => [...text].slice(0, 3).join('') },
  ...digitParts,
  { name: 'form', take: (text) => formOf(text) },
];

/** Many texts, and whole numbers that seldom repeat; of few, the whole says all that its parts say. */
export function hasParts({ column, schema }: ColumnView, rows: number): boolean {
  if (column.form === 'dictionary' && schema.distinct > limits.maxRepeatedNames) return true;
  const whole =
    column.form !== 'datetime' && (column.form === 'dictionary' || column.evidence.integers === column.evidence.present);
  return whole && schema.distinct * limits.maxRowsPerText >= rows;
}

/**
 * Clues inside the texts of a column: words by their place and the parts of codes as values, the number of characters and the numbers
 * they hold as numbers.
 */
export function textClues(clue: Clue): Clue[] {
  const { values } = clue;
  if (values === null) return [];
  const texts = Array.from(values.counts.keys(), (code) => values.text(code).slice(0, limits.maxTextLength));
  const words = texts.map(splitWords);
  const parts = partsOf(texts, words);
  const clues = parts.flatMap((part) => {
    const taken = codeTexts(texts.map((text, index) => part.take(text, words[index]!)));
    const most = taken.codes.filter((code) => code >= 0).length * 2 > texts.length;
    const shared = most && taken.counts.length > 1 && taken.counts.length * limits.minTextsPerPart <= texts.length;
    return shared ? [textClue(clue, part.name, { values: spreadValues(taken, values) })] : [];
  });
  if (parts === digitParts) return clues;
  const lengths = texts.map((text) => [...text].length);
  const measured = new Set(lengths).size * limits.minTextsPerPart <= texts.length ? [numberClue(clue, 'length', lengths)] : [];
  return [
    ...clues,
    ...measured,
    numberClue(clue, 'first number', texts.map(firstNumber)),
    numberClue(clue, 'last number', texts.map(lastNumber)),
  ];
}

/** Words of what is spoken, characters of codes; of numbers, however they were read, only the check digits. */
function partsOf(texts: readonly string[], words: readonly (readonly string[])[]): readonly Part[] {
  if (texts.filter((text) => Number.isFinite(Number(text))).length > texts.length / 2) return digitParts;
  const spoken = words.reduce((sum, list) => sum + list.length, 0) > texts.length * limits.maxCodeWords;
  return spoken ? wordParts : [...codeParts, ...wordParts.slice(0, 3)];
}

function textClue(clue: Clue, part: string, found: Partial<Pick<Clue, 'numbers' | 'values'>>): Clue {
  return {
    ...clue,
    numbers: null,
    values: null,
    ...found,
    subject: `the ${part} of ${clue.subject}`,
    naming: null,
    origin: 'text',
  };
}

function numberClue(clue: Clue, part: string, byText: readonly number[]): Clue {
  return textClue(clue, part, { numbers: rankNumbers(Float64Array.from(clue.values!.codes, (code) => byText[code] ?? NaN)) });
}

/** Lower-case words and numbers. */
export function splitWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Letters as "a", digits as "0", repetitions once: "AB-1234" and "XYZ-7" are both "a-0". */
function formOf(text: string): string {
  return text
    .replace(/\p{L}+/gu, 'a')
    .replace(/\p{N}+/gu, '0')
    .slice(0, limits.maxFormLength);
}

const numberPattern = /\d[\d,]*(?:\.\d+)?/g;

function firstNumber(text: string): number {
  return toNumber(text.match(numberPattern)?.[0]);
}

function lastNumber(text: string): number {
  return toNumber(text.match(numberPattern)?.at(-1));
}

function toNumber(digits: string | undefined): number {
  return digits === undefined ? NaN : Number(digits.replaceAll(',', ''));
}

function spreadValues(parts: ValueCodes, { codes }: ValueCodes): ValueCodes {
  const spread = codes.map((code) => (code < 0 ? code : parts.codes[code]!));
  const counts = new Uint32Array(parts.counts.length);
  for (const code of spread) if (code >= 0) counts[code]!++;
  return { codes: spread, counts, text: parts.text };
}
