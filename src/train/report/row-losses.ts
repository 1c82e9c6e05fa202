/** What each row adds to the loss: the negative logarithm of the true class's probability, or for regression (`classCount` null) the squared error. */
export function rowLosses(truth: Float64Array, answers: Float64Array, classCount: number | null): Float64Array {
  if (classCount === null) return truth.map((value, row) => (value - (answers[row] as number)) ** 2);
  return truth.map((index, row) => -Math.log(answers[row * classCount + index] as number));
}
