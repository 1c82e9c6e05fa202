// Every threshold of training, by the file that uses it.

// resolve-target
/** Fewest rows with a target that can be split, fitted and tested at all. */
export const MIN_USABLE_ROWS = 10;
export const MAX_CLASSES = 100;
/** A class needs this many rows on average: below, the target names rows rather than groups. */
export const MIN_ROWS_PER_CLASS = 2;

// split-rows
export const TEST_FRACTION = { classification: 0.2, regression: 0.15 } as const;
/** Regression only: the rows that the interval is calibrated on. */
export const CALIBRATION_FRACTION = 0.15;

// row-order
/** Fewest different times or groups that rows can be parted by. */
export const MIN_SPLIT_VALUES = 5;

// find-evident-orders
/** Different times or groups from which on an order of the rows is evident. */
export const MIN_EVIDENT_VALUES = 20;
/** Rows that a group has on average: fewer is hardly a group, more is a category that new rows fall into too. */
export const MIN_EVIDENT_GROUP_ROWS = 1.5;
export const MAX_EVIDENT_GROUP_ROWS = 200;
export const MAX_UNTIMED_SHARE = 0.05;

// draw-learning-curve
/** Parts of the rows that the model is learned anew from, ascending. */
export const LEARNING_CURVE_SHARES = [0.125, 0.25, 0.5] as const;
export const MIN_LEARNING_CURVE_ROWS = 2_000;
/** What doubling the rows has taken off the loss, from which on doubling them again is worth it. */
export const MUCH_TO_GAIN = 0.02;

// select-inputs
/** A column of more levels than this, and of more than half as many levels as cells, tells rows apart and little else. */
export const MAX_SPARSE_LEVELS = 50;
export const MAX_SPARSE_LEVEL_FRACTION = 0.5;

/** Of more columns than this, those with the weakest link to the target are left out: time grows with the square of the features. */
export const MAX_INPUTS = 250;

// problem
/** Most numbers in the matrix that a candidate is fitted on (8 bytes each); of more rows a sample is taken. */
export const MAX_FIT_NUMBERS = 50_000_000;
/** The same, times the classes, for learners that are linear in their features and have more than two classes to tell apart. */
export const MAX_CLASS_NUMBERS = 10_000_000;

// fit-encoder
/** Width that an encoder is kept to, by fewer knots and levels per column. */
export const MAX_FEATURES = 600;
/** Of few rows, one feature for so many of them, but always as many as this. */
export const ROWS_PER_FEATURE = 4;
export const FEW_FEATURES = 100;
/** Levels with a number of their own in a one-hot feature; the rest are pooled as `other`. */
export const MAX_ONE_HOT_LEVELS = 50;
/** Of more levels, their order by mean target would be mostly noise: they get that mean itself, out of fold. */
export const MAX_ORDERED_LEVELS = 50;
export const MAX_TARGET_LEVELS = 5_000;
/** Parts of the training rows whose target means are those of the other parts. */
export const TARGET_FOLDS = 5;
/** Terms of a text column that are learned from, out of as many as are followed. */
export const MAX_TERMS = 60;
export const MAX_TERMS_FOLLOWED = 500_000;
/** A term must stand in at least so many training rows, and in no larger share of them. */
export const MIN_TERM_ROWS = 5;
export const MAX_TERM_SHARE = 0.95;
/** Characters of a text column beyond which taking it apart would take too long. */
export const MAX_TEXT_CHARACTERS = 20_000_000;
/** Levels seen in fewer training rows are pooled as `other`. */
export const MIN_LEVEL_ROWS = 3;
/** That a number is missing counts as a fact of its own from this many training rows on; a few tell too little to learn from. */
export const MIN_INDICATOR_ROWS = 30;
/** A number with at most this many distinct values gets a knot at each; others at quantiles. */
export const MAX_KNOTS_AT_VALUES = 30;
export const MAX_QUANTILE_KNOTS = 16;
export const MIN_ROWS_PER_KNOT = 25;
/** Rows that a level's mean target is pulled towards the overall mean by, when levels are ordered. */
export const LEVEL_MEAN_PRIOR_ROWS = 10;

// penalty-path and the linear estimators
/** L2 penalties tried, strongest first: half of the penalty times the squared weights is added to the summed loss. */
export const PENALTIES = [300, 30, 3, 0.3] as const;
/** Rows that choose the penalty of a logistic or log-linear model (ridge regression chooses on all, in closed form). */
export const MAX_PENALTY_ROWS = 4_000;
/** Fewer where features and classes are many: rows times features times classes. */
export const MAX_PENALTY_NUMBERS = 3_000_000;
export const MIN_PENALTY_ROWS = 500;
export const PENALTY_FOLDS = 4;
/** Rows that the curvature for the optimiser's first step is taken from. */
export const MAX_CURVATURE_ROWS = 3_000;
/** Numbers in the matrices of curvature that are kept at once. */
export const MAX_CURVATURE_NUMBERS = 400_000;
/** Relative distance to the optimum at which fitting stops: before the curvature is taken anew, for choosing a penalty, and for the model. */
export const ROUGH_TOLERANCE = 1e-3;
export const SEARCH_TOLERANCE = 1e-4;
export const FIT_TOLERANCE = 1e-6;
export const MAX_ITERATIONS = 200;
/** Iterations over several classes are held to so many multiplications, in a fit and in the search for its penalty. */
export const MIN_ITERATIONS = 15;
export const MAX_FIT_WORK = 5e8;
export const MAX_SEARCH_WORK = 1e8;
/** A log-linear model answers at most this many times the largest target it was fitted on. */
export const CEILING_FACTOR = 1.25;
/** A target needs this ratio of largest to mean before a log-linear model is worth trying. */
export const MIN_LOG_SPREAD = 2;

// elastic-net
/** Columns, and rows for each of them, from which and up to which most weights are better 0. */
export const MIN_WIDE_INPUTS = 20;
export const WIDE_ROWS_PER_INPUT = 25;
/** Share of values other than 0 up to which a column is kept without its zeros. */
export const SPARSE_SHARE = 0.4;
/** Passes over the weights, and Newton steps of each output, under one penalty. */
export const MAX_PASSES = 1_000;
export const MAX_CYCLES = 1_000;
/** How much of the penalty is L1. */
export const L1_SHARE = 0.5;
/** Penalties tried: from the weakest under which all weights are 0 down, by this factor, as long as one of the last few was the best so far. */
export const PATH_FACTOR = 0.65;
export const MAX_PATH_STEPS = 24;
export const PATH_PATIENCE = 3;
/** Times the rows, the weakest penalty: without one, classes that can be told apart wholly would have weights without end. */
export const MIN_SUMMED_STRENGTH = 0.3;

// naive-bayes
/** Share of the largest variance that is added to each one, so that a feature constant within a class stays finite. */
export const VARIANCE_SMOOTHING = 1e-2;

// train-options
export const MAX_DEFAULT_THREADS = 8;

// tree-workspace
/** Bins (rows times features) from which on several threads grow a tree sooner than one. */
export const MIN_SHARED_NUMBERS = 50_000;

// boosting
export const BOOSTING_BINS = 254;
/** Share of the targets that are no farther from their median than where Huber's loss goes straight on. */
export const HUBER_SHARE = 0.9;
/** Most rounds, and rounds without a smaller loss after which the search for their number stops. */
export const BOOSTING_ROUNDS = { most: 1000, patience: 30 } as const;
/** Parts of the rows that are held back in turn to choose the number of rounds; of more rows than these, only the first. */
export const BOOSTING_WATCHED_PARTS = 5;
export const BOOSTING_MANY_ROWS = 3_000;
/** As LightGBM has them. */
const categorySplits = { categorySmoothing: 10, categoryL2: 10 };
export const BOOSTING = {
  deep: {
    ...categorySplits,
    learningRate: 0.08,
    maxLeaves: 24,
    maxDepth: Infinity,
    minChildWeight: 5,
    l2: 3,
    rowShare: 0.8,
    featureShare: 0.7,
  },
  shallow: {
    ...categorySplits,
    learningRate: 0.1,
    maxLeaves: 5,
    maxDepth: Infinity,
    minChildWeight: 5,
    l2: 1,
    rowShare: 0.8,
    featureShare: 0.7,
  },
} as const;

// random-forest
export const FOREST = {
  bins: 64,
  trees: 120,
  /** Leaves of a tree, about: of many rows, leaves have more. */
  maxLeaves: 4_000,
  /** Rows of the overall shares or mean that every leaf's own are mixed with. */
  leafPriorRows: 0.1,
} as const;
/**
 * By what is to be told, features tried at a node (this share of them; for classes at least the square root of how many they are)
 * and rows of a leaf. A tree for several classes is grown towards numbers drawn for them, so it has to go deeper to tell them apart.
 */
export const RANDOM_FOREST_GROWTH = {
  number: { featureShare: 0.4, minLeafRows: 3 },
  twoClasses: { featureShare: 0.25, minLeafRows: 5 },
  severalClasses: { featureShare: 0.25, minLeafRows: 1 },
} as const;
export const EXTRA_TREES_GROWTH = {
  number: { featureShare: 0.5, minLeafRows: 5 },
  twoClasses: { featureShare: 0.5, minLeafRows: 5 },
  severalClasses: { featureShare: 0.25, minLeafRows: 1 },
} as const;

// blend
/** Candidates that a blend takes in, one after the other and with replacement. */
export const BLEND_STEPS = 25;
/** Shares of a blend below which a candidate is left out: it would cost more than it adds. */
export const BLEND_MIN_SHARE = 0.1;

// package-forest (ml-random-forest tries every row of a node as a split, so its time grows with the square of the rows)
export const PACKAGE_FOREST_MAX_ROWS = 1_000;
export const PACKAGE_FOREST_SAMPLE_ROWS = { classification: 400, regression: 400 } as const;
export const PACKAGE_FOREST_TREES = { classification: 24, regression: 20 } as const;
/** Every further class adds splits to try, so it costs trees: this many are left at least. */
export const PACKAGE_FOREST_MIN_TREES = 10;
export const PACKAGE_FOREST_BINS = 16;
/** Features that a tree may use: this share of them, and no more than the limit. */
export const PACKAGE_FOREST_FEATURE_SHARE = 1;
export const PACKAGE_FOREST_MAX_FEATURES = 12;
export const PACKAGE_FOREST_MIN_NODE_ROWS = 8;
export const PACKAGE_FOREST_MAX_DEPTH = 8;
/** Rows of the overall shares that every leaf's own counts are mixed with. */
export const PACKAGE_FOREST_LEAF_PRIOR_ROWS = 2;

// race-candidates
/** Share of the time budget after which no candidate is begun: the rest is for fitting the model. */
export const COMPARISON_SHARE = 0.6;
/** Share that is kept for the report: what could not be fitted before that is left out of the model. */
export const REPORT_SHARE = 0.1;
/** Share, before that, that is kept for the interval of a regression. */
export const INTERVAL_SHARE = 0.05;

// cross-validate
export const FOLDS = 5;
/** From this many development rows on, fewer folds do. */
export const MANY_ROWS = 5_000;
export const FOLDS_FOR_MANY_ROWS = 3;
/** Candidates are compared on a sample of this many development rows at most. */
export const MAX_COMPARISON_ROWS = 10_000;
/** Under a short budget of seconds fewer rows are compared on, and learned from: so many for each second, and this many at least. */
export const COMPARISON_ROWS_PER_SECOND = 1_000;
export const FIT_ROWS_PER_SECOND = 6_000;
export const MIN_BUDGET_ROWS = 500;

// answer-rows
/** Rows answered at once, to begin with and at most, and how long the pieces in between take about. */
export const FIRST_PIECE_ROWS = 64;
export const MAX_PIECE_ROWS = 4_096;
export const PIECE_MILLISECONDS = 25;

// measure-importance
export const MAX_IMPORTANCE_ROWS = 2_000;
export const MIN_IMPORTANCE_ROWS = 200;
/** Answers that it may take in all: of many columns fewer rows are shuffled. */
export const MAX_IMPORTANCE_ANSWERS = 160_000;
export const IMPORTANCE_REPEATS = 2;

// measure-effects
/** Columns whose effect is shown, and values of each that are tried. */
export const MAX_EFFECTS = 5;
export const EFFECT_POINTS = 12;
/** Share of the rows beyond the outermost values on either side. */
export const EFFECT_TAIL = 0.02;
export const MAX_EFFECT_ROWS = 250;
/** An effect rises or falls when at least this share of its movement goes that way. */
export const DIRECTION_SHARE = 0.8;

// measure-shap
/** Rows that are explained: means of contributions settle soon. */
export const MAX_SHAP_ROWS = 200;
export const MIN_SHAP_ROWS = 20;
/** Rows times nodes of the model's trees, of which each takes about 50 nanoseconds: half a second. */
export const MAX_SHAP_NODES = 10_000_000;
/** Rows between two pauses. */
export const SHAP_PIECE_ROWS = 10;

// bootstrap-intervals
export const MIN_BOOTSTRAP_ROWS = 10;
export const BOOTSTRAP_COVERAGE = 0.95;
export const BOOTSTRAP_RESAMPLES = 400;
/** Answers, of all classes, that are drawn from. */
export const MAX_BOOTSTRAP_NUMBERS = 60_000;

// score-classification and draw-curves
export const CALIBRATION_BINS = 10;
export const MAX_CURVE_CLASSES = 10;
/** Points of a curve lie at least this part of it apart. */
export const CURVE_STEPS = 98;
export const PREDICTION_GROUPS = 20;

// find-weak-segments
export const MAX_WEAK_SEGMENTS = 3;
export const MAX_SEGMENT_ROWS = 10_000;
export const MIN_SEGMENT_ROWS = 30;
/** Share of its rows that a segment may have in common with another that is named. */
export const SEGMENT_OVERLAP = 0.5;
/** How many times the overall loss a weak segment's is at least, and how likely one is to be named by chance alone, at most. */
export const WEAK_SEGMENT_RATIO = 1.2;
export const WEAK_SEGMENT_SIGNIFICANCE = 0.05;

// warnings-of

// calibrate-interval
export const INTERVAL_COVERAGE = 0.9;

// learn-reach
/** Rows with out-of-fold errors from which on it is learned how far errors go where. */
export const MIN_REACH_ROWS = 200;
/** Few leaves of many rows: a quantile far out is known from many rows only. */
export const REACH_BOOSTING = {
  learningRate: 0.15,
  maxLeaves: 8,
  maxDepth: Infinity,
  minChildWeight: 40,
  l2: 1,
  rowShare: 0.8,
  featureShare: 0.7,
} as const;
export const REACH_ROUNDS = { most: 100, patience: 15 } as const;
/** Share of the mean absolute error that errors go at least. */
export const LEAST_REACH = 0.1;

// train-model
export const DEFAULT_SECONDS = 60;
/** Below this many test rows the report says that its scores are rough. */
export const FEW_TEST_ROWS = 50;
