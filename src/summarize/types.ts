import type { Fact, SectionId } from './facts/types.js';

export type { Fact, FactValue, SectionId, Unit } from './facts/types.js';
export type { FactsOptions, SummaryInput } from './facts/facts.js';

export const SUMMARY_FORMAT_VERSION = 2;

/** A table and its model in plain words. Plain JSON. */
export interface Summary {
  readonly formatVersion: typeof SUMMARY_FORMAT_VERSION;
  /** The whole summary as paragraphs of plain text, separated by blank lines. */
  readonly text: string;
  readonly sections: readonly SummarySection[];
  readonly style: SummaryStyle;
  readonly length: SummaryLength;
  /** Who wrote it: `template`, or the name of the writer asked for; each sentence says whose it is. */
  readonly writer: string;
  /** What the sentences are about, by the ids that they carry. */
  readonly facts: readonly Fact[];
}

export interface SummarySection {
  readonly id: SectionId;
  readonly title: string;
  readonly sentences: readonly SummarySentence[];
}

/** One sentence, or a few that belong together. */
export interface SummarySentence {
  readonly text: string;
  /** Ids of the facts that it tells: its evidence. */
  readonly facts: readonly string[];
  /** `transformer` when a language model worded it and every claim in it was verified; `template` otherwise. */
  readonly writer: 'template' | 'transformer';
}

/** `plain` for anyone, `executive` for a decision, `technical` with the terms and measures of statistics. */
export type SummaryStyle = 'plain' | 'executive' | 'technical';

/** How much is told: the essentials, what matters, everything. */
export type SummaryLength = 'short' | 'medium' | 'long';

/** What a writer is asked for: one section. */
export interface WritingRequest {
  readonly section: SectionId;
  /** The facts to be told, in order. */
  readonly facts: readonly Fact[];
  readonly style: SummaryStyle;
  readonly signal: AbortSignal | undefined;
}

/** Puts the facts of a section into words. */
export interface SummaryWriter {
  /** Shown in the summary. */
  readonly name: string;
  /** Yields the sentences as they are ready; every claim in them is one of the facts. */
  write(request: WritingRequest): AsyncIterable<SummarySentence>;
}

export interface SummarizeOptions {
  /** Number formatting, as a BCP 47 tag. @default 'en-US' */
  locale?: string | undefined;
  /** @default 'plain' */
  style?: SummaryStyle | undefined;
  /** @default 'medium' */
  length?: SummaryLength | undefined;
  /** Who puts the facts into words. @default fixed phrases, at once and without any model */
  writer?: SummaryWriter | undefined;
  /** Told of each sentence as soon as it is ready, with its section. Must not throw. */
  onSentence?: ((sentence: SummarySentence, section: SectionId) => void) | undefined;
  signal?: AbortSignal | undefined;
}
