import { kernelModule } from './kernel-module.js';
import type { Kernels } from './kernels.js';
import { KernelMemory } from './kernel-memory.js';
import { referenceKernels } from './reference-kernels.js';
import { referenceTreeKernels } from './reference-trees.js';
import { treeKernelModule } from './tree-kernel-module.js';
import type { TreeKernels } from './tree-kernels.js';

/** Kernels and the memory they work on. */
export interface KernelSpace {
  readonly memory: KernelMemory;
  readonly kernels: Kernels;
}

export type KernelKind = 'webassembly' | 'reference';

/** Memory that grew larger is not kept. */
const MAX_KEPT_BYTES = 16 * 1024 * 1024;

let compiled: WebAssembly.Module | null | undefined;
let compiledForTrees: WebAssembly.Module | null | undefined;

/**
 * Opens kernels over a memory of their own: WebAssembly, or where the machine has no SIMD the plain TypeScript reference,
 * which gives the same results more slowly.
 */
export function openKernels(kind?: KernelKind): KernelSpace {
  const memory = new KernelMemory();
  compiled ??= compileModule(kernelModule);
  if (kind === 'reference' || compiled === null) return { memory, kernels: referenceKernels(memory) };
  return { memory, kernels: instantiate(compiled, memory) as Kernels };
}

/** The kernels that trees are grown with, and the memory that they work on. */
export interface TreeKernelSpace {
  readonly memory: KernelMemory;
  readonly kernels: TreeKernels;
  /** Compiled, for other threads to run over the same memory; null for the reference, which works on one thread alone. */
  readonly module: WebAssembly.Module | null;
}

/** As {@link openKernels}, for growing trees: over memory that other threads can share. */
export function openTreeKernels(kind?: KernelKind): TreeKernelSpace {
  compiledForTrees ??= compileModule(treeKernelModule);
  const module = kind === 'reference' ? null : compiledForTrees;
  const memory = new KernelMemory(module !== null);
  if (module === null) return { memory, kernels: referenceTreeKernels(memory), module };
  return { memory, kernels: instantiate(module, memory) as TreeKernels, module };
}

function instantiate(module: WebAssembly.Module, { memory }: KernelMemory): unknown {
  const abort = () => {
    throw new WebAssembly.RuntimeError('A kernel was aborted.');
  };
  return new WebAssembly.Instance(module, { env: { memory, abort, now: () => performance.now() } }).exports;
}

let lent: KernelSpace | null = null;

/**
 * Kernels over memory that is used again and again, for work that is done before anything else runs on this thread: opening
 * new memory takes longer than most small files do.
 */
export function borrowKernels(): KernelSpace {
  if (lent === null || lent.memory.uint8.length > MAX_KEPT_BYTES) lent = openKernels();
  lent.memory.reset();
  return lent;
}

/** Synchronous: the modules are tiny, and a package with a top-level await can't be `require`d. */
function compileModule(base64: string): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(Buffer.from(base64, 'base64'));
  } catch {
    // The machine has no SIMD.
    return null;
  }
}
