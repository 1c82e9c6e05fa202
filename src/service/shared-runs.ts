import { TabulystError } from '../errors.js';
import { throwIfAborted } from '../run-options.js';
import { onAbort } from '../workers/link-signals.js';

/** Lets callers who want the same thing at the same time share one run of it. */
export interface SharedRuns<Value> {
  /**
   * Joins the run under `key`, or begins it. A caller who aborts leaves the others undisturbed; the run itself is
   * aborted when the last one has left.
   * @throws RUN_ABORTED for the caller who aborts; whatever the run throws
   */
  join(key: string, signal: AbortSignal | undefined, begin: (signal: AbortSignal) => Promise<Value>): Promise<Value>;
}

interface Run<Value> {
  readonly result: Promise<Value>;
  readonly controller: AbortController;
  callers: number;
}

export function createSharedRuns<Value>(): SharedRuns<Value> {
  const runs = new Map<string, Run<Value>>();

  function beginRun(key: string, begin: (signal: AbortSignal) => Promise<Value>): Run<Value> {
    const controller = new AbortController();
    const run: Run<Value> = { result: begin(controller.signal), controller, callers: 0 };
    const forget = () => {
      if (runs.get(key) === run) runs.delete(key);
    };
    run.result.then(forget, forget);
    runs.set(key, run);
    return run;
  }

  return {
    async join(key, signal, begin) {
      throwIfAborted(signal);
      const run = runs.get(key) ?? beginRun(key, begin);
      run.callers += 1;
      return new Promise<Value>((resolve, reject) => {
        const stop = onAbort(signal, () => {
          reject(new TabulystError('RUN_ABORTED', 'The run was cancelled.'));
          run.callers -= 1;
          if (run.callers > 0) return;
          // Whoever comes now begins anew instead of joining a run that is about to fail.
          if (runs.get(key) === run) runs.delete(key);
          run.controller.abort();
        });
        run.result.then(resolve, reject).finally(stop);
      });
    },
  };
}
