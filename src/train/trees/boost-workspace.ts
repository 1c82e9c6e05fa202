import type { KernelKind } from '../../kernels/open-kernels.js';
import type { BinMatrix } from './bin-matrix.js';
import type { GrownTree } from './grow-tree.js';
import { TreeWorkspace } from './tree-workspace.js';

/** What trees are boosted in: a workspace that holds the target and the scores too, `outputs` per row, row after row. */
export class BoostWorkspace extends TreeWorkspace {
  private readonly outputs: number;
  private readonly targetList: number;
  private readonly scoreList: number;
  /** Where the steps of a round are taken: in the scores, or in a copy of them where a round has several trees. */
  private readonly stepList: number;

  constructor(matrix: BinMatrix, target: Float64Array, base: readonly number[], kind?: KernelKind) {
    super(matrix, kind);
    const { memory } = this.space;
    const { rowCount } = matrix;
    this.outputs = base.length;
    // Rows may be taken by fours.
    const bytes = (rowCount * this.outputs + 3) * 8;
    this.targetList = memory.allocate((rowCount + 3) * 8);
    this.scoreList = memory.allocate(bytes);
    this.stepList = this.outputs === 1 ? this.scoreList : memory.allocate(bytes);
    this.target.set(target);
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

  deriveLogistic(): void {
    this.space.kernels.logisticDerivatives(this.scoreList, this.targetList, this.matrix.rowCount, this.derivativeList);
  }

  /** Adds a tree's step to the rows that it was grown on, which stand in the order of its leaves. */
  addSteps(tree: GrownTree, output: number): void {
    for (let node = 0; node < tree.value.length; node++) {
      if (tree.feature[node]! >= 0) continue;
      const start = tree.start[node]!;
      const rows = this.rowList + start * 4;
      this.space.kernels.addToRows(rows, tree.end[node]! - start, tree.value[node]!, this.stepList + output * 8, this.outputs);
    }
  }

  /** The steps become the scores. */
  endRound(): void {
    if (this.stepList !== this.scoreList) this.scores.set(this.steps);
  }

  private numbers(address: number, count: number): Float64Array {
    return this.space.memory.float64.subarray(address >>> 3, (address >>> 3) + count);
  }
}
