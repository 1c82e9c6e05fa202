import type {
  Job,
  ModelSummary,
  Prediction,
  Profile,
  Row,
  Schema,
  Session,
  SessionSummary,
  Summary,
  TrainRequest,
} from 'tabulyst';
import { describe, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { jobSchema, modelSummarySchema, predictionSchema, summarySchema } from '../../adapters/express/model-schemas.js';
import type { profileSchema } from '../../adapters/express/profile-schemas.js';
import type { predictBody, trainBody } from '../../adapters/express/request-schemas.js';
import type { sessionSchema } from '../../adapters/express/session-schema.js';
import type { schemaSchema, sessionSummarySchema } from '../../adapters/express/table-schemas.js';

/** A type as it is on the wire: at every depth, whether it may be written to makes no difference. */
type Wire<Value> = Value extends object ? { readonly [Key in keyof Value]: Wire<Value[Key]> } : Value;
type FromSchema<Schema extends z.ZodType> = Wire<z.output<Schema>>;

// These are checked by the compiler (`npm run typecheck`): a key added, dropped or retyped on one side only does not compile.
describe('the schemas of the wire and the types of the library are the same', () => {
  it('sessions', () => {
    expectTypeOf<FromSchema<typeof schemaSchema>>().toEqualTypeOf<Wire<Schema>>();
    expectTypeOf<FromSchema<typeof sessionSummarySchema>>().toEqualTypeOf<Wire<SessionSummary>>();
    expectTypeOf<FromSchema<typeof sessionSchema>>().toEqualTypeOf<Wire<Session>>();
  });
  it('profiles', () => {
    expectTypeOf<FromSchema<typeof profileSchema>>().toEqualTypeOf<Wire<Profile>>();
  });
  it('jobs and models', () => {
    expectTypeOf<FromSchema<typeof jobSchema>>().toEqualTypeOf<Wire<Job>>();
    expectTypeOf<FromSchema<typeof modelSummarySchema>>().toEqualTypeOf<Wire<ModelSummary>>();
  });
  it('predictions and summaries', () => {
    expectTypeOf<FromSchema<typeof predictionSchema>>().toEqualTypeOf<Wire<Prediction>>();
    expectTypeOf<FromSchema<typeof summarySchema>>().toEqualTypeOf<Wire<Summary>>();
  });
  it('requests', () => {
    expectTypeOf<FromSchema<typeof trainBody>>().toEqualTypeOf<Wire<TrainRequest>>();
    expectTypeOf<z.output<typeof predictBody>['rows']>().toEqualTypeOf<Row[]>();
  });
});
