import { describe, expect, it } from 'vitest';
import { loadExample } from './load-example.js';

interface Pending {
  setType(name: string, type: string | null): void;
  set(option: string, value: unknown): void;
  readonly size: number;
  choices(): Record<string, unknown>;
}
interface PendingModule {
  readonly createPending: (session: {
    schema: { columns: { name: string; type: string; overridden: boolean }[] };
    reading: Record<string, unknown>;
  }) => Pending;
}
const { createPending } = await loadExample<PendingModule>('public/pending-choices.js');

/** A session whose columns are numerical, those in `chosen` by choice. */
function pending(chosen: Record<string, string> = {}, reading: Record<string, unknown> = {}): Pending {
  const columns = ['age', 'zip', '__proto__'].map((name) => ({
    name,
    type: Object.hasOwn(chosen, name) ? (chosen[name] ?? '') : 'numerical',
    overridden: Object.hasOwn(chosen, name),
  }));
  const isChosen = Object.keys(chosen).length > 0;
  return createPending({ schema: { columns }, reading: { ...reading, ...(isChosen ? { columns: chosen } : {}) } });
}

describe('dashboard: changes that wait to be sent', () => {
  it('are none at first, and none again when taken back', () => {
    const changes = pending({}, { dayFirst: true });
    expect([changes.size, changes.choices()]).toEqual([0, {}]);
    changes.setType('age', 'text');
    changes.set('dayFirst', null);
    expect(changes.size).toBe(2);
    changes.setType('age', 'numerical');
    changes.set('dayFirst', true);
    expect([changes.size, changes.choices()]).toEqual([0, {}]);
  });

  it('are sent beside the types chosen before', () => {
    const changes = pending({ zip: 'text' });
    changes.setType('age', 'categorical');
    expect(changes.choices()).toEqual({ columns: { zip: 'text', age: 'categorical' } });
  });

  it('take back a type that was chosen, and the last one by null', () => {
    const changes = pending({ zip: 'text', age: 'text' });
    changes.setType('zip', null);
    expect(changes.choices()).toEqual({ columns: { age: 'text' } });
    changes.setType('age', null);
    expect(changes.choices()).toEqual({ columns: null });
  });

  it('take the found type as a choice where another one was chosen', () => {
    const changes = pending({ zip: 'text' });
    changes.setType('zip', 'numerical');
    expect(changes.choices()).toEqual({ columns: { zip: 'numerical' } });
  });

  it('switch readings on and off', () => {
    const changes = pending({}, { decimal: ',' });
    changes.set('dayFirst', true);
    changes.set('decimal', null);
    expect(changes.choices()).toEqual({ dayFirst: true, decimal: null });
  });

  it('know a column called __proto__', () => {
    const changes = pending();
    changes.setType('__proto__', 'text');
    expect(JSON.stringify(changes.choices())).toBe('{"columns":{"__proto__":"text"}}');
  });
});
