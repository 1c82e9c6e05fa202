import type { Association } from '../types.js';
import { cramersV, crossTabulate, mutualInformation } from './contingency.js';
import { correlationRatio } from './correlation-ratio.js';
import { pearson, spearman } from './correlation.js';
import type { Variable } from './variable.js';

/** Measures how two variables relate over the rows where both are present, by the measure that suits their kinds. */
export function associate(one: Variable, other: Variable): Association {
  const columns = [one.name, other.name] as const;
  const table = crossTabulate(one, other);
  const information = mutualInformation(table);
  if (one.kind === 'number' && other.kind === 'number') {
    const ranks = spearman(one, other).value;
    return { columns, measure: 'pearson', ...pearson(one, other), spearman: ranks, mutualInformation: information };
  }
  const rest = { spearman: null, mutualInformation: information };
  if (one.kind === 'number') return { columns, measure: 'correlation-ratio', ...correlationRatio(one, other), ...rest };
  if (other.kind === 'number') return { columns, measure: 'correlation-ratio', ...correlationRatio(other, one), ...rest };
  return { columns, measure: 'cramers-v', value: cramersV(table), count: table.total, ...rest };
}
