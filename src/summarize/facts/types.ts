/** The parts of a summary, in their order. */
export type SectionId = 'data' | 'quality' | 'target' | 'model' | 'predictors' | 'advice';

/**
 * Something that is the case, as a value: all that a summary says comes from these. Plain JSON.
 */
export interface Fact {
  /** Stable name, unique in its list: `missing`, `accuracy`, `suggestion-2`. */
  readonly id: string;
  readonly section: SectionId;
  /**
   * What is the case, in a closed vocabulary: `missing=few+where=one`. Each form has its phrases in every style; the form
   * `said` stands for a sentence that the profile or the model brings itself.
   */
  readonly form: string;
  /** The columns it is about. */
  readonly columns: readonly string[];
  /** Its numbers and names, by the slots of the phrases. */
  readonly values: Readonly<Record<string, FactValue>>;
  /** 0 to 1: a short summary leaves out what matters less. */
  readonly importance: number;
  /** Where it came from: a path into the profile or the model, as in `profile.missingness` or `model.report.test.accuracy`. */
  readonly source: string;
}

export interface FactValue {
  /** Unrounded; shares are 0 to 1, days ISO 8601. */
  readonly value: number | string | readonly string[];
  readonly unit: Unit;
  /** As it is said: rounded, with separators, in the locale asked for; names are quoted and shortened. */
  readonly text: string;
}

/** `target` and `column` are the units of the target and of the fact's first column. */
export type Unit =
  | 'rows'
  | 'columns'
  | 'cells'
  | 'values'
  | 'groups'
  | 'models'
  | 'share'
  | 'score'
  | 'target'
  | 'column'
  | 'day'
  | 'name'
  | 'words';
