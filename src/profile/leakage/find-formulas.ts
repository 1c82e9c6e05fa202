import type { Finding } from '../../schema/types.js';
import { showMany } from '../../table/wording.js';
import type { Clue } from './clue.js';
import { findFormula, formulaSpace, type Formula, type FormulaSpace, type Term } from './formula-space.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';
import { roundingOf } from './rounding-of.js';

/** A target that is a number, on the rows examined. */
interface Total {
  readonly name: string;
  readonly values: Float64Array;
}

/** A formula whose weights were read as whole numbers where they nearly are, and what it gives for the terms of a row. */
interface Candidate extends Formula {
  readonly evaluate: (values: readonly number[]) => number;
}

/** Finds the columns that the target is computed from: sums and differences of parts, products and ratios, weighted sums. */
export function findFormulas(clues: readonly Clue[], target: Total): Finding[] {
  const columns = clues.filter(({ numbers, naming }) => numbers !== null && naming === null && numbers.distinct.length > 1);
  const terms = mostRelated(columns.map(termOf), target, limits.formulaMaxColumns);
  const products = productsOf(mostRelated(terms, target, limits.formulaMaxFactors));
  const finding = asSum(terms, target) ?? asProduct(terms, target) ?? asSum([...terms, ...products], target);
  return finding === null ? [] : [finding];
}

function termOf({ columns, subject, numbers }: Clue): Term {
  return { columns, label: subject, values: numbers!.values };
}

/** At most so many terms, those that go with the target most. */
function mostRelated(terms: readonly Term[], target: Total, most: number): readonly Term[] {
  if (terms.length <= most) return terms;
  const outcome = target.values.subarray(0, limits.formulaRows);
  const strength = new Map(
    terms.map((term) => {
      const { correlations } = formulaSpace([{ ...term, values: term.values.subarray(0, limits.formulaRows) }], outcome);
      return [term, Math.abs(correlations[1]!)];
    }),
  );
  const strongest = new Set(terms.toSorted((one, other) => strength.get(other)! - strength.get(one)!).slice(0, most));
  return terms.filter((term) => strongest.has(term));
}

/** Products of two, for totals such as price times quantity plus postage. */
function productsOf(factors: readonly Term[]): Term[] {
  return factors.flatMap((one, index) =>
    factors.slice(index + 1).map((other) => ({
      columns: [...one.columns, ...other.columns],
      label: `${one.label} times ${other.label}`,
      values: one.values.map((value, row) => value * other.values[row]!),
    })),
  );
}

function asSum(terms: readonly Term[], target: Total): Finding | null {
  const formula = search(terms, target.values, limits.sumRest);
  if (formula === null) return null;
  const snapped = formula.terms.map(({ term, weight }) => ({ term, weight: snap(weight) }));
  const isPlain = snapped.every(({ weight }) => Math.abs(weight) === 1);
  const constant = Math.abs(formula.constant) < roundingOf(target.values) * 3 ? 0 : formula.constant;
  const used = isPlain ? { terms: snapped, constant } : formula;
  const evaluate = (values: readonly number[]): number =>
    used.terms.reduce((sum, { weight }, index) => sum + weight * values[index]!, used.constant);
  return describe({ ...used, evaluate }, target, isPlain ? 'LEAKAGE_SUM' : 'LEAKAGE_FORMULA', isPlain, sumInWords(used, isPlain));
}

/** Sums in logarithms: products, ratios and powers. A share such as a discount may work as what it leaves. */
function asProduct(terms: readonly Term[], target: Total): Finding | null {
  const factors = terms.flatMap((term) => [term, ...(isShare(term.values) ? [remainderOf(term)] : [])]);
  const inLogarithms = factors.map((term) => ({ ...term, values: logarithms(term.values) }));
  const formula = search(inLogarithms, logarithms(target.values), limits.productRest);
  if (formula === null) return null;
  const scale = Math.exp(formula.constant);
  const round = Number(scale.toPrecision(3));
  const used: Formula = {
    terms: formula.terms.map(({ term, weight }) => ({ term: factors[inLogarithms.indexOf(term)]!, weight: snap(weight) })),
    constant: Math.abs(scale - round) < scale * limits.snapWithin ? round : scale,
  };
  const evaluate = (values: readonly number[]): number =>
    used.terms.reduce((product, { weight }, index) => {
      const value = values[index]!;
      return product * (Number.isInteger(weight) ? value ** weight : Math.abs(value) ** weight);
    }, used.constant);
  const isPlain = used.terms.every(({ weight }) => Math.abs(weight) === 1);
  return describe({ ...used, evaluate }, target, 'LEAKAGE_FORMULA', isPlain, productInWords(used));
}

function logarithms(values: Float64Array): Float64Array {
  return values.map((value) => (value === 0 ? NaN : Math.log(Math.abs(value))));
}

function isShare(values: Float64Array): boolean {
  return values.every((value) => !(value < 0 || value >= 1));
}

function remainderOf({ columns, label, values }: Term): Term {
  return { columns, label: `(1 - ${label})`, values: values.map((value) => 1 - value) };
}

/**
 * A formula of at least two terms on as many rows as that takes. Rows in which a part is blank are passed over, unless
 * that leaves too few: then a blank part counts as none.
 */
function search(terms: readonly Term[], outcome: Float64Array, maxRest: number): Formula | null {
  const rows = Math.max(limits.formulaRows, terms.length * 2);
  const sampled = terms
    .map((term) => ({ term, values: term.values.subarray(0, rows) }))
    .filter(({ values }) => values.filter(Number.isNaN).length <= values.length * limits.formulaMissing);
  if (sampled.length < 2) return null;
  const spaceOf = (blank: number): FormulaSpace =>
    formulaSpace(
      sampled.map(({ term, values }) => ({ ...term, values: values.map((value) => (Number.isNaN(value) ? blank : value)) })),
      outcome.subarray(0, rows),
    );
  const gapless = spaceOf(NaN);
  const space = gapless.rows >= Math.max(limits.minRows, sampled.length * 2) ? gapless : spaceOf(0);
  if (space.rows < limits.minRows) return null;
  const maxTerms = Math.min(limits.formulaMaxTerms, Math.floor(space.rows / limits.minRowsPerTerm));
  const formula = findFormula(space, maxTerms, maxRest);
  if (formula === null || formula.terms.length < 2) return null;
  return {
    ...formula,
    terms: formula.terms.map(({ term, weight }) => ({ term: sampled[space.terms.indexOf(term)]!.term, weight })),
  };
}

/** A weight that is nearly a whole number, or a half, is meant to be it. */
function snap(weight: number): number {
  const round = Math.round(weight * 2) / 2;
  return round !== 0 && Math.abs(weight - round) <= limits.snapWithin * Math.abs(round) ? round : weight;
}

/** Rows where the formula holds; null with too many exceptions, or where a part hardly ever matters. */
function verify({ terms, evaluate }: Candidate, { values: totals }: Total): number | null {
  const parts = terms.map(({ term }) => term.values);
  const tolerance = [totals, ...parts].reduce((sum, values) => sum + roundingOf(values), 0);
  const matters = parts.map(() => 0);
  let [rows, exceptions] = [0, 0];
  for (let row = 0; row < totals.length; row++) {
    const values = parts.map((part) => part[row]!);
    const computed = evaluate(values);
    const total = totals[row]!;
    if (!Number.isFinite(computed) || !Number.isFinite(total)) continue;
    rows++;
    values.forEach((value, index) => (matters[index]! += value === 0 ? 0 : 1));
    const largest = Math.max(Math.abs(total), Math.abs(computed), ...values.map(Math.abs));
    if (Math.abs(computed - total) > tolerance + limits.formulaTolerance * largest) exceptions++;
  }
  const enough = rows >= limits.minRows && exceptions <= rows * limits.formulaExceptions;
  return enough && matters.every((count) => count >= limits.minRowsPerPart) ? rows - exceptions : null;
}

function describe(
  formula: Candidate,
  target: Total,
  code: 'LEAKAGE_SUM' | 'LEAKAGE_FORMULA',
  isPlain: boolean,
  words: string,
): Finding | null {
  const rows = verify(formula, target);
  if (rows === null) return null;
  const columns = [...new Set(formula.terms.flatMap(({ term }) => term.columns))];
  return leakageFinding(code, isPlain ? 'high' : 'medium', {
    columns,
    target: target.name,
    numbers: { rows, columns: columns.length },
    sentence: `"${target.name}" is ${words} in ${showMany(rows, 'row')}, so it can be computed from them.`,
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
