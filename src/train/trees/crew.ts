import { Worker } from 'node:worker_threads';
import type { TreeKernelSpace } from '../../kernels/open-kernels.js';

/** Threads that grow trees together. */
export interface Crew {
  /** How many, with the one that calls. */
  readonly threads: number;
  /** Lets the other threads serve the jobs of a block in this memory until its crew is dismissed; nobody waits for them to come. */
  serve(space: TreeKernelSpace, block: number): void;
  /** Ends the other threads. */
  close(): void;
}

/** What the other threads run. As text, so that the library has no file to find for them. */
const member = `
  require('node:worker_threads').parentPort.on('message', ({ module, memory, block, first }) => {
    const { serve, reportLoss } = new WebAssembly.Instance(module, { env: { memory, abort() {}, now: () => 0 } }).exports;
    try {
      serve(block, first);
    } catch (error) {
      reportLoss(block);
      throw error;
    }
  });
`;

/** A crew of so many threads; the others start with the first work. */
export function createCrew(threads: number): Crew {
  let members: readonly Worker[] | null = null;
  return {
    threads,
    serve({ module, memory: { memory } }, block) {
      if (module === null) return;
      members ??= Array.from({ length: threads - 1 }, startMember);
      members.forEach((worker, index) => {
        worker.postMessage({ module, memory, block, first: index + 1 });
      });
    },
    close() {
      for (const worker of members ?? []) void worker.terminate();
      members = null;
    },
  };
}

function startMember(): Worker {
  const worker = new Worker(member, { eval: true, execArgv: [], env: {} });
  // The work is done without a thread that could not start.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}
