import {
  FOUND_BYTES,
  FoundField,
  JOB_OFFSET,
  JobField,
  LAYOUT_BYTES,
  LayoutField,
  NODE_BYTES,
  NodeField,
  SLOT_BYTES,
  TreeJob,
} from './tree-kernels.js';
import type { TreeKernels } from './tree-kernels.js';
import type { KernelMemory } from './kernel-memory.js';

/** The kernels that trees are grown with, in plain TypeScript and on one thread. */
export function referenceTreeKernels(memory: KernelMemory): TreeKernels {
  return {
    runJob: (block, tasks) => {
      const job = new Job(memory, block);
      for (let task = 0; task < tasks; task++) job.runTask(task);
    },
    joinPieces: (block) => new Job(memory, block).joinRows(),
    serve: () => undefined,
    reportLoss: () => undefined,
    dismiss: () => undefined,
  };
}

const jobNames = Object.keys(TreeJob) as (keyof typeof TreeJob)[];

/** A feature that a node may be split by: where the node's fields, what was found, and its sums are, the first two in units of 8 bytes. */
interface FeatureSearch {
  readonly own: number;
  readonly found: number;
  readonly feature: number;
  readonly start: number;
}

/** Sums on the left side, what is added to the L2 of both sides, and where they part. */
interface Sides {
  readonly left: number;
  readonly weight: number;
  readonly l2: number;
  readonly edge: number;
  readonly side: number;
}

/** The job in a block's fields. */
class Job {
  constructor(
    private readonly memory: KernelMemory,
    private readonly block: number,
  ) {}

  runTask(task: number): void {
    const tasks: Record<keyof typeof TreeJob, () => void> = {
      measure: () => {
        this.measurePart(task);
      },
      count: () => {
        this.countPiece(task);
      },
      partition: () => {
        this.partitionRows(task);
      },
      packLogistic: () => {
        this.packLogistic(task);
      },
      deriveSquared: () => {
        this.deriveSquared(task);
      },
      bound: () => {
        this.boundPiece(task);
      },
      pack: () => {
        this.packPiece(task);
      },
      addSteps: () => {
        this.addSteps(task);
      },
      transpose: () => {
        this.transposePiece(task);
      },
    };
    const kind = this.field('kind');
    tasks[jobNames.find((name) => TreeJob[name] === kind)!]();
  }

  private field(name: keyof typeof JobField, index = 0): number {
    return this.memory.uint32[((this.block + JOB_OFFSET) >>> 2) + JobField[name] + index]!;
  }

  /** The piece of the rows that a task is about: its first row's number, where that stands in the list of rows, and how many they are. */
  private piece(task: number): { readonly begin: number; readonly rows: number; readonly count: number } {
    const begin = task * this.field('rowsPerTask');
    const count = Math.min(this.field('rowsPerTask'), this.field('rowCount') - begin);
    return { begin, rows: (this.field('rows') >>> 2) + begin, count };
  }

  private measurePart(part: number): void {
    const { uint32 } = this.memory;
    const [from, to] = [uint32[(this.field('parts') >>> 2) + part]!, uint32[(this.field('parts') >>> 2) + part + 1]!];
    if (this.field('pieceCount') > 0) for (let feature = from; feature < to; feature++) this.takeSums(feature);
    for (const node of [0, 1]) if (this.field('featureCounts', node) > 0) this.findSplit(node, part, [from, to]);
  }

  /** The sums of a slot of a piece, in units of 4 bytes. */
  private slotSums(piece: number, slot: number): number {
    return (this.field('pieces') + (piece * this.field('binStride') + slot) * SLOT_BYTES) >>> 2;
  }

  private countPiece(task: number): void {
    const { uint8, uint32, int32 } = this.memory;
    const { rows, count } = this.piece(task);
    const [bins, stride, packed] = [this.field('bins'), this.field('binStride'), this.field('packed') >>> 2];
    int32.fill(0, this.slotSums(task, 0), this.slotSums(task, stride));
    for (let index = 0; index < count; index++) {
      const row = uint32[rows + index]!;
      const pair = int32[packed + row]!;
      for (let slot = 0; slot < stride; slot++) {
        const place = this.slotSums(task, slot) + 2 * uint8[bins + row * stride + slot]!;
        int32[place]! += pair & 0xffff;
        int32[place + 1]! += pair >> 16;
      }
    }
  }

  private takeSums(feature: number): void {
    const { int32, uint32 } = this.memory;
    const { slot, lower, bins, first, whole } = this.layoutOf(feature);
    const start = 2 * uint32[(this.field('offsets') >>> 2) + feature]!;
    const [counted, parent] = [(this.field('counted') >>> 2) + start, this.field('parent') >>> 2];
    int32.fill(0, counted, counted + 2 * (first + bins));
    for (let piece = 0; piece < this.field('pieceCount'); piece++) {
      for (let combination = 0; combination < whole; combination++) {
        const place = counted + 2 * (first + (Math.floor(combination / lower) % bins));
        int32[place]! += int32[this.slotSums(piece, slot) + 2 * combination]!;
        int32[place + 1]! += int32[this.slotSums(piece, slot) + 2 * combination + 1]!;
      }
    }
    if (parent === 0) return;
    for (let place = 0; place < 2 * (first + bins); place++) int32[parent + start + place]! -= int32[counted + place]!;
  }

  private layoutOf(feature: number): Record<keyof typeof LayoutField, number> {
    const start = (this.field('layout') + feature * LAYOUT_BYTES) >>> 2;
    const at = (name: keyof typeof LayoutField) => this.memory.uint32[start + LayoutField[name]]!;
    return { slot: at('slot'), lower: at('lower'), bins: at('bins'), first: at('first'), whole: at('whole') };
  }

  private findSplit(node: number, part: number, [from, to]: readonly [number, number]): void {
    const { uint32, uint8, float64 } = this.memory;
    const own = (this.field('nodes') + node * NODE_BYTES) >>> 3;
    const found = (this.field('found') + (2 * part + node) * FOUND_BYTES) >>> 3;
    float64.set([-1, float64[own + NodeField.minGain]!, 0, 0, 0], found);
    for (let index = 0; index < this.field('featureCounts', node); index++) {
      const feature = uint32[(this.field('features', node) >>> 2) + index]!;
      if (feature < from || feature >= to) continue;
      const start = (this.field('histograms', node) >>> 2) + 2 * uint32[(this.field('offsets') >>> 2) + feature]!;
      this.tryEdges({ own, found, feature, start });
      if (uint8[this.field('categories') + feature] === 1) this.tryCategories({ own, found, feature, start });
    }
  }

  private edgeCount(feature: number): number {
    return this.memory.uint32[(this.field('edgeCounts') >>> 2) + feature]!;
  }

  private tryEdges(search: FeatureSearch): void {
    const { uint32, int32 } = this.memory;
    const { start, feature } = search;
    const drawn = this.drawEdge(search);
    for (const side of uint32[start]! > 0 ? [0, 1] : [0]) {
      let [left, weight] = [side * int32[start + 1]!, side * uint32[start]!];
      for (let edge = 0; edge < this.edgeCount(feature); edge++) {
        left += int32[start + 2 * (edge + 1) + 1]!;
        weight += uint32[start + 2 * (edge + 1)]!;
        if (drawn === null || drawn === edge) this.trySides(search, { left, weight, l2: 0, edge, side });
      }
    }
  }

  /** The edge drawn between the first and the last bin that has rows; -1 where there is one such bin alone, null to try all edges. */
  private drawEdge({ own, start, feature }: FeatureSearch): number | null {
    const { uint32 } = this.memory;
    const draw = uint32[2 * (own + NodeField.draw)]!;
    if (draw === 0) return null;
    const bins = Array.from({ length: this.edgeCount(feature) + 1 }, (_, index) => index + 1);
    const held = bins.filter((bin) => uint32[start + 2 * bin]! > 0);
    if (held.length < 2) return -1;
    const [low, high] = [held[0]!, held.at(-1)!];
    // The final mixing of MurmurHash3 (Appleby 2011).
    let bits = draw + Math.imul(feature, 0x9e3779b9);
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    bits = (bits ^ (bits >>> 16)) >>> 0;
    return low - 1 + Math.floor((bits * (high - low)) / 2 ** 32);
  }

  private tryCategories(search: FeatureSearch): void {
    const { uint32, int32, uint8, float64 } = this.memory;
    const { own, found, start, feature } = search;
    const stepOf = (bin: number) =>
      int32[start + 2 * bin + 1]! / (uint32[start + 2 * bin]! + float64[own + NodeField.smoothing]!);
    const bins = Array.from({ length: this.edgeCount(feature) + 1 }, (_, index) => index + 1)
      .filter((bin) => uint32[start + 2 * bin]! > 0)
      .sort((one, other) => stepOf(one) - stepOf(other) || one - other);
    let [left, weight, taken] = [0, 0, 0];
    for (const [index, bin] of bins.slice(0, -1).entries()) {
      left += int32[start + 2 * bin + 1]!;
      weight += uint32[start + 2 * bin]!;
      const sides = { left, weight, l2: float64[own + NodeField.categoryL2]!, edge: -1, side: 0 };
      if (this.trySides(search, sides)) taken = index + 1;
    }
    if (taken === 0) return;
    const set = 8 * (found + FoundField.set);
    uint8.fill(0, set, set + 32);
    for (const bin of bins.slice(0, taken)) uint8[set + (bin >>> 3)]! |= 1 << (bin & 7);
  }

  /** @returns whether no other split gained as much */
  private trySides({ own, found, feature }: FeatureSearch, { left, weight, l2, edge, side }: Sides): boolean {
    const { uint32, int32, float64 } = this.memory;
    const [hessian, gradient] = [uint32[2 * (own + NodeField.sums)]!, int32[2 * (own + NodeField.sums) + 1]!];
    const least = float64[own + NodeField.minChildWeight]!;
    const base = float64[own + NodeField.l2]!;
    const [right, rest] = [gradient - left, hessian - weight];
    if (weight < least || rest < least) return false;
    const before = (gradient * gradient) / (hessian + base);
    const gain = (left * left) / (weight + (base + l2)) + (right * right) / (rest + (base + l2)) - before;
    if (!(gain > float64[found + FoundField.gain]!)) return false;
    float64.set([feature, gain, 0, edge, side], found);
    uint32[2 * (found + FoundField.left)] = weight;
    int32[2 * (found + FoundField.left) + 1] = left;
    return true;
  }

  private partitionRows(task: number): void {
    const { uint8, uint32 } = this.memory;
    const { begin, rows, count } = this.piece(task);
    const [column, sides, spare] = [this.field('column'), this.field('sides'), (this.field('spare') >>> 2) + begin];
    let [left, right] = [0, 0];
    for (let index = 0; index < count; index++) {
      const row = uint32[rows + index]!;
      if (uint8[sides + uint8[column + row]!]! > 0) uint32[rows + left++] = row;
      else uint32[spare + right++] = row;
    }
    uint32[(this.field('leftCounts') >>> 2) + task] = left;
  }

  joinRows(): number {
    const { uint32 } = this.memory;
    const [rows, spare, counts] = [this.field('rows') >>> 2, this.field('spare') >>> 2, this.field('leftCounts') >>> 2];
    const rowCount = this.field('rowCount');
    const most = this.field('rowsPerTask');
    const pieces = Math.ceil(rowCount / most);
    let at = rows;
    for (let piece = 0; piece < pieces; piece++) {
      const start = rows + piece * most;
      uint32.copyWithin(at, start, start + uint32[counts + piece]!);
      at += uint32[counts + piece]!;
    }
    const left = at - rows;
    for (let piece = 0; piece < pieces; piece++) {
      const begin = piece * most;
      const count = Math.min(most, rowCount - begin) - uint32[counts + piece]!;
      uint32.copyWithin(at, spare + begin, spare + begin + count);
      at += count;
    }
    return left;
  }

  private packLogistic(task: number): void {
    const { float64, int32 } = this.memory;
    const { begin, count } = this.piece(task);
    const [scores, target, weights] = [this.field('scores') >>> 3, this.field('target') >>> 3, this.field('weights') >>> 3];
    const [first, second] = this.scales();
    for (let row = begin; row < begin + count; row++) {
      const share = fround(1 / fround(1 + exponential(fround(-float64[scores + row]!))));
      const weight = weights === 0 ? 1 : fround(float64[weights + row]!);
      const gradient = fround(fround(fround(share - fround(float64[target + row]!)) * first) * weight);
      const hessian = fround(fround(fround(share * fround(1 - share)) * second) * weight);
      const [noise, other] = this.noiseOf(row);
      int32[(this.field('packed') >>> 2) + row] = (roundShort(gradient, noise) << 16) | roundShort(hessian, other);
    }
  }

  private deriveSquared(task: number): void {
    const { float64 } = this.memory;
    const { begin, count } = this.piece(task);
    const [scores, target] = [this.field('scores') >>> 3, this.field('target') >>> 3];
    for (let row = begin; row < begin + count; row++) {
      float64.set([float64[scores + row]! - float64[target + row]!, 1], (this.field('derivatives') >>> 3) + 2 * row);
    }
  }

  private boundPiece(task: number): void {
    const { float64 } = this.memory;
    const { begin, count } = this.piece(task);
    const derivatives = (this.field('derivatives') >>> 3) + 2 * begin;
    let [first, second] = [0, 0];
    for (let place = derivatives; place < derivatives + 2 * count; place += 2) {
      first = Math.max(first, Math.abs(float64[place]!));
      second = Math.max(second, Math.abs(float64[place + 1]!));
    }
    float64.set([first, second], (this.field('bounds') >>> 3) + 2 * task);
  }

  private packPiece(task: number): void {
    const { float64, int32 } = this.memory;
    const { begin, count } = this.piece(task);
    const [first, second] = this.scales();
    for (let row = begin; row < begin + count; row++) {
      const place = (this.field('derivatives') >>> 3) + 2 * row;
      const [noise, other] = this.noiseOf(row);
      const upper = Math.floor(float64[place]! * first + noise / 2 ** 32);
      const lower = Math.floor(float64[place + 1]! * second + other / 2 ** 32);
      int32[(this.field('packed') >>> 2) + row] = (upper << 16) | lower;
    }
  }

  private scales(): readonly [number, number] {
    const place = (this.block + JOB_OFFSET + 4 * JobField.scales) >>> 3;
    return [this.memory.float64[place]!, this.memory.float64[place + 1]!];
  }

  /** 32 bits for each derivative of a row. */
  private noiseOf(row: number): readonly [number, number] {
    const noise = this.field('noise');
    return [(Math.imul(row, FIRST_STEP) + noise) >>> 0, (Math.imul(row, SECOND_STEP) + noise) >>> 0];
  }

  private transposePiece(task: number): void {
    const { uint8 } = this.memory;
    const { begin, count } = this.piece(task);
    const [bins, stride, columns] = [this.field('bins'), this.field('binStride'), this.field('columns')];
    uint8.fill(0, bins + begin * stride, bins + (begin + count) * stride);
    for (let feature = 0; feature < this.field('width'); feature++) {
      const { slot, lower, first } = this.layoutOf(feature);
      for (let row = begin; row < begin + count; row++) {
        const bin = uint8[columns + feature * this.field('columnRows') + row]!;
        uint8[bins + row * stride + slot]! += (bin - first) * lower;
      }
    }
  }

  private addSteps(task: number): void {
    const { uint32, float64 } = this.memory;
    const [scores, stride, tasks] = [this.field('scores') >>> 3, this.field('stride'), this.field('tasks')];
    for (let leaf = task; leaf < this.field('leafCount'); leaf += tasks) {
      const fields = this.field('leaves') + 16 * leaf;
      const rows = (this.field('rows') >>> 2) + uint32[fields >>> 2]!;
      const end = rows + uint32[(fields >>> 2) + 1]!;
      const step = float64[(fields >>> 3) + 1]!;
      for (let index = rows; index < end; index++) float64[scores + uint32[index]! * stride]! += step;
    }
  }
}

const { fround } = Math;

/** Added to a number below 2^22 and taken off again, it rounds it. */
const ROUNDER = 12582912;
const LOG2_E = fround(1.44269502);
/** The logarithm of 2 in two parts, the first of which has few bits. */
const LN2_HIGH = fround(0.693359375);
const LN2_LOW = fround(-2.12194442e-4);
/** Beyond this, e^x is not held apart from 0 and infinity. */
const MAX_EXPONENT = 87;
/** 1 / n!, from 7 down to 0. */
const inverseFactorials = [5040, 720, 120, 24, 6, 2, 1, 1].map((factorial) => fround(1 / factorial));

/** e^x to 6 digits, the same on every machine: 2^k times the Taylor series of what is left, to its seventh power. */
function exponential(x: number): number {
  const limited = Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, x));
  const k = fround(fround(fround(limited * LOG2_E) + ROUNDER) - ROUNDER);
  const rest = fround(fround(limited - fround(k * LN2_HIGH)) - fround(k * LN2_LOW));
  return inverseFactorials.reduce((sum, factor) => fround(fround(sum * rest) + factor)) * 2 ** k;
}

/** Multipliers of two sequences of Weyl, which fill an interval evenly: the golden ratio's, and one after Roberts (2018). */
const FIRST_STEP = 0x9e3779b9;
const SECOND_STEP = 0xc140a3e1;

/** The whole number below one to which the first 9 bits of a noise, from 0 up to 1, are added. */
function roundShort(number: number, noise: number): number {
  return Math.floor(fround(number + (noise >>> 23) / 512));
}
