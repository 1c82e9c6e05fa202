import type { Association } from './types.js';
import type { CategoryVariable, NumberVariable, Variable } from './variable.js';

/** Below this share of its square sum, the spread of a variable within the common rows is rounding error. */
const CONSTANT_SHARE = 1e-12;

type Measured = Pick<Association, 'value' | 'count'>;

/** Measures how two variables relate over the rows where both are present, by the measure that suits their kinds. */
export function associate(one: Variable, other: Variable): Association {
  const columns = [one.name, other.name] as const;
  if (one.kind === 'number') {
    if (other.kind === 'number') return { columns, measure: 'pearson', ...pearson(one, other) };
    return { columns, measure: 'correlation-ratio', ...correlationRatio(one, other) };
  }
  if (other.kind === 'number') return { columns, measure: 'correlation-ratio', ...correlationRatio(other, one) };
  return { columns, measure: 'cramers-v', ...cramersV(one, other) };
}

/** Pearson's product-moment correlation; null when either is constant over the common rows. */
export function pearson(one: NumberVariable, other: NumberVariable): Measured {
  const [x, y] = [one.values, other.values];
  let [count, sumX, sumY, squareX, squareY, product] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < x.length; row++) {
    const a = x[row]!;
    const b = y[row]!;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    count++;
    sumX += a;
    sumY += b;
    squareX += a * a;
    squareY += b * b;
    product += a * b;
  }
  const spreadX = squareX - (sumX * sumX) / count;
  const spreadY = squareY - (sumY * sumY) / count;
  if (count < 2 || spreadX <= CONSTANT_SHARE * squareX || spreadY <= CONSTANT_SHARE * squareY) return { value: null, count };
  const value = (product - (sumX * sumY) / count) / Math.sqrt(spreadX * spreadY);
  return { value: Math.max(-1, Math.min(1, value)), count };
}

/**
 * Cramér's V with the bias correction of Bergsma, "A bias-correction for Cramér's V and Tschuprow's T" (2013). Null
 * when a variable has one level only over the common rows.
 */
export function cramersV(one: CategoryVariable, other: CategoryVariable): Measured {
  const width = other.levelCount;
  const table = new Float64Array(one.levelCount * width);
  const rowTotals = new Float64Array(one.levelCount);
  const columnTotals = new Float64Array(width);
  let count = 0;
  for (let row = 0; row < one.codes.length; row++) {
    const a = one.codes[row]!;
    const b = other.codes[row]!;
    if (a < 0 || b < 0) continue;
    table[a * width + b]!++;
    rowTotals[a]!++;
    columnTotals[b]!++;
    count++;
  }
  const rows = rowTotals.filter((total) => total > 0).length;
  const columns = columnTotals.filter((total) => total > 0).length;
  if (rows < 2 || columns < 2) return { value: null, count };
  let phiSquared = -1;
  for (let cell = 0; cell < table.length; cell++) {
    const observed = table[cell]!;
    if (observed > 0) phiSquared += (observed * observed) / (rowTotals[Math.floor(cell / width)]! * columnTotals[cell % width]!);
  }
  const corrected = Math.max(0, phiSquared - ((rows - 1) * (columns - 1)) / (count - 1));
  const smaller = Math.min(rows - (rows - 1) ** 2 / (count - 1), columns - (columns - 1) ** 2 / (count - 1)) - 1;
  return { value: smaller > 0 ? Math.min(1, Math.sqrt(corrected / smaller)) : null, count };
}

/** Correlation ratio (eta, Pearson 1905): root of the share of the number's variance that lies between the levels. */
export function correlationRatio(number: NumberVariable, category: CategoryVariable): Measured {
  const sums = new Float64Array(category.levelCount);
  const counts = new Float64Array(category.levelCount);
  let [count, sum, squares] = [0, 0, 0];
  for (let row = 0; row < number.values.length; row++) {
    const value = number.values[row]!;
    const level = category.codes[row]!;
    if (level < 0 || Number.isNaN(value)) continue;
    sums[level]! += value;
    counts[level]!++;
    count++;
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  const total = squares - sum * mean;
  const levels = counts.filter((rows) => rows > 0).length;
  if (levels < 2 || total <= CONSTANT_SHARE * squares) return { value: null, count };
  let between = 0;
  for (let level = 0; level < sums.length; level++) {
    if (counts[level]! > 0) between += counts[level]! * (sums[level]! / counts[level]! - mean) ** 2;
  }
  return { value: Math.sqrt(Math.min(1, between / total)), count };
}
