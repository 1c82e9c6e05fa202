import type { KernelSpace } from '../kernels/open-kernels.js';
import { CollectorScratch } from './collector-scratch.js';
import { ColumnCollector } from './column-collector.js';
import type { RowBatch } from './csv-scanner.js';
import type { RowSink } from './csv-reading.js';
import type { HeaderNames } from './header-names.js';

/** The scanner's first sink: every column of a table in a collector of its own. */
export class CollectedTable implements RowSink {
  collectors: ColumnCollector[] = [];

  begin(space: KernelSpace, { names }: HeaderNames, expectedRows: number): void {
    const scratch = new CollectorScratch(space, expectedRows);
    this.collectors = names.map(() => new ColumnCollector(scratch));
  }

  take({ cells }: RowBatch, from: number, to: number): void {
    const stride = this.collectors.length * 8;
    for (let column = 0; column < this.collectors.length; column++) {
      this.collectors[column]!.add(cells + from * stride + column * 8, stride, to - from);
    }
  }
}
