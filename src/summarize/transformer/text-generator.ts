import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { ChatMessage } from './instruct-prompt.js';
import type { GenerateMessage, ProcessMessage, StartMessage } from './messages.js';
import { TabulystError } from '../../errors.js';
import { throwIfAborted } from '../../run-options.js';
import { processUrl } from './package-urls.js';

/** A language model in a process of its own. */
export interface TextGenerator {
  /** Loads the model, once; tells whether it is of the kind that Tabulyst ships. @throws SUMMARIZE_WRITER_FAILED */
  load(): Promise<{ readonly slots: boolean }>;
  /** @throws SUMMARIZE_WRITER_FAILED */
  generate(prompt: string | readonly ChatMessage[], options: GenerateOptions): Promise<string>;
  /** Ends the process and frees its memory; the next call starts another. */
  dispose(): Promise<void>;
}

export interface GenerateOptions {
  readonly maxNewTokens: number;
  readonly onPart?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Waiting {
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
  readonly onPart: ((text: string) => void) | undefined;
}

interface Running {
  readonly child: ChildProcess;
  readonly ready: Promise<{ readonly slots: boolean }>;
  readonly ended: Promise<void>;
}

export function createTextGenerator(start: Omit<StartMessage, 'type'>): TextGenerator {
  const waiting = new Map<number, Waiting>();
  let running: Running | null = null;
  let count = 0;

  const failed = (message: string) =>
    new TabulystError('SUMMARIZE_WRITER_FAILED', `The language model "${start.model}" failed: ${message}`, {
      model: start.model,
    });

  function run(): Running {
    // The process is plain JavaScript: flags of this one (such as --input-type) would only break it.
    const child = fork(processUrl(), [], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' });
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-2000)));
    const ready = new Promise<{ slots: boolean }>((resolve, reject) => {
      child.on('message', (message: ProcessMessage) => {
        if (message.type === 'ready') return resolve({ slots: message.slots });
        if (message.type === 'failed' && message.id === null) return reject(failed(message.message));
        settle(message);
      });
      child.on('error', (error) => reject(failed(error.message)));
      child.on('exit', () => reject(failed(`its process ended. ${complaint.trim()}`.trim())));
    });
    // Whoever waits for a text hears of it too.
    ready.catch(() => undefined);
    const ended = new Promise<void>((resolve) => {
      child.on('exit', () => {
        running = running?.child === child ? null : running;
        for (const { reject } of waiting.values()) reject(failed('its process ended.'));
        waiting.clear();
        resolve();
      });
    });
    child.send({ type: 'start', ...start } satisfies StartMessage);
    return { child, ready, ended };
  }

  function settle(message: Exclude<ProcessMessage, { type: 'ready' }>): void {
    const request = waiting.get(message.id ?? -1);
    if (request === undefined) return;
    if (message.type === 'part') return request.onPart?.(message.text);
    waiting.delete(message.id ?? -1);
    if (message.type === 'text') request.resolve(message.text);
    else request.reject(failed(message.message));
  }

  /** Keeps the program alive while somebody waits, and not longer. */
  async function busy<Result>(work: (running: Running) => Promise<Result>): Promise<Result> {
    running ??= run();
    const { child } = running;
    child.ref();
    child.channel?.ref();
    try {
      return await work(running);
    } catch (error) {
      // What nobody waits for any more ends with the process; a model that could not be loaded is tried anew next time.
      if (waiting.size === 0) child.kill();
      throw error;
    } finally {
      if (waiting.size === 0) {
        child.unref();
        child.channel?.unref();
        (child.stderr as unknown as { unref?(): void } | null)?.unref?.();
      }
    }
  }

  return {
    load: () => busy(({ ready }) => ready),
    generate: (prompt, { maxNewTokens, onPart, signal }) =>
      busy(async ({ child, ready }) => {
        throwIfAborted(signal);
        await ready;
        const id = count++;
        const abandon = () => settle({ type: 'failed', id, message: 'it was cancelled.' });
        signal?.addEventListener('abort', abandon, { once: true });
        try {
          return await new Promise<string>((resolve, reject) => {
            waiting.set(id, { resolve, reject, onPart });
            child.send({ type: 'generate', id, prompt, maxNewTokens, stream: onPart !== undefined } satisfies GenerateMessage);
          });
        } finally {
          signal?.removeEventListener('abort', abandon);
          throwIfAborted(signal);
        }
      }),
    async dispose() {
      const ending = running;
      running = null;
      // Its end is waited for, so it counts again.
      ending?.child.ref();
      ending?.child.kill();
      await ending?.ended;
    },
  };
}
