/*
 * The boundary of the hot loops of growing trees. All addresses are byte offsets into one KernelMemory.
 *
 * columns       bins of the rows, uint8, feature after feature
 * bins          the same row after row, `binStride` slots in each, a multiple of 4. Features of few bins share a slot, which holds the number
 *               of their combination: fewer cells to count. What a slot has counted is {@link SLOT_BYTES} of sums, one after the other
 * derivatives   first and second derivative of the loss for each row, two float64 side by side
 * packed        both as whole numbers in one int32: the first one in its upper half, the second one, never negative, in its lower half
 * histogram     their sums per bin, in the two halves of one int64; the bins of all features one after the other. Sums of whole numbers
 *               are the same in any order, whoever adds them
 * rows          uint32, in the order of a tree's leaves: those of a node stand together
 */

/** What each does in AssemblyScript (`assembly/tree-kernels.ts`) and in plain TypeScript (`reference-trees.ts`), with the same results. */
export interface TreeKernels {
  /** Does the tasks of the job in the block's fields, together with the other threads that serve it: the results are the same however many they are. */
  runJob(block: number, tasks: number): void;
  /** Joins what the tasks of a partition have parted. @returns how many rows come first */
  joinPieces(block: number): number;
  /** Does tasks of the jobs that another thread runs, beginning with the task `first` where it is free, until the crew is dismissed. */
  serve(block: number, first: number): void;
  /** Says that a thread that serves has broken down: the job fails, which would never end. */
  reportLoss(block: number): void;
  /** Lets the threads that serve go. */
  dismiss(block: number): void;
}

/** Bytes of a block that a crew shares, all 0 at first; the fields of the job begin at {@link JOB_OFFSET}. */
export const CREW_BLOCK_BYTES = 384;
export const JOB_OFFSET = 192;

/** A job has this many tasks at most. */
export const MOST_TASKS = 32;

/** The jobs, and what their tasks are. A piece of the rows is `rowsPerTask` of them. */
export const TreeJob = {
  /**
   * A part of the features each: writes the histogram `counted` out of what {@link count} has counted in so many pieces; takes it from that
   * of the `parent` (which thus becomes the other child's); and finds the split with the largest gain of up to two nodes: see
   * {@link NodeField}, {@link FoundField}. Among equals the first feature and edge wins.
   */
  measure: 0,
  /** A piece of the rows each: counts it into slots of its own, which stand in `pieces`. */
  count: 1,
  /**
   * A piece of the rows each: those whose bin in `column` is on the left side come first, the others go into `spare`, each part
   * in its order. `sides` says for each of 256 bins how far the left side gets longer by such a row: 4 bytes, or 0. The task
   * writes how many the first ones are to `leftCounts`.
   */
  partition: 2,
  /**
   * A piece of the rows each: packs both derivatives of the logistic loss by the scores, to 6 digits, as {@link pack} does; `target` is 0
   * or 1. There is room for a multiple of 4 rows.
   */
  packLogistic: 3,
  /** A piece of the rows each: both derivatives of half the squared error. */
  deriveSquared: 4,
  /** A piece of the rows each: writes the largest absolute value of each derivative to `bounds`, two float64. */
  bound: 5,
  /**
   * A piece of the rows each: packs the derivatives times the `scales`, rounded up or down at random (Shi et al., "Quantized training
   * of gradient boosting decision trees", 2022), so that sums are right on average. The same `noise` gives the same numbers;
   * whole numbers stay as they are.
   */
  pack: 6,
  /**
   * Every so many of the leaves each. A leaf is two uint32 and a float64: the first of its rows, how many, and the step to add to
   * their `scores`, `stride` of them per row.
   */
  addSteps: 7,
  /** A piece of the rows each: writes the `bins` out of the `columns`, where the rows of all pieces are `columnRows`. */
  transpose: 8,
} as const;

/** Largest absolute value of a packed derivative; sums over all rows have to stay below 2^31 too. */
export const MOST_PACKED = 32767;

/** Places of the uint32 fields of a job, in units of 4 bytes. */
export const JobField = {
  kind: 0,
  bins: 1,
  width: 2,
  binStride: 3,
  columns: 4,
  /** Where each feature's bins begin in a histogram, uint32, and one more for the end. */
  offsets: 5,
  /** How many edges each feature has, uint32. */
  edgeCounts: 6,
  /** Where each part of the features begins, uint32, and one more for the end. */
  parts: 7,
  derivatives: 8,
  packed: 9,
  rows: 10,
  rowCount: 11,
  /** Room for as many rows. */
  spare: 12,
  column: 13,
  sides: 14,
  leftCounts: 15,
  counted: 16,
  /** 0 for none. */
  parent: 17,
  pieces: 18,
  /** 0 where nothing was counted. */
  pieceCount: 19,
  nodes: 20,
  /** Per node: its histogram, the features it may be split by (uint32, ascending), and how many they are; 0 for a node that is not to be split. */
  histograms: 21,
  features: 23,
  featureCounts: 25,
  found: 27,
  scores: 28,
  target: 29,
  leaves: 30,
  stride: 31,
  leafCount: 32,
  /** Size of a piece of the rows, a multiple of 4. */
  rowsPerTask: 33,
  /** How many tasks there are, for the leaves. */
  tasks: 34,
  bounds: 35,
  /** Two float64. */
  scales: 36,
  noise: 40,
  columnRows: 41,
  /** Of the rows, float64; 0 for none. */
  weights: 42,
  /** How features lie in slots: see {@link LayoutField}. */
  layout: 43,
  /** uint8 per feature: 1 where bins are categories too, which are parted in an order that each node finds. They have no missing values. */
  categories: 44,
  /** Room of each part: {@link SORTED_BYTES}. */
  sorted: 45,
} as const;

/** Places of the 8-byte fields of a node to be split: a histogram's sums over its rows, and float64 in the units of these. */
export const NodeField = {
  sums: 0,
  l2: 1,
  /** Least sum of second derivatives on either side. */
  minChildWeight: 2,
  /** What a split gains more than. */
  minGain: 3,
  /** Added to the second derivatives of a category when it is put in order, and to those of both sides when categories are parted. */
  smoothing: 4,
  categoryL2: 5,
  /** uint32 by which one edge of each feature is drawn, and that one tried alone; 0 to try all. */
  draw: 6,
} as const;

export const NODE_BYTES = 56;

/** Places of the 8-byte fields of a split that was found, float64 but for `left`: those of node `n` in part `p` are number `2 * p + n`. */
export const FoundField = {
  /** -1 when none gains anything. */
  feature: 0,
  gain: 1,
  /** A histogram's sums on the left side. */
  left: 2,
  /** The number of the last edge there, and whether missing values go there (1); the edge is -1 where categories are parted. */
  edge: 3,
  missingLeft: 4,
  /** 256 bits: the bins on the left side where categories are parted. */
  set: 5,
} as const;

export const FOUND_BYTES = 72;

/** Sums of the 256 bins of a slot. */
export const SLOT_BYTES = 2048;

/** Places of the uint32 fields of a feature's layout, in units of 4 bytes. A slot holds `(bin - first) * lower`, added up over its features. */
export const LayoutField = {
  slot: 0,
  /** How many combinations the features below it in the slot have. */
  lower: 1,
  /** How many bins it has from `first` on. */
  bins: 2,
  /** 1 for a feature that shares a slot and has no missing values, which the bin 0 is for. */
  first: 3,
  /** How many combinations the slot has. */
  whole: 4,
} as const;

export const LAYOUT_BYTES = 20;

/** Room to put the bins of a feature in order. */
export const SORTED_BYTES = 3072;
