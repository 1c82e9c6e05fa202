/** A table and its model in plain words. Plain JSON. */
export interface Summary {
  readonly formatVersion: 1;
  /** The whole summary as paragraphs of plain text, separated by blank lines. */
  readonly text: string;
  readonly sections: readonly SummarySection[];
  /** Who wrote it. */
  readonly writer: 'template';
}

export interface SummarySection {
  readonly id: 'data' | 'quality' | 'target' | 'model' | 'predictors' | 'advice';
  readonly title: string;
  readonly sentences: readonly string[];
}

export interface SummarizeOptions {
  /** Number formatting, as a BCP 47 tag. @default 'en-US' */
  locale?: string | undefined;
}
