import type { Model } from '../../model/types.js';
import { evidentSentence, learningSentence, segmentSentence } from '../model-words.js';
import { blocks, bullets, prose, section } from './markdown.js';
import type { Markdown } from './markdown.js';

/** Where the model does worse: on which rows, by which other test; and whether more rows would help. */
export function weaknessSection({ report }: Model): Markdown | null {
  const segments = report.weakSegments.map((segment) => segmentSentence(segment, report.metric));
  const others = report.evidentSplits.map((evident) => evidentSentence(evident, report));
  const learning = learningSentence(report);
  const interval = report.rows.calibration > 0 ? ', those that set the width of intervals among them' : '';
  const lead = prose`Parts of the rows that it has not learned from${interval}, on which it does worse, by more than chance:`;
  return blocks(
    section('Where it does worse', segments.length === 0 ? null : blocks(lead, bullets(segments))),
    section('How it does when tested otherwise', bullets(others)),
    section('Whether more rows would help', learning === null ? null : prose`${learning}`),
  );
}
