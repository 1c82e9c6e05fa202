/** Principal components of standardised columns, the largest variance first. */
export interface PrincipalComponents {
  /** Variance along each component. */
  readonly variances: readonly number[];
  /** Share of all variance that each component holds, 0 to 1. */
  readonly explained: readonly number[];
  /** Per component, the weight of each column; each points to where its largest weight is positive. */
  readonly weights: readonly (readonly number[])[];
}

/** From the covariance matrix of some rows (all by default), whose size does not depend on them. */
export async function principalComponents(columns: readonly Float64Array[], rows?: Uint32Array): Promise<PrincipalComponents> {
  const { PCA } = await import('ml-pca');
  const covariance = columns.map(() => new Array<number>(columns.length).fill(0));
  for (let one = 0; one < columns.length; one++) {
    for (let other = 0; other <= one; other++) {
      const value = meanProduct(columns[one]!, columns[other]!, rows);
      covariance[one]![other] = value;
      covariance[other]![one] = value;
    }
  }
  const pca = new PCA(covariance, { isCovarianceMatrix: true });
  const vectors = pca.getEigenvectors();
  return {
    variances: pca.getEigenvalues().map((value) => Math.max(0, value)),
    explained: pca.getExplainedVariance().map((share) => Math.max(0, share)),
    weights: columns.map((_, component) => pointForward(vectors.getColumn(component))),
  };
}

/** Coordinates along one component, by row. */
export function scoresAlong(columns: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const scores = new Float64Array(columns[0]?.length ?? 0);
  columns.forEach((values, column) => {
    const weight = weights[column]!;
    for (let row = 0; row < scores.length; row++) scores[row]! += values[row]! * weight;
  });
  return scores;
}

/** How many components hold at least this share of the variance. */
export function componentsFor(explained: readonly number[], share: number): number {
  let held = 0;
  const enough = explained.findIndex((part) => (held += part) >= share - 1e-9);
  return enough < 0 ? explained.length : enough + 1;
}

function meanProduct(one: Float64Array, other: Float64Array, rows: Uint32Array | undefined): number {
  let sum = 0;
  if (rows === undefined) for (let row = 0; row < one.length; row++) sum += one[row]! * other[row]!;
  else for (let index = 0; index < rows.length; index++) sum += one[rows[index]!]! * other[rows[index]!]!;
  return sum / (rows?.length ?? one.length);
}

/** The sign of a component is arbitrary; this one is the same on every machine. */
function pointForward(weights: readonly number[]): number[] {
  const largest = weights.reduce((best, weight) => (Math.abs(weight) > Math.abs(best) + 1e-12 ? weight : best), 0);
  return weights.map((weight) => (largest < 0 ? -weight : weight));
}
