declare module 'ml-naivebayes' {
  /** The part of the package that is used here; it ships no types of its own. */
  export class GaussianNB {
    /** Labels are whole numbers from 0, each with at least one row. */
    train(trainingSet: readonly (readonly number[])[], trainingLabels: readonly number[]): void;
    toJSON(): {
      /** Per class, the mean of each feature. */
      means: number[][];
      /** Per class: the log prior, then per feature [1 / (sqrt(2 pi) sd), -2 sd²], the deviation with divisor n - 1. */
      calculateProbabilities: [number, ...(readonly [number, number])[]][];
    };
  }
}
