import type { ProgressEvent } from 'tabulyst';
import type { Terminal } from './command.js';
import { showNumber } from './show-value.js';

const stageWords = {
  read: 'reading',
  schema: 'typing',
  profile: 'profiling',
  train: 'training',
  predict: 'predicting',
  summarize: 'summing up',
};

function describe(event: ProgressEvent): string {
  switch (event.type) {
    case 'stage-start':
      return `${stageWords[event.stage]} ...`;
    case 'rows-read': {
      const share = event.totalBytes ? ` (${Math.min(100, Math.floor((100 * event.bytes) / event.totalBytes))}%)` : '';
      return `reading ... ${event.rows.toLocaleString('en-US')} rows${share}`;
    }
    case 'part-progress':
      return `${stageWords[event.stage]} ... ${event.part.replace('-', ' ')} (${Math.floor(100 * event.fraction)}%)`;
    case 'candidate-start':
      return `training ... ${event.name} (${event.index + 1} of ${event.total})`;
    case 'candidate-fold': {
      const best = event.best === null ? '' : `, best so far: ${showBest(event.best, event.bestScore)}`;
      return `training ... ${event.name} (${event.index + 1} of ${event.total}), fold ${event.fold + 1} of ${event.folds}${best}`;
    }
    case 'candidate-end':
      return `training ... ${event.name} done, best so far: ${showBest(event.best, event.bestScore)}`;
    case 'stage-end':
      return '';
  }
}

function showBest(name: string, score: number | null): string {
  return score === null ? name : `${name} at ${showNumber(score)}`;
}

/** The process's own terminal: one line of progress that overwrites itself, only where a person is watching. */
export function openTerminal(signal: AbortSignal): Terminal {
  const live = process.stderr.isTTY;
  let shown = false;
  const clear = () => {
    if (shown) process.stderr.write('\r\x1b[K');
    shown = false;
  };
  return {
    signal,
    print: (text) => {
      clear();
      process.stdout.write(text);
    },
    note: (text) => {
      clear();
      process.stderr.write(`${text}\n`);
    },
    onProgress: (event) => {
      if (!live) return;
      clear();
      const line = describe(event);
      if (line === '') return;
      process.stderr.write(line.slice(0, (process.stderr.columns || 80) - 1));
      shown = true;
    },
  };
}
