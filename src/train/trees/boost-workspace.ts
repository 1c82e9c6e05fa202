import { MOST_TASKS } from '../../kernels/tree-kernels.js';
import type { BinMatrix } from './bin-matrix.js';
import type { GrownTree } from './grow-tree.js';
import { TreeWorkspace, type WorkspaceOptions } from './tree-workspace.js';

/** The first row of a leaf, how many there are, and its step. */
const LEAF_BYTES = 16;

/** The target, and how much each row counts; null for 1 each. */
export interface WeightedTarget {
  readonly target: Float64Array;
  readonly weights: Float64Array | null;
}

/** What trees are boosted in: a workspace that holds the target and the scores too, `outputs` per row, row after row. */
export class BoostWorkspace extends TreeWorkspace {
  private readonly outputs: number;
  private readonly targetList: number;
  private readonly scoreList: number;
  /** Where the steps of a round are taken: in the scores, or in a copy of them where a round has several trees. */
  private readonly stepList: number;
  private readonly weights: Float64Array | null;
  private readonly largestWeight: number;
  private leaves = 0;
  /** Nodes of the largest tree that there is room for. */
  private leafRoom = 0;

  constructor(matrix: BinMatrix, { target, weights }: WeightedTarget, base: readonly number[], options?: WorkspaceOptions) {
    super(matrix, options);
    const { memory } = this.space;
    const { rowCount } = matrix;
    this.outputs = base.length;
    // Rows may be taken by fours.
    const bytes = (rowCount * this.outputs + 3) * 8;
    this.targetList = memory.allocate((rowCount + 3) * 8);
    this.scoreList = memory.allocate(bytes);
    this.stepList = this.outputs === 1 ? this.scoreList : memory.allocate(bytes);
    this.target.set(target);
    this.weights = weights;
    this.largestWeight = weights?.reduce((most, weight) => Math.max(most, weight), 0) ?? 1;
    if (weights !== null) {
      const weightList = memory.allocate((rowCount + 3) * 8);
      this.numbers(weightList, rowCount).set(weights);
      this.set('weights', weightList);
    }
    for (let output = 0; output < this.outputs; output++) {
      for (let row = 0; row < rowCount; row++) this.scores[row * this.outputs + output] = base[output]!;
    }
    if (this.outputs > 1) this.steps.set(this.scores);
  }

  get target(): Float64Array {
    return this.numbers(this.targetList, this.matrix.rowCount);
  }

  get scores(): Float64Array {
    return this.numbers(this.scoreList, this.matrix.rowCount * this.outputs);
  }

  /** The scores as they will be after the round. */
  get steps(): Float64Array {
    return this.numbers(this.stepList, this.matrix.rowCount * this.outputs);
  }

  /** Packs both derivatives of the logistic loss by the scores: see {@link pack}. */
  packLogistic(noise: number): void {
    this.set('scores', this.scoreList);
    this.set('target', this.targetList);
    // Shares lie between 0 and 1.
    this.runPacking('packLogistic', { gradient: this.largestWeight, hessian: this.largestWeight / 4 }, noise);
  }

  override pack(noise: number): void {
    const { derivatives, weights } = this;
    for (let row = 0; weights !== null && row < weights.length; row++) {
      derivatives[2 * row]! *= weights[row]!;
      derivatives[2 * row + 1]! *= weights[row]!;
    }
    super.pack(noise);
  }

  /** Both derivatives of half the squared error by the scores. */
  deriveSquared(): void {
    this.set('scores', this.scoreList);
    this.set('target', this.targetList);
    this.runByRows('deriveSquared', this.matrix.rowCount);
  }

  /** Adds a tree's step to the rows that it was grown on, which stand in the order of its leaves. */
  addSteps(tree: GrownTree, output: number): void {
    const { memory } = this.space;
    if (this.leafRoom < tree.value.length) {
      this.leafRoom = tree.value.length;
      this.leaves = memory.allocate(this.leafRoom * LEAF_BYTES);
    }
    let count = 0;
    for (let node = 0; node < tree.value.length; node++) {
      if (tree.feature[node]! >= 0) continue;
      const leaf = this.leaves + LEAF_BYTES * count++;
      memory.uint32[leaf >>> 2] = tree.start[node]!;
      memory.uint32[(leaf >>> 2) + 1] = tree.end[node]! - tree.start[node]!;
      memory.float64[(leaf >>> 3) + 1] = tree.value[node]!;
    }
    const tasks = Math.min(count, MOST_TASKS);
    this.set('rows', this.rowList);
    this.set('leaves', this.leaves);
    this.set('scores', this.stepList + output * 8);
    this.set('stride', this.outputs);
    this.set('leafCount', count);
    this.set('tasks', tasks);
    this.run('addSteps', tasks);
  }

  /** The steps become the scores. */
  endRound(): void {
    if (this.stepList !== this.scoreList) this.scores.set(this.steps);
  }

  private numbers(address: number, count: number): Float64Array {
    return this.space.memory.float64.subarray(address >>> 3, (address >>> 3) + count);
  }
}
