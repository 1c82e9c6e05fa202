import type { CellSource } from '../model/cell-values.js';
import type { FittedFeature, Model, ModelInput } from '../model/types.js';
import { asTexts } from '../model/cell-values.js';
import { MISSING_CODE } from '../table/types.js';
import { SHOWN_TEXT_LENGTH } from './heuristics.js';

/** For each row, what was odd about its cells: columns that are absent, texts that can't be read, values without a level. */
export function describeOddCells(model: Model, source: CellSource): string[][] {
  const warnings: string[][] = Array.from({ length: source.rowCount }, () => []);
  const levels = levelsByColumn(model.encoder.features);
  for (const input of model.inputs) {
    const cells = source.cells(input);
    for (const { position, text } of cells.problems) {
      warnings[position]?.push(
        text === null
          ? `The column "${input.name}" is absent, and counts as missing.`
          : `"${input.name}" should be ${wanted(input)}, but is ${shown(text)}, and counts as missing.`,
      );
    }
    const known = levels.get(input.name);
    if (known === undefined) continue;
    const { codes, texts } = asTexts(cells);
    const unknown = texts.map((text) => !known.has(text));
    codes.forEach((code, position) => {
      if (code === MISSING_CODE || unknown[code] !== true) return;
      warnings[position]?.push(
        `"${input.name}" has the value ${shown(texts[code] ?? '')}, which is new to the model or was too rare to learn.`,
      );
    });
  }
  return warnings;
}

function levelsByColumn(features: readonly FittedFeature[]): Map<string, ReadonlySet<string>> {
  return new Map(
    features.flatMap((feature) => ('levels' in feature ? [[feature.column, new Set(feature.levels)] as const] : [])),
  );
}

function wanted({ format }: ModelInput): string {
  return format.form === 'datetime' ? 'a date or time' : 'a number';
}

function shown(text: string): string {
  return JSON.stringify(text.length > SHOWN_TEXT_LENGTH ? `${text.slice(0, SHOWN_TEXT_LENGTH)}…` : text);
}
