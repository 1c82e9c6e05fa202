import { kernelModule } from './kernel-module.js';
import type { Kernels } from './kernels.js';
import { KernelMemory } from './kernel-memory.js';
import { referenceKernels } from './reference-kernels.js';

/** Kernels and the memory they work on. */
export interface KernelSpace {
  readonly memory: KernelMemory;
  readonly kernels: Kernels;
}

export type KernelKind = 'webassembly' | 'reference';

/** Memory that grew larger is not kept. */
const MAX_KEPT_BYTES = 16 * 1024 * 1024;

let compiled: WebAssembly.Module | null | undefined;

/**
 * Opens kernels over a memory of their own: WebAssembly, or where the machine has no SIMD the plain TypeScript reference,
 * which gives the same results more slowly.
 */
export function openKernels(kind?: KernelKind): KernelSpace {
  const memory = new KernelMemory();
  compiled ??= compileModule();
  if (kind === 'reference' || compiled === null) return { memory, kernels: referenceKernels(memory) };
  const abort = () => {
    throw new WebAssembly.RuntimeError('A kernel was aborted.');
  };
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory: memory.memory, abort } });
  return { memory, kernels: exports as unknown as Kernels };
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

/** Synchronous: the module is tiny, and a package with a top-level await can't be `require`d. */
function compileModule(): WebAssembly.Module | null {
  const text = atob(kernelModule);
  // Not by `Uint8Array.from`, which takes six times as long before it has been compiled: 3 ms of a program's start.
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    // The machine has no SIMD.
    return null;
  }
}
