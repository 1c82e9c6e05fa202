// The only list of public names, in pipeline order.

// Reading: bytes or records -> Table
export { readCsv } from './ingest/read-csv.js';
export { readJson } from './ingest/read-json.js';
export { readRecords } from './ingest/read-records.js';
export { convertCsv } from './ingest/convert-csv.js';
export { readRows } from './ingest/read-rows.js';
export type {
  Source,
  ReadCsvOptions,
  ReadOptions,
  ReadRowsOptions,
  ConvertCsvOptions,
  CsvDialectOptions,
  ReadingChoices,
} from './ingest/types.js';
export type {
  Table,
  TableSource,
  SourceWarning,
  Column,
  NumberColumn,
  DatetimeColumn,
  DictionaryColumn,
  ColumnEvidence,
  CsvDialect,
} from './table/types.js';
export { cellText, originalCellText } from './table/cell-text.js';

// Meaning: Table -> Schema
export { inferSchema } from './schema/infer-schema.js';
export type {
  Schema,
  ColumnSchema,
  ColumnType,
  Finding,
  Severity,
  Task,
  TargetSuggestion,
  InferSchemaOptions,
} from './schema/types.js';

// Looking: Table -> Profile
export { profileTable } from './profile/profile-table.js';
export type {
  Profile,
  ColumnProfile,
  TargetProfile,
  Association,
  Associations,
  Missingness,
  MissingDependence,
  Conflicts,
  Histogram,
  NumericStatistics,
  DatetimeStatistics,
  TimeGaps,
  TimeUnit,
  TextStatistics,
  Monotonicity,
  Outliers,
  Fences,
  Projection,
  ProjectedRow,
  RowOutliers,
  Clusters,
  Cluster,
  ClusterTrait,
  ValueCount,
  ProfileOptions,
} from './profile/types.js';

// Learning: Table + target -> Model
export { trainModel } from './train/train-model.js';
export { metricNames, type MetricName } from './model/metric-names.js';
export type { SplitOption, TrainOptions } from './train/types.js';
export { saveModel, loadModel } from './model/file.js';
export type {
  Model,
  ModelInput,
  FittedLearner,
  PredictionInterval,
  ConstantInterval,
  RowInterval,
  ErrorReach,
  Metrics,
  TrainingReport,
  Uncertainty,
  ClassificationCurves,
  RegressionCurves,
  ColumnEffect,
  ContributionSummary,
  WeakSegment,
  SplitReport,
  EvidentSplit,
  LearningCurve,
  LearnerKind,
  RowsToExplain,
  ExplainedScores,
  ExplanationMethod,
  ExplanationUnit,
  LoadModelOptions,
} from './model/types.js';

// Predicting: Model + rows -> predictions
export { predict } from './predict/predict.js';
export { predictStream } from './predict/predict-stream.js';
export { predictionColumns, predictionsToCsv } from './predict/predictions-to-csv.js';
export type { PredictionsToCsvOptions } from './predict/predictions-to-csv.js';
export type {
  Prediction,
  ClassPrediction,
  NumberPrediction,
  Explanation,
  ColumnContribution,
  Row,
  PredictOptions,
} from './predict/types.js';

// Telling: Profile + Model -> words
export { facts } from './summarize/facts/facts.js';
export { summarize, summaryLengths, summaryStyles } from './summarize/summarize.js';
export { renderSummary, summaryFormats } from './summarize/render-summary.js';
export { modelCard } from './summarize/model-card.js';
export { transformerWriter } from './summarize/transformer/transformer-writer.js';
export { verify } from './summarize/guard/verify.js';
export type { Verdict } from './summarize/guard/verify.js';
export type { SummaryFormat } from './summarize/render-summary.js';
export type { TransformerWriter, TransformerWriterOptions } from './summarize/transformer/transformer-writer.js';
export type {
  Fact,
  FactValue,
  FactsOptions,
  SectionId,
  SummarizeOptions,
  Summary,
  SummaryInput,
  SummaryLength,
  SummarySection,
  SummarySentence,
  SummaryStyle,
  SummaryWriter,
  Unit,
  WritingRequest,
} from './summarize/types.js';

// Serving: all of it over storage, with jobs on worker threads
export { createAnalyst } from './service/create-analyst.js';
export { createDiskStorage, type DiskStorageOptions } from './service/disk-storage.js';
export { createMemoryStorage } from './service/memory-storage.js';
export type {
  Analyst,
  AnalystOptions,
  FileStore,
  RecordStore,
  Storage,
  Session,
  SessionSummary,
  Job,
  JobStatus,
  ModelSummary,
  TrainRequest,
  UploadOptions,
  PredictRowsOptions,
  PredictStreamOptions,
} from './service/types.js';

// Everywhere
export { TabulystError, isTabulystError, errorCodes } from './errors.js';
export type { ErrorCode, ErrorDetails, SerializedError } from './errors.js';
export type { ProgressEvent, RunOptions, Stage } from './run-options.js';
