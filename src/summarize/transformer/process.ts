import type { ChatMessage } from './instruct-prompt.js';
import type { GenerateMessage, ProcessMessage, StartMessage } from './messages.js';

/**
 * The process in which a language model runs: its native runtime can be loaded once in a process only, blocks the thread it
 * runs on, and takes its memory with it when the process ends.
 */

/** As much of transformers.js as is used; the same in versions 2 to 4. */
interface Runtime {
  readonly pipeline: (task: string, model: string, options: object) => Promise<Generator>;
  readonly env: { localModelPath: string; allowRemoteModels: boolean; allowLocalModels: boolean; cacheDir: string | null };
  readonly TextStreamer?: new (tokenizer: Tokenizer, options: object) => object;
}

interface Generator {
  (prompt: string, options: object): Promise<unknown>;
  readonly tokenizer: Tokenizer;
  readonly model: { readonly config: Record<string, unknown> };
}

interface Tokenizer {
  readonly chat_template?: unknown;
  apply_chat_template(messages: readonly ChatMessage[], options: object): unknown;
  decode(ids: readonly (number | bigint)[], options: object): string;
}

let generator: Promise<{ readonly runtime: Runtime; readonly pipe: Generator }> | null = null;
let queue: Promise<void> = Promise.resolve();

process.on('message', (message: StartMessage | GenerateMessage) => {
  // One prompt after the other: they would share the same processors.
  queue = queue.then(() => (message.type === 'start' ? start(message) : generate(message)));
});
// Whoever started this process has gone.
process.on('disconnect', () => process.exit(0));

async function start(message: StartMessage): Promise<void> {
  try {
    generator = load(message);
    const { pipe } = await generator;
    send({ type: 'ready', slots: pipe.model.config.tabulyst_slots === true });
  } catch (error) {
    send({ type: 'failed', id: null, message: messageOf(error) });
  }
}

async function load({ runtime: url, task, folder, model, allowRemote, cacheFolder }: StartMessage) {
  const runtime = (await import(url)) as Runtime;
  const { env } = runtime;
  env.allowRemoteModels = allowRemote;
  env.allowLocalModels = true;
  if (folder !== null) env.localModelPath = folder;
  if (cacheFolder !== null) env.cacheDir = cacheFolder;
  const local = folder === null ? {} : { model_file_name: 'model', local_files_only: true };
  return { runtime, pipe: await runtime.pipeline(task, model, local) };
}

async function generate({ id, prompt, maxNewTokens, stream }: GenerateMessage): Promise<void> {
  try {
    if (generator === null) throw new Error('The model was not loaded.');
    const { runtime, pipe } = await generator;
    const text = typeof prompt === 'string' ? prompt : asText(pipe.tokenizer, prompt);
    const tell = (part: string) => send({ type: 'part', id, text: part });
    const options = { max_new_tokens: maxNewTokens, do_sample: false, return_full_text: false };
    const answers = await pipe(text, { ...options, ...(stream ? streaming(runtime, pipe, tell) : {}) });
    const [answer] = answers as { readonly generated_text: string }[];
    send({ type: 'text', id, text: answer?.generated_text ?? '' });
  } catch (error) {
    send({ type: 'failed', id, message: messageOf(error) });
  }
}

function asText(tokenizer: Tokenizer, messages: readonly ChatMessage[]): string {
  if (tokenizer.chat_template == null) return messages.map(({ content }) => content).join('\n\n');
  return String(tokenizer.apply_chat_template(messages, { tokenize: false, add_generation_prompt: true }));
}

/** The options by which the library tells of the text while it grows: a streamer since version 3, a callback before. */
function streaming({ TextStreamer }: Runtime, { tokenizer }: Generator, tell: (text: string) => void): object {
  if (TextStreamer !== undefined) {
    return { streamer: new TextStreamer(tokenizer, { skip_prompt: true, skip_special_tokens: true, callback_function: tell }) };
  }
  // The first call comes with one new token after those of the prompt.
  let before: number | null = null;
  let told = '';
  const callback_function = ([beam]: readonly { readonly output_token_ids: readonly number[] }[]) => {
    const ids = beam?.output_token_ids ?? [];
    before ??= ids.length - 1;
    const text = tokenizer.decode(ids.slice(before), { skip_special_tokens: true });
    // A character may need several tokens: until it is whole, the text ends in a stand-in that does not stay.
    if (!text.startsWith(told) || text.endsWith('\uFFFD')) return;
    tell(text.slice(told.length));
    told = text;
  };
  return { callback_function };
}

function send(message: ProcessMessage): void {
  if (process.connected) process.send?.(message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
