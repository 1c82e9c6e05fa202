import { SplitField } from './kernels.js';
import type { Kernels } from './kernels.js';
import type { KernelMemory } from './kernel-memory.js';

type TreeKernels = Pick<
  Kernels,
  'fillHistogram' | 'partitionRows' | 'subtractSums' | 'findSplit' | 'addToRows' | 'logisticDerivatives' | 'binColumn'
>;

/** The kernels that trees are grown with, in plain TypeScript. */
export function treeKernels(memory: KernelMemory): TreeKernels {
  return {
    fillHistogram: (bins, width, offsets, rows, count, derivatives, sums, size) => {
      const { uint8, uint32, float64 } = memory;
      const start = sums >>> 3;
      float64.fill(0, start, start + 2 * size);
      for (let index = 0; index < count; index++) {
        const row = uint32[(rows >>> 2) + index]!;
        const first = float64[(derivatives >>> 3) + 2 * row]!;
        const second = float64[(derivatives >>> 3) + 2 * row + 1]!;
        for (let feature = 0; feature < width; feature++) {
          const place = start + 2 * (uint32[(offsets >>> 2) + feature]! + uint8[bins + row * width + feature]!);
          float64[place]! += first;
          float64[place + 1]! += second;
        }
      }
    },
    partitionRows: (bins, width, feature, first, last, rows, count, spare) => {
      const { uint8, uint32 } = memory;
      const [own, other] = [rows >>> 2, spare >>> 2];
      let [left, right] = [0, 0];
      for (let index = 0; index < count; index++) {
        const row = uint32[own + index]!;
        const bin = uint8[bins + row * width + feature]!;
        if (bin >= first && bin <= last) uint32[own + left++] = row;
        else uint32[other + right++] = row;
      }
      uint32.copyWithin(own + left, other, other + right);
      return left;
    },
    subtractSums: (sums, less, size) => {
      const { float64 } = memory;
      for (let place = 0; place < 2 * size; place++) float64[(sums >>> 3) + place]! -= float64[(less >>> 3) + place]!;
    },
    findSplit: (...parameters) => findSplit(memory, ...parameters),
    addToRows: (rows, count, value, numbers, stride) => {
      const { uint32, float64 } = memory;
      for (let index = 0; index < count; index++) float64[(numbers >>> 3) + uint32[(rows >>> 2) + index]! * stride]! += value;
    },
    logisticDerivatives: (scores, target, rows, derivatives) => {
      const { float64 } = memory;
      for (let row = 0; row < rows; row++) {
        const share = 1 / (1 + exponential(-float64[(scores >>> 3) + row]!));
        const place = (derivatives >>> 3) + 2 * row;
        float64[place] = share - float64[(target >>> 3) + row]!;
        float64[place + 1] = Math.max(share * (1 - share), 1e-16);
      }
    },
    binColumn: (values, rows, width, edges, count, bins) => {
      const { float64, uint8 } = memory;
      const own = float64.subarray(edges >>> 3, (edges >>> 3) + count);
      for (let row = 0; row < rows; row++) {
        const value = float64[(values >>> 3) + row * width]!;
        const above = own.findIndex((edge) => edge > value);
        uint8[bins + row * width] = Number.isNaN(value) ? 0 : (above < 0 ? count : above) + 1;
      }
    },
  };
}

/** The split with the largest gain (see `findSplit` in `kernels.ts`); among equals the first feature and edge wins. */
function findSplit(
  { float64, uint32 }: KernelMemory,
  ...[sums, offsets, edges, features, count, split]: Parameters<Kernels['findSplit']>
): number {
  const fields = float64.subarray(split >>> 3);
  const [gradient, hessian] = [fields[SplitField.gradient]!, fields[SplitField.hessian]!];
  const [l2, minChildWeight] = [fields[SplitField.l2]!, fields[SplitField.minChildWeight]!];
  const before = (gradient * gradient) / (hessian + l2);
  let found = -1;
  fields[SplitField.gain] = 1e-10;
  for (let index = 0; index < count; index++) {
    const feature = uint32[(features >>> 2) + index]!;
    const start = (sums >>> 3) + 2 * uint32[(offsets >>> 2) + feature]!;
    for (const side of float64[start + 1]! > 0 ? [0, 1] : [0]) {
      let [left, weight] = [side * float64[start]!, side * float64[start + 1]!];
      for (let edge = 0; edge < uint32[(edges >>> 2) + feature]!; edge++) {
        left += float64[start + 2 * (edge + 1)]!;
        weight += float64[start + 2 * (edge + 1) + 1]!;
        const [right, rest] = [gradient - left, hessian - weight];
        if (weight < minChildWeight || rest < minChildWeight) continue;
        const gain = (left * left) / (weight + l2) + (right * right) / (rest + l2) - before;
        if (gain <= fields[SplitField.gain]!) continue;
        found = feature;
        fields.set([gain, left, weight, edge, side], SplitField.gain);
      }
    }
  }
  return found;
}

/** Added to a number below 2^51 and taken off again, it rounds it. */
const ROUNDER = 6755399441055744;
const LOG2_E = 1.4426950408889634;
/** The logarithm of 2 in two parts, the first of which has few bits. */
const LN2_HIGH = 6.9314718036912382e-1;
const LN2_LOW = 1.9082149292705877e-10;
/** Beyond this, e^x is not held apart from 0 and infinity. */
const MAX_EXPONENT = 700;
/** 1 / n!, from 11 down to 0. */
const inverseFactorials = [39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6, 2, 1, 1].map((factorial) => 1 / factorial);

/** e^x to 15 digits, the same on every machine: 2^k times the Taylor series of what is left, to its eleventh power. */
function exponential(x: number): number {
  const limited = Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, x));
  const k = limited * LOG2_E + ROUNDER - ROUNDER;
  const rest = limited - k * LN2_HIGH - k * LN2_LOW;
  return inverseFactorials.reduce((sum, factor) => sum * rest + factor) * 2 ** k;
}
