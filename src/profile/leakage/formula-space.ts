/** Share of a term's variance that others leave, below which it is a sum of them. */
const COLLINEAR = 1e-9;

/** A column, or what was made of one or two, as a term of a formula. */
export interface Term {
  readonly columns: readonly string[];
  /** How it is written: `"price"`, `(1 - "discount")`. */
  readonly label: string;
  /** By row; missing = NaN. */
  readonly values: Float64Array;
}

/** Correlations of terms with each other and with the outcome, over rows where all are present. */
export interface FormulaSpace {
  readonly terms: readonly Term[];
  /** `terms.length` + 1 square; the outcome comes last. */
  readonly correlations: Float64Array;
  /** Mean and standard deviation of each, the outcome last. */
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  readonly rows: number;
}

/** The outcome as weighted terms. */
export interface Formula {
  readonly terms: readonly { readonly term: Term; readonly weight: number }[];
  readonly constant: number;
}

/** Measures all correlations at once; every choice of terms is then judged without looking at a row again. */
export function formulaSpace(terms: readonly Term[], outcome: Float64Array): FormulaSpace {
  const complete = Array.from(outcome.keys()).filter(
    (row) => Number.isFinite(outcome[row]!) && terms.every(({ values }) => Number.isFinite(values[row]!)),
  );
  const columns = [...terms.map(({ values }) => values), outcome].map((values) =>
    Float64Array.from(complete, (row) => values[row]!),
  );
  const size = columns.length;
  const means = Float64Array.from(columns, mean);
  const deviations = new Float64Array(size);
  columns.forEach((values, index) => {
    for (let row = 0; row < values.length; row++) values[row]! -= means[index]!;
    deviations[index] = Math.sqrt(meanProduct(values, values)) || 1;
  });
  const correlations = new Float64Array(size * size);
  for (let one = 0; one < size; one++) {
    for (let other = one; other < size; other++) {
      const correlation = meanProduct(columns[one]!, columns[other]!) / (deviations[one]! * deviations[other]!);
      correlations[one * size + other] = correlations[other * size + one] = correlation;
    }
  }
  return { terms, correlations, means, deviations, rows: complete.length };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function meanProduct(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < one.length; row++) sum += one[row]! * other[row]!;
  return sum / Math.max(1, one.length);
}

/**
 * The outcome as a weighted sum of as few terms as will do: the best pair of all, and from it on the one term that explains
 * most of what is left (forward selection by the sweep operator: Goodnight, "A tutorial on the SWEEP operator", 1979). Null
 * where no choice of at most `maxTerms` leaves less than `maxRest` of the variance.
 */
export function findFormula(space: FormulaSpace, maxTerms: number, maxRest: number): Formula | null {
  const size = space.terms.length + 1;
  const outcome = size - 1;
  const swept = space.correlations.slice();
  const chosen = [...(bestPair(swept, size) ?? [])];
  if (chosen.length === 0) return null;
  for (const term of chosen) sweep(swept, size, term);
  while (swept[outcome * size + outcome]! > maxRest) {
    const next = chosen.length < maxTerms ? mostExplaining(swept, size, chosen) : -1;
    if (next < 0) return null;
    sweep(swept, size, next);
    chosen.push(next);
  }
  const { means, deviations } = space;
  const terms = dropNeedless(swept, size, chosen, maxRest).map((index) => ({
    term: space.terms[index]!,
    weight: (swept[index * size + outcome]! * deviations[outcome]!) / deviations[index]!,
    mean: means[index]!,
  }));
  return { terms, constant: terms.reduce((rest, { weight, mean }) => rest - weight * mean, means[outcome]!) };
}

function mostExplaining(swept: Float64Array, size: number, chosen: readonly number[]): number {
  let [best, most] = [-1, 0];
  for (let term = 0; term < size - 1; term++) {
    const left = swept[term * size + term]!;
    if (chosen.includes(term) || left < COLLINEAR) continue;
    const explained = swept[term * size + size - 1]! ** 2 / left;
    if (explained > most) [best, most] = [term, explained];
  }
  return best;
}

/** Needless terms, taken on the way to the right ones, are swept out again. */
function dropNeedless(swept: Float64Array, size: number, chosen: readonly number[], maxRest: number): number[] {
  const outcome = size - 1;
  return chosen.filter((term) => {
    sweep(swept, size, term);
    if (swept[outcome * size + outcome]! <= maxRest) return false;
    sweep(swept, size, term);
    return true;
  });
}

/** The two terms that explain the outcome best together, from their three correlations. */
function bestPair(correlations: Float64Array, size: number): [number, number] | null {
  let best: [number, number] | null = null;
  let most = 0;
  for (let one = 0; one < size - 1; one++) {
    const a = correlations[one * size + size - 1]!;
    for (let other = one + 1; other < size - 1; other++) {
      const between = correlations[one * size + other]!;
      const b = correlations[other * size + size - 1]!;
      const left = 1 - between * between;
      const explained = left < COLLINEAR ? 0 : (a * a + b * b - 2 * a * b * between) / left;
      if (explained > most) {
        most = explained;
        best = [one, other];
      }
    }
  }
  return best;
}

/** Takes a term into the regression; a second time, out of it again. */
function sweep(matrix: Float64Array, size: number, pivot: number): void {
  const scale = matrix[pivot * size + pivot]!;
  for (let row = 0; row < size; row++) {
    if (row === pivot) continue;
    const factor = matrix[row * size + pivot]! / scale;
    if (factor === 0) continue;
    for (let column = 0; column < size; column++) {
      if (column !== pivot) matrix[row * size + column]! -= factor * matrix[pivot * size + column]!;
    }
  }
  for (let index = 0; index < size; index++) {
    if (index === pivot) continue;
    matrix[pivot * size + index]! /= scale;
    matrix[index * size + pivot]! /= -scale;
  }
  matrix[pivot * size + pivot] = 1 / scale;
}
