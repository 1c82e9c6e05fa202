import { csvModule } from './csv-module.js';
import type { CsvKernels } from './csv-kernels.js';
import { KernelMemory } from './kernel-memory.js';
import { referenceKernels } from './reference-kernels.js';

/** Kernels and the memory they work on. */
export interface KernelSpace {
  readonly memory: KernelMemory;
  readonly kernels: CsvKernels;
}

export type KernelKind = 'webassembly' | 'reference';

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
  return { memory, kernels: exports as unknown as CsvKernels };
}

/** Synchronous: the module is tiny, and a package with a top-level await can't be `require`d. */
function compileModule(): WebAssembly.Module | null {
  const bytes = Uint8Array.from(atob(csvModule), (character) => character.charCodeAt(0));
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
}
