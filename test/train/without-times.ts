import type { Model } from '../../src/model/types.js';

/** A model's file but for the times that its comparison took, which differ from run to run. */
export function withoutTimes(model: Model): string {
  return JSON.stringify(model, (key, value: unknown) => (key === 'seconds' ? undefined : value));
}
