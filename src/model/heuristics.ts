/** No probability is reported below this: a model has never seen enough to call a label impossible. */
export const PROBABILITY_FLOOR = 1e-6;

/** Standardised numbers are held within this many standard deviations, so that a wild input can't overflow to Infinity. */
export const STANDARDISED_LIMIT = 1e6;

/** The model file's `formatVersion` that this code writes, and the oldest that it reads. */
export const MODEL_FORMAT_VERSION = 4;
export const OLDEST_MODEL_FORMAT_VERSION = 4;

/**
 * What errors go to one side at least, as a share of what they go to the other: how lopsided they are changes with time, and a
 * side where they went next to nowhere would have to be stretched many times, the other one with it.
 */
export const LEAST_SIDE = 0.5;

/** Test loss over cross-validated loss from which on it is warned of. */
export const OVERFIT_RATIO = 1.25;

/** Where base and row have scores this near to one another, the slope between them stands for the change over the change: a quotient of two such small numbers would be noise. */
export const NEAR_SCORES = 1e-6;

/** Points of TreeSHAP that are laid out at a time: twice as many different features on a path are rare. */
export const POINTS_AT_ONCE = 16;
