import type { Finding } from '../../schema/types.js';
import { showCount, showMany, showShare } from '../../table/wording.js';
import { heuristics } from '../heuristics.js';
import type { Missingness, RowOutliers } from '../types.js';
import { nameList, percent } from '../wording.js';

/** Rows that repeat an earlier one. */
export function findDuplicates(duplicateRows: number, rowCount: number): Finding | null {
  if (duplicateRows === 0) return null;
  const share = duplicateRows / rowCount;
  return {
    code: 'DUPLICATE_ROWS',
    severity: share >= heuristics.duplicateShareSerious ? 'medium' : 'low',
    columns: [],
    numbers: { rows: duplicateRows, share },
    sentence: `${showMany(duplicateRows, 'row repeats', 'rows repeat')} an earlier row in every column (${percent(share)}).`,
    suggestion: 'If each row should be a thing of its own, remove the repeats: they count double in every figure.',
  };
}

/** Rows unlike the others in several columns at once, where they are few enough to be looked at. */
export function findUnusualRows(outliers: RowOutliers | null): Finding | null {
  const [first] = outliers?.extremes ?? [];
  if (outliers === null || first === undefined) return null;
  const share = outliers.count / outliers.rowsUsed;
  if (share > heuristics.unusualRowsMost) return null;
  const columns = [...new Set(outliers.extremes.flatMap((extreme) => extreme.columns))];
  return {
    code: 'UNUSUAL_ROWS',
    severity: 'low',
    columns,
    numbers: { rows: outliers.count, rowsExamined: outliers.rowsUsed, share },
    sentence: `${showMany(outliers.count, 'row')} of the ${showCount(outliers.rowsUsed)} examined ${outliers.count === 1 ? 'is' : 'are'} unlike the others in several columns at once; row ${showCount(first.row + 1)} most, by ${nameList(first.columns)}.`,
    suggestion: 'Look at the rows listed: a wrong entry often shows only beside the other columns.',
  };
}

/** Rows without anything in them. */
export function findEmptyRows({ patterns }: Missingness, columnCount: number): Finding | null {
  const empty = patterns.find(({ columns }) => columns.length === columnCount);
  if (empty === undefined || columnCount < 2) return null;
  return {
    code: 'EMPTY_ROWS',
    severity: 'low',
    columns: [],
    numbers: { rows: empty.rows },
    sentence: `${showMany(empty.rows, 'row is', 'rows are')} blank in every column.`,
    suggestion: 'Remove them: they hold nothing, and count as repeated rows.',
  };
}

/** Columns that are missing in the same rows, and columns whose missingness another column tells. */
export function findMissingPatterns({ together, dependent }: Missingness, columnCount: number): Finding[] {
  const parts = together.filter(({ columns }) => columns.length < columnCount);
  return [
    ...parts.slice(0, heuristics.maxMissingFindings).map(({ columns, rows }) => ({
      code: 'MISSING_TOGETHER',
      severity: 'low' as const,
      columns,
      numbers: { rows, columns: columns.length },
      sentence: `${nameList(columns)} are blank in the same ${showMany(rows, 'row')}.`,
      suggestion: 'They probably come from one source or one step: find out when it has nothing to say.',
    })),
    ...dependent
      .filter(({ column }) => !parts.some(({ columns }) => columns.indexOf(column) > 0))
      .slice(0, heuristics.maxMissingFindings)
      .map(({ column, by, where, strength, share, shareElsewhere }) => ({
        code: 'MISSING_DEPENDS',
        severity: 'low' as const,
        columns: [column, by],
        numbers: { strength, share, shareElsewhere },
        sentence: `Whether "${column}" is blank depends on "${by}": it is in ${showShare(share)} of the rows ${placeWords(where)}, and in ${showShare(shareElsewhere)} of the others.`,
        suggestion: 'Such a blank means something: give it a value of its own rather than filling it in.',
      })),
  ];
}

/** "> 12" is a side of a number; anything else is a value. */
function placeWords(where: string): string {
  const side = /^(>|<=) (.*)$/.exec(where);
  if (side === null) return `where that is "${where}"`;
  return `where that is ${side[1] === '>' ? 'above' : 'at most'} ${side[2]!}`;
}
