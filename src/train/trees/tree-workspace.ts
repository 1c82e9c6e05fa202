import { openTreeKernels } from '../../kernels/open-kernels.js';
import type { KernelKind, TreeKernelSpace } from '../../kernels/open-kernels.js';
import {
  CREW_BLOCK_BYTES,
  FOUND_BYTES,
  FoundField,
  JOB_OFFSET,
  JobField,
  LAYOUT_BYTES,
  LayoutField,
  MOST_PACKED,
  MOST_TASKS,
  NODE_BYTES,
  NodeField,
  SLOT_BYTES,
  SORTED_BYTES,
  TreeJob,
} from '../../kernels/tree-kernels.js';
import { MIN_SHARED_NUMBERS } from '../heuristics.js';
import { MISSING_BIN, type BinMatrix } from './bin-matrix.js';
import type { Crew } from './crew.js';
import type { NodeSums, Split, SplitLimits } from './split.js';

/** Sums of both derivatives per bin, in the workspace's units, the bins of all features one after the other. A number that the workspace knows it by. */
export type HistogramId = number;

/** Rows to be counted: those from `start` up to `end` (exclusive). What is counted is taken from `parent`. */
export interface Count {
  readonly start: number;
  readonly end: number;
  readonly into: HistogramId;
  readonly parent: HistogramId | null;
}

/** A node to be split by one of these features, ascending. */
export interface SplitSearch {
  readonly histogram: HistogramId;
  readonly sums: NodeSums;
  readonly rowCount: number;
  readonly features: ArrayLike<number>;
  /** uint32 by which one edge of each feature is drawn, to be the only one tried. @default all are tried */
  readonly draw?: number | undefined;
}

export interface WorkspaceOptions {
  /** Threads to share the work. @default this one alone */
  readonly crew?: Crew | undefined;
  /** @default the fastest that the machine has */
  readonly kind?: KernelKind | undefined;
}

const JOB_FIELDS = (CREW_BLOCK_BYTES - JOB_OFFSET) / 4;
/** Rows that a task of their job is worth it for. */
const MIN_ROWS_PER_TASK = 8192;
/** Rows from which on a crew counts them in pieces. */
const MIN_ROWS_COUNTED_IN_PIECES = 1024;
/** Features that a part has on average at least. */
const MIN_PART_FEATURES = 4;
/** What rounding at random lets a split gain, in units of the mean second derivative: less is no gain. */
const NOISE_GAIN = 4;
/** Sums of packed derivatives stay below this. */
const SUM_LIMIT = 2 ** 31 - 1;
const MAX_SCALE_BITS = 1000;
const MOST_BINS = 256;

/**
 * What trees are grown in: the bins, the rows in the order of the tree's leaves, the derivatives of the loss by row, and
 * histograms that are used again. All of it lies in the kernels' memory, so views are asked for anew after every call that takes
 * a histogram. The results are the same to the bit however many threads share the work. To be closed.
 */
export class TreeWorkspace {
  readonly matrix: BinMatrix;
  protected readonly space: TreeKernelSpace;
  protected readonly rowList: number;
  private block: number;
  private readonly crew: Crew | null;
  private readonly parts: number;
  private readonly derivativeList: number;
  private readonly columns: number;
  private readonly sides: number;
  private readonly bounds: number;
  private readonly pieceCount: number;
  private readonly nodes: number;
  private readonly found: number;
  private readonly featureLists: readonly [number, number];
  /** Bins of all features. */
  private readonly size: number;
  private readonly free: HistogramId[] = [];
  private rowsHeld = 0;
  private packedUnits: NodeSums = { gradient: 1, hessian: 1 };
  /** Bytes of memory when the crew was called last. */
  private roomServed = 0;

  constructor(matrix: BinMatrix, { crew, kind }: WorkspaceOptions = {}) {
    const { bins, offsets, edges, categories, rowCount, width } = matrix;
    this.matrix = matrix;
    this.size = offsets[width]!;
    this.space = openTreeKernels(kind);
    const { memory } = this.space;
    this.crew = crew !== undefined && crew.threads > 1 && rowCount * width >= MIN_SHARED_NUMBERS ? crew : null;
    const threads = Math.min(this.crew?.threads ?? 1, MOST_TASKS);
    this.parts = Math.min(threads, Math.max(1, Math.floor(width / MIN_PART_FEATURES)));
    this.pieceCount = threads;
    const bounds = partBounds(matrix, this.parts);
    this.block = this.makeBlock();
    this.nodes = memory.allocate(2 * NODE_BYTES);
    this.found = memory.allocate(2 * this.parts * FOUND_BYTES);
    this.featureLists = [memory.allocate(width * 4), memory.allocate(width * 4)];
    this.rowList = memory.allocate(rowCount * 4);
    this.derivativeList = memory.allocate(rowCount * 16);
    this.columns = memory.allocate(bins.length);
    this.sides = memory.allocate(MOST_BINS);
    this.bounds = memory.allocate(MOST_TASKS * 16);
    const { layout, slotCount } = layOut(matrix);
    const binStride = 4 * Math.ceil(slotCount / 4);
    const places = {
      bins: memory.allocate(rowCount * binStride),
      offsets: memory.allocate(offsets.length * 4),
      edgeCounts: memory.allocate(width * 4),
      parts: memory.allocate(bounds.length * 4),
      spare: memory.allocate(rowCount * 4),
      // Rows may be taken by fours.
      packed: memory.allocate((rowCount + 3) * 4),
      leftCounts: memory.allocate(MOST_TASKS * 4),
      categories: memory.allocate(width),
      sorted: memory.allocate(this.parts * SORTED_BYTES),
      pieces: memory.allocate(threads * binStride * SLOT_BYTES),
      layout: memory.allocate(layout.length * 4),
    };
    memory.uint32.set(layout, places.layout >>> 2);
    memory.uint8.set(categories, places.categories);
    memory.uint8.set(bins, this.columns);
    memory.uint32.set(offsets, places.offsets >>> 2);
    edges.forEach(({ length }, feature) => (memory.uint32[(places.edgeCounts >>> 2) + feature] = length));
    memory.uint32.set(bounds, places.parts >>> 2);
    for (const [name, place] of Object.entries(places)) this.set(name as keyof typeof places, place);
    this.set('width', width);
    this.set('binStride', binStride);
    this.set('columns', this.columns);
    this.set('columnRows', rowCount);
    this.set('derivatives', this.derivativeList);
    this.set('sides', this.sides);
    this.set('bounds', this.bounds);
    this.set('nodes', this.nodes);
    this.set('found', this.found);
    this.runByRows('transpose', rowCount);
  }

  /** The rows that a tree is grown on, in the order of its leaves once it is. */
  get rows(): Uint32Array {
    const start = this.rowList >>> 2;
    return this.space.memory.uint32.subarray(start, start + this.rowsHeld);
  }

  /** First and second derivative of the loss for row `i`: at `2 * i` and `2 * i + 1`. The second is not negative. */
  get derivatives(): Float64Array {
    const start = this.derivativeList >>> 3;
    return this.space.memory.float64.subarray(start, start + 2 * this.matrix.rowCount);
  }

  /** What a sum of 1 in a histogram stands for: powers of two. */
  get units(): NodeSums {
    return this.packedUnits;
  }

  setRows(rows: Uint32Array): void {
    this.rowsHeld = rows.length;
    this.rows.set(rows);
  }

  /**
   * Takes the derivatives over as the whole numbers that are counted: as many bits as their sums leave room for, 15 at most.
   * @param noise uint32 by which they are rounded up or down
   */
  pack(noise: number): void {
    const tasks = this.runByRows('bound', this.matrix.rowCount);
    const { float64 } = this.space.memory;
    let [gradient, hessian] = [0, 0];
    for (let task = 0; task < tasks; task++) {
      gradient = Math.max(gradient, float64[(this.bounds >>> 3) + 2 * task]!);
      hessian = Math.max(hessian, float64[(this.bounds >>> 3) + 2 * task + 1]!);
    }
    this.runPacking('pack', { gradient, hessian }, noise);
  }

  /** Runs a job that packs derivatives whose absolute values are not above these. */
  protected runPacking(kind: 'pack' | 'packLogistic', { gradient, hessian }: NodeSums, noise: number): void {
    const most = Math.min(MOST_PACKED, Math.floor(SUM_LIMIT / this.matrix.rowCount));
    const scales = [scaleTo(most, gradient), scaleTo(most, hessian)] as const;
    this.packedUnits = { gradient: 1 / scales[0], hessian: 1 / scales[1] };
    this.space.memory.float64.set(scales, (this.block + JOB_OFFSET + 4 * JobField.scales) >>> 3);
    this.set('noise', noise);
    this.runByRows(kind, this.matrix.rowCount);
  }

  /** A histogram to count into; what it holds is arbitrary. */
  takeHistogram(): HistogramId {
    return this.free.pop() ?? this.space.memory.allocate(this.size * 8);
  }

  giveBack(id: HistogramId): void {
    this.free.push(id);
  }

  /** What a histogram's bin holds. */
  sumsAt(id: HistogramId, bin: number): NodeSums {
    const { int32, uint32 } = this.space.memory;
    const place = (id >>> 2) + 2 * bin;
    return { gradient: int32[place + 1]!, hessian: uint32[place]! };
  }

  /**
   * Counts rows, and finds for up to two nodes the split with the largest gain (Chen and Guestrin, "XGBoost", 2016, equation 7),
   * missing values on the side where they gain more; null when none gains anything. Among equals the first feature and edge wins.
   */
  measure(count: Count | null, searches: readonly (SplitSearch | null)[], limits: SplitLimits): (Split | null)[] {
    const pieceCount = count === null ? 0 : this.countRows(count);
    this.set('pieceCount', pieceCount);
    this.set('counted', count?.into ?? 0);
    this.set('parent', count?.parent ?? 0);
    for (const node of [0, 1] as const) this.setSearch(node, searches[node] ?? null, limits);
    this.run('measure', this.parts);
    return searches.map((search, node) => (search === null ? null : this.bestFound(node, search.sums)));
  }

  /** @returns in how many pieces */
  private countRows({ start, end }: Count): number {
    const rowCount = end - start;
    const pieceCount = rowCount < MIN_ROWS_COUNTED_IN_PIECES ? 1 : this.pieceCount;
    const rowsPerTask = 4 * Math.ceil(rowCount / pieceCount / 4);
    this.set('rows', this.rowList + 4 * start);
    this.set('rowCount', rowCount);
    this.set('rowsPerTask', rowsPerTask);
    this.run('count', pieceCount);
    return pieceCount;
  }

  /**
   * Puts the rows from `start` up to `end` that a split sends to the left before the others, each part in its order.
   * @returns where the others begin
   */
  partition(start: number, end: number, split: Pick<Split, 'feature' | 'edge' | 'set' | 'missingLeft'>): number {
    const { feature, edge, set, missingLeft } = split;
    const { uint8 } = this.space.memory;
    uint8.fill(0, this.sides, this.sides + MOST_BINS);
    // The bin of missing values is the first one.
    if (set === null) uint8.fill(4, this.sides + (missingLeft ? MISSING_BIN : MISSING_BIN + 1), this.sides + edge + 2);
    else for (const bin of set) uint8[this.sides + bin] = 4;
    this.set('rows', this.rowList + 4 * start);
    this.set('column', this.columns + feature * this.matrix.rowCount);
    this.runByRows('partition', end - start);
    return start + this.space.kernels.joinPieces(this.block);
  }

  /** Lets the crew go. */
  close(): void {
    this.space.kernels.dismiss(this.block);
  }

  /** Sets a field of the next job. */
  protected set(field: keyof typeof JobField, value: number): void {
    this.space.memory.uint32[this.jobStart + JobField[field]] = value;
  }

  /** @returns how many tasks there were */
  protected runByRows(kind: keyof typeof TreeJob, rowCount: number): number {
    const rowsPerTask = Math.max(MIN_ROWS_PER_TASK, 4 * Math.ceil(rowCount / MOST_TASKS / 4));
    this.set('rowCount', rowCount);
    this.set('rowsPerTask', rowsPerTask);
    const tasks = Math.ceil(rowCount / rowsPerTask);
    this.run(kind, tasks);
    return tasks;
  }

  /** Runs the job in the fields as so many tasks. */
  protected run(kind: keyof typeof TreeJob, tasks: number): void {
    this.set('kind', TreeJob[kind]);
    if (this.crew !== null && this.roomServed < this.space.memory.uint8.length) this.callCrew(this.crew);
    this.space.kernels.runJob(this.block, tasks);
  }

  /** Where the fields of the next job begin, in units of 4 bytes. */
  private get jobStart(): number {
    return (this.block + JOB_OFFSET) >>> 2;
  }

  /** Threads that serve may not see memory that has grown since they began: they are let go, and called to a block of its own. */
  private callCrew(crew: Crew): void {
    const job = this.jobStart;
    this.space.kernels.dismiss(this.block);
    this.block = this.makeBlock();
    this.space.memory.uint32.copyWithin(this.jobStart, job, job + JOB_FIELDS);
    this.roomServed = this.space.memory.uint8.length;
    crew.serve(this.space, this.block);
  }

  private makeBlock(): number {
    const { memory } = this.space;
    const block = memory.allocate(CREW_BLOCK_BYTES);
    memory.uint8.fill(0, block, block + CREW_BLOCK_BYTES);
    return block;
  }

  private setSearch(node: 0 | 1, search: SplitSearch | null, limits: SplitLimits): void {
    const { l2, minChildWeight, categorySmoothing = 0, categoryL2 = 0 } = limits;
    const { int32, uint32, float64 } = this.space.memory;
    const job = this.jobStart + node;
    uint32[job + JobField.featureCounts] = search?.features.length ?? 0;
    if (search === null) return;
    const { sums, rowCount, features, histogram, draw = 0 } = search;
    const list = this.featureLists[node];
    uint32.set(features, list >>> 2);
    uint32[job + JobField.features] = list;
    uint32[job + JobField.histograms] = histogram;
    const fields = (this.nodes + node * NODE_BYTES) >>> 3;
    uint32[2 * (fields + NodeField.sums)] = sums.hessian;
    int32[2 * (fields + NodeField.sums) + 1] = sums.gradient;
    float64[fields + NodeField.l2] = l2 / this.units.hessian;
    float64[fields + NodeField.minChildWeight] = minChildWeight / this.units.hessian;
    uint32[2 * (fields + NodeField.draw)] = draw;
    float64[fields + NodeField.smoothing] = categorySmoothing / this.units.hessian;
    float64[fields + NodeField.categoryL2] = categoryL2 / this.units.hessian;
    float64[fields + NodeField.minGain] = (NOISE_GAIN * rowCount) / sums.hessian;
  }

  /** The best of what was found in the parts, the first among equals. */
  private bestFound(node: number, { gradient, hessian }: NodeSums): Split | null {
    const { float64, uint8 } = this.space.memory;
    let best: number | null = null;
    for (let part = 0; part < this.parts; part++) {
      const found = (this.found + (2 * part + node) * FOUND_BYTES) >>> 3;
      if (float64[found + FoundField.feature]! < 0) continue;
      if (best === null || float64[found + FoundField.gain]! > float64[best + FoundField.gain]!) best = found;
    }
    if (best === null) return null;
    const left = this.sumsAt(8 * (best + FoundField.left), 0);
    const edge = float64[best + FoundField.edge]!;
    const set = 8 * (best + FoundField.set);
    return {
      feature: float64[best + FoundField.feature]!,
      edge,
      set: edge < 0 ? membersOf(uint8.subarray(set, set + MOST_BINS / 8)) : null,
      missingLeft: float64[best + FoundField.missingLeft] === 1,
      gain: float64[best + FoundField.gain]!,
      left,
      right: { gradient: gradient - left.gradient, hessian: hessian - left.hessian },
    };
  }
}

/** The numbers whose bits are set, ascending. */
function membersOf(bits: Uint8Array): number[] {
  return Array.from({ length: 8 * bits.length }, (_, bit) => bit).filter((bit) => (bits[bit >>> 3]! >>> (bit & 7)) & 1);
}

/** The largest power of two (within what can be told from 0 and infinity) by which a number is not above a limit. */
function scaleTo(limit: number, number: number): number {
  return number === 0 ? 1 : 2 ** Math.min(MAX_SCALE_BITS, Math.floor(Math.log2(limit / number)));
}

/** Features of few bins in slots of up to 256 combinations, the fewest bins first; the others in slots of their own. */
function layOut({ bins, edges, rowCount, width }: BinMatrix): { readonly layout: Uint32Array; readonly slotCount: number } {
  const layout = new Uint32Array((width * LAYOUT_BYTES) / 4);
  const firstOf = (feature: number) => Number(!bins.subarray(feature * rowCount, (feature + 1) * rowCount).includes(MISSING_BIN));
  const features = edges.map(({ length }, feature) => ({ feature, first: firstOf(feature), edgeCount: length }));
  const sizeOf = ({ edgeCount, first }: (typeof features)[number]) => edgeCount + 2 - first;
  const slots: (typeof features)[] = [];
  let whole = Infinity;
  for (const each of features.toSorted((one, other) => sizeOf(one) - sizeOf(other))) {
    whole *= sizeOf(each);
    if (whole <= MOST_BINS) {
      slots.at(-1)!.push(each);
      continue;
    }
    slots.push([each]);
    whole = sizeOf(each);
  }
  for (const [slot, shared] of slots.entries()) {
    let lower = 1;
    const size = shared.reduce((product, each) => product * sizeOf(each), 1);
    for (const each of shared) {
      const start = (each.feature * LAYOUT_BYTES) / 4;
      // A slot of its own holds the bins as they are.
      const first = shared.length === 1 ? 0 : each.first;
      const own = each.edgeCount + 2 - first;
      layout[start + LayoutField.slot] = slot;
      layout[start + LayoutField.lower] = lower;
      layout[start + LayoutField.bins] = own;
      layout[start + LayoutField.first] = first;
      layout[start + LayoutField.whole] = shared.length === 1 ? own : size;
      lower *= own;
    }
  }
  return { layout, slotCount: slots.length };
}

/** Where each part of the features begins, and the end: parts of about equally many bins, which is what finding splits goes by. */
function partBounds({ offsets, width }: BinMatrix, parts: number): number[] {
  return Array.from({ length: parts + 1 }, (_, part) => {
    const due = (part / parts) * offsets[width]!;
    let bound = 0;
    while (bound < width && Math.abs(offsets[bound + 1]! - due) <= Math.abs(offsets[bound]! - due)) bound++;
    return bound;
  });
}
