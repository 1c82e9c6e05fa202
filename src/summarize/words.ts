// What `tabulyst/words` offers: the sentences and figures that reports of a model are made of.
export {
  answerFormat,
  comparedBy,
  effectSentence,
  evidentSentence,
  headlines,
  learningSentence,
  movesOf,
  movesUnit,
  pointName,
  segmentSentence,
  testedWords,
  thresholdSentence,
  weightSentence,
  type Headline,
} from './model-words.js';
export { numberFormat, showCount, showNumber, showShare } from './show-value.js';
