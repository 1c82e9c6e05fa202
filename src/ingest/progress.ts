import type { RunOptions } from '../run-options.js';
import { throwIfAborted, yieldToEventLoop } from '../run-options.js';
import { PROGRESS_BYTES, PROGRESS_MS } from './heuristics.js';

/** What the reading stage tells, and where it lets others run and looks at the signal. */
export class ReadProgress {
  private toldBytes = 0;
  private toldAt = performance.now();

  constructor(
    private readonly run: RunOptions,
    private readonly totalBytes: number | null,
  ) {}

  start(): void {
    this.run.onProgress?.({ type: 'stage-start', stage: 'read' });
  }

  /** To be called after every piece of work; tells where things stand once enough has happened since. */
  async update(rows: number, bytes: number): Promise<void> {
    throwIfAborted(this.run.signal);
    const now = performance.now();
    if (bytes - this.toldBytes < PROGRESS_BYTES && now - this.toldAt < PROGRESS_MS) return;
    this.toldBytes = bytes;
    this.toldAt = now;
    this.tell(rows, bytes);
    await yieldToEventLoop();
    throwIfAborted(this.run.signal);
  }

  end(rows: number, bytes: number): void {
    this.tell(rows, bytes);
    this.run.onProgress?.({ type: 'stage-end', stage: 'read' });
  }

  private tell(rows: number, bytes: number): void {
    this.run.onProgress?.({ type: 'rows-read', rows, bytes, totalBytes: this.totalBytes });
  }
}
