import { isBelow, type FlatTree, type Threshold } from '../learners/flat-tree.js';
import { POINTS_AT_ONCE } from '../heuristics.js';
import { gaussLegendre } from './gauss-legendre.js';

/*
 * Words used in this file:
 *   cover   training rows that came to a node
 *   share   of a node: the product of cover over the parent's cover, over the splits above it by one and the same feature
 *   hot     a row is hot at a node when it goes the way of all splits above the node by the feature of the last one; else cold
 */

/** A row to explain. */
export interface TreeRow {
  /** Where the row begins in the features, and its contributions in theirs. */
  readonly offset: number;
  /** Which of the leaves' numbers is explained. */
  readonly output: number;
  /** What its contributions are multiplied by. */
  readonly weight: number;
}

/**
 * Exact path-dependent TreeSHAP (Lundberg, Erion and Lee 2018; Lundberg et al. 2020, algorithm 2): the Shapley values of the
 * features, where a coalition's value is the tree's answer with both sides of a split by a feature outside of it taken, each
 * as often as training rows went there.
 *
 * The values are those of algorithm 2, found faster. A leaf that has `d` features on its path, each with a share `z` and hot
 * (`o` = 1) or cold (0), gives feature `i` its answer times `o_i - z_i` times the sum over coalitions `S` of the others of
 * |S|! (d - 1 - |S|)! / d! times the product of `o` within S and of `z` outside it. The factorials are the integral over t from
 * 0 to 1 of t^|S| (1 - t)^(d - 1 - |S|), so that sum is the integral of the product of (t o + (1 - t) z) over the other
 * features: a polynomial of degree d - 1, whose integral half as many points give exactly. So a tree takes one walk down, which
 * multiplies, and one up, which adds (the polynomials of "Linear TreeShap", Yu et al. 2022, by their values). All factors are
 * above 0, so dividing one out again loses nothing.
 *
 * What is the same for all rows is laid out once; a row then allocates nothing. Of a tree whose paths need many points, some are
 * laid out at a time, so that memory stays in proportion to its nodes.
 */
export class TreeShap {
  private nodeCount = 0;
  /** Points that the tree needs, and how many of them are laid out. */
  private allPoints = 0;
  private pointCount = 0;
  private feature = new Int32Array(0);
  private threshold: readonly Threshold[] = [];
  private missingLeft = new Uint8Array(0);
  private left = new Int32Array(0);
  private right = new Int32Array(0);
  private parent = new Int32Array(0);
  /** The node above, split off by the same feature; -1 for none. */
  private previous = new Int32Array(0);
  private cover = new Float64Array(0);
  private share = new Float64Array(0);
  private state = new Uint8Array(0);
  /** By node and point: what the product grows by where the row is hot, and where it has just become cold. */
  private hotFactor = new Float64Array(0);
  private coldFactor = new Float64Array(0);
  /** By node and point: what the split above gives its feature for each unit of the product; where it was cold before, nothing. */
  private hotGain = new Float64Array(0);
  private coldGain = new Float64Array(0);
  /** By node and point: the product on the way down, and its sum over the leaves below, times their answers, on the way up. */
  private product = new Float64Array(0);
  private sums = new Float64Array(0);
  private leaves: readonly number[] = [];

  /** Takes a tree: what follows is about it. */
  take(tree: FlatTree): void {
    this.grow(tree.feature.length);
    this.nodeCount = tree.feature.length;
    this.leaves = tree.leaves;
    this.threshold = tree.threshold;
    for (let node = 0; node < this.nodeCount; node++) {
      this.feature[node] = tree.feature[node]!;
      this.missingLeft[node] = tree.missingLeft[node]! ? 1 : 0;
      this.left[node] = tree.left[node]!;
      this.right[node] = tree.right[node]!;
    }
    this.addCovers(tree.cover);
    this.linkNodes();
  }

  /** The mean answer over training rows, as the covers have it: what the contributions of any row are added to. */
  mean(output: number, outputs: number): number {
    let sum = 0;
    for (let node = 0; node < this.nodeCount; node++) {
      if (this.feature[node]! < 0) sum += this.leaves[this.left[node]! * outputs + output]! * this.cover[node]!;
    }
    return sum / this.cover[0]!;
  }

  /**
   * Adds the rows' contributions to `contributions`, which are laid out as the features are.
   *
   * @param outputs numbers that each leaf answers
   */
  addRows(features: Float64Array, rows: readonly TreeRow[], outputs: number, contributions: Float64Array): void {
    for (let first = 0; first < this.allPoints; first += POINTS_AT_ONCE) {
      this.layOutFactors(first);
      for (const row of rows) {
        this.walkDown(features, row, outputs, contributions);
        this.walkUp(row, contributions);
      }
    }
  }

  private grow(nodes: number): void {
    if (nodes <= this.feature.length) return;
    this.feature = new Int32Array(nodes);
    this.missingLeft = new Uint8Array(nodes);
    this.left = new Int32Array(nodes);
    this.right = new Int32Array(nodes);
    this.parent = new Int32Array(nodes);
    this.previous = new Int32Array(nodes);
    this.cover = new Float64Array(nodes);
    this.share = new Float64Array(nodes);
    this.state = new Uint8Array(nodes);
  }

  /** Children come after their parent. */
  private addCovers(leafCovers: readonly number[]): void {
    const { cover, feature, left, right } = this;
    for (let node = this.nodeCount - 1; node >= 0; node--) {
      cover[node] = feature[node]! < 0 ? leafCovers[left[node]!]! : cover[left[node]!]! + cover[right[node]!]!;
    }
  }

  /** Finds parents, earlier splits by the same feature and shares; and how many points the longest path needs. */
  private linkNodes(): void {
    const { feature, parent, previous, cover, share } = this;
    const different = new Int32Array(this.nodeCount);
    let most = 1;
    parent[0] = previous[0] = -1;
    for (let node = 0; node < this.nodeCount; node++) {
      if (feature[node]! < 0) continue;
      let above = node;
      while (above > 0 && feature[parent[above]!] !== feature[node]) above = parent[above]!;
      for (const child of [this.left[node]!, this.right[node]!]) {
        parent[child] = node;
        previous[child] = above > 0 ? above : -1;
        share[child] = (cover[child]! / cover[node]!) * (above > 0 ? share[above]! : 1);
        different[child] = different[node]! + (above > 0 ? 0 : 1);
        most = Math.max(most, different[child]);
      }
    }
    this.allPoints = Math.ceil(most / 2);
  }

  private layOutFactors(first: number): void {
    this.pointCount = Math.min(POINTS_AT_ONCE, this.allPoints - first);
    const size = this.nodeCount * this.pointCount;
    if (size > this.product.length) {
      this.hotFactor = new Float64Array(size);
      this.coldFactor = new Float64Array(size);
      this.hotGain = new Float64Array(size);
      this.coldGain = new Float64Array(size);
      this.product = new Float64Array(size);
      this.sums = new Float64Array(size);
    }
    const { points, weights } = gaussLegendre(this.allPoints);
    for (let node = 1, at = this.pointCount; node < this.nodeCount; node++) {
      const own = this.share[node]!;
      const above = this.previous[node]!;
      const before = above < 0 ? 1 : this.share[above]!;
      for (let point = 0; point < this.pointCount; point++, at++) {
        const t = points[first + point]!;
        const counts = weights[first + point]!;
        const hot = t + (1 - t) * own;
        const hotBefore = t + (1 - t) * before;
        const gainBefore = (1 - before) / hotBefore;
        this.hotFactor[at] = hot / hotBefore;
        this.coldFactor[at] = ((1 - t) * own) / hotBefore;
        this.hotGain[at] = counts * ((1 - own) / hot - gainBefore);
        this.coldGain[at] = counts * (-1 / (1 - t) - gainBefore);
      }
    }
  }

  private walkDown(features: Float64Array, row: TreeRow, outputs: number, contributions: Float64Array): void {
    const { feature, threshold, missingLeft, left, right, nodeCount, pointCount } = this;
    this.product.fill(1, 0, pointCount);
    this.sums.fill(0, 0, nodeCount * pointCount);
    for (let node = 0; node < nodeCount; node++) {
      const split = feature[node]!;
      if (split < 0) continue;
      const value = features[row.offset + split]!;
      const goesLeft = value !== value ? missingLeft[node] === 1 : isBelow(value, threshold[node]!);
      const gained =
        this.enter(node, left[node]!, goesLeft, row, outputs) + this.enter(node, right[node]!, !goesLeft, row, outputs);
      contributions[row.offset + split]! += gained;
    }
  }

  /** Multiplies a child's products. Those of a leaf are counted at once: what its split's feature gains by it is answered. */
  private enter(node: number, child: number, isTaken: boolean, row: TreeRow, outputs: number): number {
    const { product, sums, pointCount, share, state } = this;
    const above = this.previous[child]!;
    const isLeaf = this.feature[child]! < 0;
    const answer = isLeaf ? row.weight * this.leaves[this.left[child]! * outputs + row.output]! : 1;
    let from = node * pointCount;
    let to = child * pointCount;
    const end = to + pointCount;
    if (above >= 0 && state[above] !== HOT) {
      state[child] = COLD_BEFORE;
      const factor = (answer * share[child]!) / share[above]!;
      if (isLeaf) for (; to < end; to++, from++) sums[from]! += product[from]! * factor;
      else for (; to < end; to++, from++) product[to] = product[from]! * factor;
      return 0;
    }
    state[child] = isTaken ? HOT : COLD;
    const factors = isTaken ? this.hotFactor : this.coldFactor;
    if (!isLeaf) {
      for (; to < end; to++, from++) product[to] = product[from]! * factors[to]!;
      return 0;
    }
    const gains = isTaken ? this.hotGain : this.coldGain;
    let gained = 0;
    for (; to < end; to++, from++) {
      const sum = answer * product[from]! * factors[to]!;
      gained += sum * gains[to]!;
      sums[from]! += sum;
    }
    return gained;
  }

  private walkUp({ offset }: TreeRow, contributions: Float64Array): void {
    const { feature, parent, state, sums, pointCount } = this;
    for (let node = this.nodeCount - 1; node > 0; node--) {
      if (feature[node]! < 0) continue;
      const above = parent[node]!;
      let to = above * pointCount;
      let at = node * pointCount;
      const end = at + pointCount;
      if (state[node] === COLD_BEFORE) {
        for (; at < end; at++, to++) sums[to]! += sums[at]!;
        continue;
      }
      const gains = state[node] === HOT ? this.hotGain : this.coldGain;
      let gained = 0;
      for (; at < end; at++, to++) {
        const sum = sums[at]!;
        gained += sum * gains[at]!;
        sums[to]! += sum;
      }
      contributions[offset + feature[above]!]! += gained;
    }
  }
}

/** How a row stands to a node: cold since an earlier split by the same feature, cold since the split above, or hot. */
const COLD_BEFORE = 0;
const COLD = 1;
const HOT = 2;
