import { throwIfAborted, yieldToEventLoop } from '../run-options.js';
import { dot } from './linear-algebra.js';

/** A smooth convex function. */
export interface Objective {
  /** The value at a point; writes the gradient there into `gradient`. */
  evaluate(point: Float64Array, gradient: Float64Array): number;
  /** An approximate inverse curvature times a vector; a new array. */
  precondition(vector: Float64Array): Float64Array;
}

export interface MinimiseOptions {
  /** Stops once the expected gain of a full step is below this share of the value. */
  readonly tolerance: number;
  readonly maxIterations: number;
  readonly signal: AbortSignal | undefined;
}

interface Step {
  readonly point: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

interface Correction {
  readonly move: Float64Array;
  readonly change: Float64Array;
  readonly scale: number;
}

const MEMORY = 12;
const ITERATIONS_PER_YIELD = 8;

/**
 * The minimum of a convex function by L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.4), with the
 * objective's own approximate curvature as the starting matrix and halving steps.
 */
export async function minimise(objective: Objective, start: Float64Array, options: MinimiseOptions): Promise<Float64Array> {
  const gradient = new Float64Array(start.length);
  let current: Step = { point: start.slice(), gradient, value: objective.evaluate(start, gradient) };
  const corrections: Correction[] = [];
  for (let iteration = 0; iteration < options.maxIterations; iteration++) {
    if (iteration % ITERATIONS_PER_YIELD === 0) await yieldToEventLoop();
    throwIfAborted(options.signal);
    const direction = descend(objective, current.gradient, corrections);
    const slope = dot(direction, current.gradient);
    // Half of -slope is what a full step gains where the curvature is right.
    if (!(-slope / 2 > options.tolerance * (1e-3 + Math.abs(current.value)))) break;
    const next = lineSearch(objective, current, direction, slope);
    if (next === null) break;
    remember(corrections, current, next);
    current = next;
  }
  return current.point;
}

function descend(objective: Objective, gradient: Float64Array, corrections: readonly Correction[]): Float64Array {
  const vector = gradient.slice();
  const shares = new Float64Array(corrections.length);
  for (let index = corrections.length - 1; index >= 0; index--) {
    const { move, change, scale } = corrections[index] as Correction;
    const share = dot(move, vector) / scale;
    shares[index] = share;
    for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) - share * (change[i] as number);
  }
  const direction = objective.precondition(vector);
  corrections.forEach(({ move, change, scale }, index) => {
    const share = (shares[index] as number) - dot(change, direction) / scale;
    for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] as number) + share * (move[i] as number);
  });
  return direction.map((value) => -value);
}

/** Shortens the step until it gains enough (Armijo), by where a parabola would have its minimum; null when no step gains anything. */
function lineSearch(objective: Objective, from: Step, direction: Float64Array, slope: number): Step | null {
  for (let size = 1, attempt = 0; attempt < 30; attempt++) {
    const point = from.point.map((value, index) => value + size * (direction[index] as number));
    const gradient = new Float64Array(point.length);
    const value = objective.evaluate(point, gradient);
    if (value <= from.value + 1e-4 * size * slope) return { point, gradient, value };
    const vertex = (-slope * size * size) / (2 * (value - from.value - size * slope));
    size = Math.max(size / 10, Math.min(size / 2, Number.isFinite(vertex) ? vertex : 0));
  }
  return null;
}

function remember(corrections: Correction[], from: Step, to: Step): void {
  const move = to.point.map((value, index) => value - (from.point[index] as number));
  const change = to.gradient.map((value, index) => value - (from.gradient[index] as number));
  const scale = dot(move, change);
  if (!(scale > 1e-14 * dot(change, change))) return;
  corrections.push({ move, change, scale });
  if (corrections.length > MEMORY) corrections.shift();
}
