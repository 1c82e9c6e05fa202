import type { Finding } from '../../schema/types.js';
import { showMany } from '../../schema/wording.js';
import type { Clue } from './clue.js';
import { findFormula, formulaSpace, type Formula, type Term } from './formula-space.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';

/** A target that is a number, on the rows examined. */
interface Total {
  readonly name: string;
  readonly values: Float64Array;
}

/** Finds the columns that the target is computed from: sums and differences of parts, products and ratios, weighted sums. */
export function findFormulas(clues: readonly Clue[], target: Total): Finding[] {
  const columns = clues.filter(({ numbers, naming }) => numbers !== null && naming === null && numbers.distinct.length > 1);
  const near = columns.length <= limits.formulaMaxColumns ? columns : mostRelated(columns, target);
  const rows = Math.min(target.values.length, Math.max(limits.formulaRows, near.length * 2));
  const finding = asSum(near, target, rows) ?? asProduct(near, target, rows);
  return finding === null ? [] : [finding];
}

/** The columns that go with the target most. */
function mostRelated(columns: readonly Clue[], target: Total): Clue[] {
  const strength = new Map(
    columns.map((clue) => {
      const pair = formulaSpace([termOf(clue, limits.formulaRows)], target.values.subarray(0, limits.formulaRows));
      return [clue, Math.abs(pair.correlations[1]!)];
    }),
  );
  return columns.toSorted((one, other) => strength.get(other)! - strength.get(one)!).slice(0, limits.formulaMaxColumns);
}

function termOf({ columns, subject, numbers }: Clue, rows: number): Term {
  return { column: columns[0]!, label: subject, values: numbers!.values.subarray(0, rows), of: (cell) => cell };
}

function asSum(columns: readonly Clue[], target: Total, rows: number): Finding | null {
  const outcome = target.values.subarray(0, rows);
  const terms = columns.map((clue) => termOf(clue, rows));
  const formula = search(terms, outcome, limits.sumRest);
  if (formula === null || formula.terms.length < 2) return null;
  const plain: Formula = { ...formula, terms: formula.terms.map(({ term, weight }) => ({ term, weight: snap(weight) })) };
  const isPlain = plain.terms.every(({ weight }) => Math.abs(weight) === 1);
  const used = isPlain
    ? { ...plain, constant: Math.abs(formula.constant) < roundingOf(target.values) * 3 ? 0 : formula.constant }
    : formula;
  const evaluate = (values: readonly number[]): number =>
    used.terms.reduce((sum, { weight }, index) => sum + weight * values[index]!, used.constant);
  const held = verify(used, evaluate, columns, target);
  if (held === null) return null;
  return describe(target, used, held, isPlain ? 'LEAKAGE_SUM' : 'LEAKAGE_FORMULA', sumInWords(used, isPlain));
}

/** Sums in logarithms: products, ratios and powers. A share such as a discount may work as what it leaves. */
function asProduct(columns: readonly Clue[], target: Total, rows: number): Finding | null {
  const logarithms = (values: Float64Array): Float64Array =>
    values.map((value) => (value === 0 ? NaN : Math.log(Math.abs(value))));
  const terms = columns.flatMap((clue) => {
    const term = termOf(clue, rows);
    const remainder = (cell: number): number => 1 - cell;
    const rest = isShare(term.values) ? [{ ...term, label: `(1 - ${term.label})`, of: remainder }] : [];
    return [term, ...rest].map((one) => ({ ...one, values: logarithms(term.values.map(one.of)) }));
  });
  const formula = search(terms, logarithms(target.values.subarray(0, rows)), limits.productRest);
  if (formula === null || formula.terms.length < 2) return null;
  const snapped = formula.terms.map(({ term, weight }) => ({ term, weight: snap(weight) }));
  const scale = Math.exp(formula.constant);
  const rounded =
    Math.abs(scale - Number(scale.toPrecision(3))) < scale * limits.snapWithin ? Number(scale.toPrecision(3)) : scale;
  const used: Formula = { terms: snapped, constant: rounded };
  const evaluate = (values: readonly number[]): number =>
    snapped.reduce((product, { term, weight }, index) => {
      const value = term.of(values[index]!);
      return product * (Number.isInteger(weight) ? value ** weight : Math.abs(value) ** weight);
    }, rounded);
  const held = verify(used, evaluate, columns, target);
  if (held === null) return null;
  const isPlain = snapped.every(({ weight }) => Math.abs(weight) === 1);
  return describe(target, used, held, 'LEAKAGE_FORMULA', productInWords(used), isPlain);
}

function isShare(values: Float64Array): boolean {
  return values.every((value) => !(value < 0 || value >= 1));
}

/** Rows in which a part is blank are passed over, unless that leaves too few: then a blank part counts as none. */
function search(terms: readonly Term[], outcome: Float64Array, maxRest: number): Formula | null {
  const gapless = terms.filter(({ values }) => {
    const missing = values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
    return missing <= values.length * limits.formulaMissing;
  });
  if (gapless.length < 2) return null;
  const space = formulaSpace(gapless, outcome);
  const needed = Math.max(limits.minRows, gapless.length * 2);
  const filled = space.rows >= needed ? space : formulaSpace(gapless.map(fillBlanks), outcome);
  if (filled.rows < limits.minRows) return null;
  return findFormula(filled, Math.min(limits.formulaMaxTerms, Math.floor(filled.rows / limits.minRowsPerTerm)), maxRest);
}

function fillBlanks(term: Term): Term {
  return { ...term, values: term.values.map((value) => (Number.isNaN(value) ? 0 : value)) };
}

/** A weight that is nearly a whole number, or a half, is meant to be it. */
function snap(weight: number): number {
  const round = Math.round(weight * 2) / 2;
  return round !== 0 && Math.abs(weight - round) <= limits.snapWithin * Math.abs(round) ? round : weight;
}

/** Rows where the formula holds; null with too many exceptions, or where a part hardly ever matters. */
function verify(
  { terms }: Formula,
  evaluate: (values: readonly number[]) => number,
  columns: readonly Clue[],
  target: Total,
): number | null {
  const parts = terms.map(({ term }) => columns.find((clue) => clue.columns[0] === term.column)!.numbers!.values);
  const tolerance = [target.values, ...parts].reduce((sum, values) => sum + roundingOf(values), 0);
  const matters = parts.map(() => 0);
  let [rows, exceptions] = [0, 0];
  for (let row = 0; row < target.values.length; row++) {
    const values = parts.map((part) => part[row]!);
    const computed = evaluate(values);
    const total = target.values[row]!;
    if (!Number.isFinite(computed) || !Number.isFinite(total)) continue;
    rows++;
    values.forEach((value, index) => (matters[index]! += value === 0 ? 0 : 1));
    const largest = Math.max(Math.abs(total), Math.abs(computed), ...values.map(Math.abs));
    if (Math.abs(computed - total) > tolerance + limits.formulaTolerance * largest) exceptions++;
  }
  const enough = rows >= limits.minRows && exceptions <= rows * limits.formulaExceptions;
  return enough && matters.every((count) => count >= limits.minRowsPerPart) ? rows - exceptions : null;
}

/** How far rounding may have moved each value: half a unit of the last decimal; 0 where there are too many decimals to tell. */
function roundingOf(values: Float64Array): number {
  for (let unit = 1; unit >= 1e-6; unit /= 10) {
    const rounded = (value: number): boolean => Number.isNaN(value) || Math.abs(value / unit - Math.round(value / unit)) < 1e-6;
    if (values.every(rounded)) return unit * 0.5005;
  }
  return 0;
}

function describe(
  { name }: Total,
  { terms }: Formula,
  rows: number,
  code: 'LEAKAGE_SUM' | 'LEAKAGE_FORMULA',
  words: string,
  isPlain = code === 'LEAKAGE_SUM',
): Finding {
  const columns = [...new Set(terms.map(({ term }) => term.column))];
  return leakageFinding(code, isPlain ? 'high' : 'medium', {
    columns,
    target: name,
    numbers: { rows, columns: columns.length },
    sentence: `"${name}" is ${words} in ${showMany(rows, 'row')}, so it can be computed from them.`,
  });
}

function sumInWords({ terms, constant }: Formula, isPlain: boolean): string {
  const ordered = terms.toSorted((one, other) => Math.sign(other.weight) - Math.sign(one.weight));
  const parts = ordered.map(({ term, weight }, index) => {
    const sign = weight < 0 ? 'minus ' : index > 0 ? 'plus ' : '';
    return `${sign}${isPlain ? '' : `${showNumber(Math.abs(weight))} times `}${term.label}`;
  });
  const rest = constant === 0 ? '' : ` ${constant < 0 ? 'minus' : 'plus'} ${showNumber(Math.abs(constant))}`;
  return `${parts.join(' ')}${rest}`;
}

function productInWords({ terms, constant }: Formula): string {
  const ordered = terms.toSorted((one, other) => Math.sign(other.weight) - Math.sign(one.weight));
  const parts = ordered.map(({ term, weight }, index) => {
    const power = Math.abs(weight) === 1 ? '' : ` to the power of ${showNumber(Math.abs(weight))}`;
    const sign = weight < 0 ? (index > 0 ? 'divided by ' : '1 divided by ') : index > 0 ? 'times ' : '';
    return `${sign}${term.label}${power}`;
  });
  return `${parts.join(' ')}${constant === 1 ? '' : ` times ${showNumber(constant)}`}`;
}

function showNumber(value: number): string {
  return String(Number(value.toPrecision(3)));
}
