import { basename, dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fact } from '../facts/types.js';
import type { SummarySentence, SummaryWriter, WritingRequest } from '../types.js';
import type { ChatMessage } from './instruct-prompt.js';
import type { TextGenerator } from './text-generator.js';
import { TabulystError } from '../../errors.js';
import { rejectOption, resolveOptions, throwIfAborted } from '../../run-options.js';
import { verify } from '../guard/verify.js';
import { heuristics } from '../heuristics.js';
import { phraseOf } from '../phrase.js';
import { instructPrompt } from './instruct-prompt.js';
import { modelsUrl } from './package-urls.js';
import { fillAnswer, slotPrompt, variantOf } from './slot-prompt.js';
import { createTextGenerator } from './text-generator.js';

export interface TransformerWriterOptions {
  /**
   * A folder with a model in the layout of transformers.js, as an absolute or relative path (`./models/mine`), or the id of
   * a model on the Hugging Face hub (`onnx-community/Qwen2.5-0.5B-Instruct`), which needs `allowRemote`.
   * @default the small model that ships with the package
   */
  model?: string | undefined;
  /**
   * The transformer library: the name of an installed package, or the URL of a module.
   * @default '@xenova/transformers'; '@huggingface/transformers' works as well
   */
  runtime?: string | undefined;
  /** What the model is: one that continues a text, or one that answers it (as Flan-T5). @default 'text-generation' */
  task?: 'text-generation' | 'text2text-generation' | undefined;
  /** Lets the library download the model that `model` names. @default false: nothing ever goes over the network */
  allowRemote?: boolean | undefined;
  /** Where downloaded models are kept. @default the library's own place */
  cacheFolder?: string | undefined;
  /** The longest text of a section, in the model's tokens. @default 200 */
  maxNewTokens?: number | undefined;
}

/** A writer that keeps a language model loaded. */
export interface TransformerWriter extends SummaryWriter {
  /** Loads the model before it is needed. @throws PEER_MISSING, SUMMARIZE_WRITER_FAILED */
  load(): Promise<void>;
  /** Frees the model's memory; the next use loads it again. */
  dispose(): Promise<void>;
}

const SHIPPED = 'tabulyst-writer';

type Generate = (prompt: string | readonly ChatMessage[], onPart: ((text: string) => void) | undefined) => Promise<string>;

const defaults = {
  model: SHIPPED,
  runtime: '@xenova/transformers',
  task: 'text-generation' as 'text-generation' | 'text2text-generation',
  allowRemote: false,
  cacheFolder: undefined as string | undefined,
  maxNewTokens: heuristics.maxNewTokens as number,
};

/**
 * A writer that lets a transformer on this machine put the facts into words. It runs in a process of its own, loaded when
 * first used and shared by all who use this writer. Every sentence is checked against the facts before anybody sees it:
 * what can't be verified is asked for again, and then told by a fixed phrase. Facts that a model can't be trusted with
 * (warnings, suggestions) are always told by their own sentence.
 *
 * @throws OPTIONS_INVALID; when used, PEER_MISSING or SUMMARIZE_WRITER_FAILED
 * @example
 * const writer = transformerWriter();
 * const { text } = await summarize({ profile, model }, { writer });
 * await writer.dispose();
 */
export function transformerWriter(options?: TransformerWriterOptions): TransformerWriter {
  const resolved = resolveOptions<typeof defaults>('transformerWriter', options, defaults);
  checkOptions(resolved);
  const { model, maxNewTokens } = resolved;
  let generator: TextGenerator | null = null;
  const shared = () => (generator ??= createTextGenerator(startOf(resolved)));
  return {
    name: model,
    async load() {
      await shared().load();
    },
    async *write(request) {
      const { signal } = request;
      const used = shared();
      const { slots } = await used.load();
      throwIfAborted(signal);
      const generate: Generate = (prompt, onPart) => used.generate(prompt, { maxNewTokens, onPart, signal });
      yield* slots ? tellBySlots(request, generate) : tellByInstruction(request, generate);
    },
    async dispose() {
      await generator?.dispose();
    },
  };
}

function checkOptions({ model, runtime, task, allowRemote, maxNewTokens }: typeof defaults): void {
  const reject = (option: string, expected: string, came: unknown) => rejectOption('transformerWriter', option, expected, came);
  if (typeof model !== 'string' || model === '') reject('model', "a folder or a model's id", model);
  if (typeof runtime !== 'string' || runtime === '') reject('runtime', 'the name of a package', runtime);
  if (!['text-generation', 'text2text-generation'].includes(task))
    reject('task', 'text-generation or text2text-generation', task);
  if (typeof allowRemote !== 'boolean') reject('allowRemote', 'true or false', allowRemote);
  if (!Number.isInteger(maxNewTokens) || maxNewTokens < 1) reject('maxNewTokens', 'a whole number from 1', maxNewTokens);
  if (!isLocal(model) && !allowRemote) {
    reject('model', 'a folder such as "./models/mine", or a model of the hub together with allowRemote: true', model);
  }
}

function isLocal(model: string): boolean {
  return model === SHIPPED || /^(\.{0,2}[/\\]|\.{1,2}$|[a-z]:[/\\])/i.test(model);
}

function startOf({ model, runtime, task, allowRemote, cacheFolder }: typeof defaults) {
  const path = model === SHIPPED ? fileURLToPath(new URL(SHIPPED, modelsUrl())) : resolve(model);
  return {
    runtime: urlOf(runtime),
    task,
    folder: isLocal(model) ? dirname(path) + sep : null,
    model: isLocal(model) ? basename(path) : model,
    allowRemote,
    cacheFolder: cacheFolder ?? null,
  };
}

/** @throws PEER_MISSING with the line that installs it */
function urlOf(runtime: string): string {
  if (/^(file|data):/.test(runtime)) return runtime;
  try {
    return import.meta.resolve(runtime);
  } catch (cause) {
    const install = `npm install ${runtime}`;
    throw new TabulystError(
      'PEER_MISSING',
      `A summary by a transformer needs the package "${runtime}", which is not installed. Install it: ${install}`,
      { package: runtime, install },
      { cause },
    );
  }
}

/** The sentences of a section by the shipped model; fixed phrases for what it could not tell; in the order of the facts. */
async function* tellBySlots(request: WritingRequest, generate: Generate): AsyncIterable<SummarySentence> {
  const worded = request.facts.filter(({ form }) => form !== 'said');
  const sentences: SummarySentence[] = [];
  let missing = worded;
  for (let attempt = 0; attempt < heuristics.attempts && missing.length > 0; attempt++) {
    const answer = await generate(slotPrompt(request, missing, variantOf(worded) + attempt), undefined);
    sentences.push(...verified(fillAnswer(answer, missing), missing));
    missing = untold(worded, sentences);
  }
  const place = new Map(request.facts.map(({ id }, index) => [id, index]));
  const placeOf = ({ facts: [id = ''] }: SummarySentence) => place.get(id) ?? 0;
  const all = [...sentences, ...byPhrase(untold(request.facts, sentences), request)];
  yield* all.sort((one, other) => placeOf(one) - placeOf(other));
}

/** The sentences of a section by any other model, each as soon as it is whole; fixed phrases for what it did not tell. */
async function* tellByInstruction(request: WritingRequest, generate: Generate): AsyncIterable<SummarySentence> {
  const worded = request.facts.filter(({ form }) => form !== 'said');
  const told: SummarySentence[] = [];
  // What was heard and not yet looked at.
  let text = '';
  let ended = false;
  let wake = (): void => undefined;
  const whole = generate(instructPrompt(request, worded), (part) => {
    text += part;
    wake();
  }).finally(() => {
    ended = true;
    wake();
  });
  // Heard of below; an error must not count as unhandled before.
  whole.catch(() => undefined);
  let heard = 0;
  for (let finished = false; !finished;) {
    if (!ended && !endOfSentence.test(text)) await new Promise<void>((resolve) => (wake = resolve));
    finished = ended;
    // The last sentence may go on, unless it is the end.
    const length = finished ? text.length : (endOfSentence.exec(text)?.[0].length ?? 0);
    const answer = finished ? await whole : '';
    // A library that tells of no parts is heard at the end.
    const complete = finished && heard + length === 0 ? answer : text.slice(0, length);
    heard += length;
    text = text.slice(length);
    const missing = untold(worded, told);
    for (const sentence of missing.length > 0 ? verified(complete, missing) : []) {
      told.push(sentence);
      yield sentence;
    }
  }
  yield* byPhrase(untold(request.facts, told), request);
}

/** All up to the last end of a sentence that something follows. */
const endOfSentence = /^[^]*[.!?](?=\s+\S)/;

function untold(facts: readonly Fact[], sentences: readonly SummarySentence[]): Fact[] {
  const told = new Set(sentences.flatMap((sentence) => sentence.facts));
  return facts.filter(({ id }) => !told.has(id));
}

function byPhrase(facts: readonly Fact[], { style }: WritingRequest): SummarySentence[] {
  return facts.map((fact) => ({ text: phraseOf(fact, style), facts: [fact.id], writer: 'template' }));
}

/** The sentences of a text that hold, each fact told once; a fact may take two sentences on end. */
function verified(text: string, facts: readonly Fact[]): SummarySentence[] {
  const sentences: SummarySentence[] = [];
  const told = new Set<string>();
  for (const { text: sentence, facts: ids } of verify(text, facts)) {
    const last = sentences.at(-1);
    const goesOn = last !== undefined && last.facts.join() === ids?.join() && last.text !== sentence;
    if (ids === null || (ids.some((id) => told.has(id)) && !goesOn)) continue;
    for (const id of ids) told.add(id);
    sentences.push({ text: sentence, facts: ids, writer: 'transformer' });
  }
  return sentences;
}
