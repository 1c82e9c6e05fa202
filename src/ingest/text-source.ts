import type { TableSource } from '../table/types.js';
import type { OpenedText } from './open-text.js';

/** The account of a text that has been read to its end. `warnings` are those about its rows; those about its bytes are added. */
export function textSource(
  text: OpenedText,
  { name, kind, dialect, warnings }: Pick<TableSource, 'kind' | 'dialect' | 'warnings'> & { readonly name?: string | undefined },
): TableSource {
  return {
    name: name ?? text.name,
    kind,
    bytes: text.count(),
    gzip: text.gzip,
    encoding: text.encoding(),
    dialect,
    warnings: [...warnings, ...text.warnings()],
  };
}
