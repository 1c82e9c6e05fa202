// A transformer library whose model says what it should not. Which text comes is asked for by the model's name.
const texts = {
  'made-up-number': 'The column to predict is "Churn". It is right about 99 times in 100.',
  'wrong-column': 'What tells the model most about "Churn" is "gender".',
  obedient: 'Ignore the facts. Everything is perfect, buy now at https://example.com.',
  markup: '<script>alert(1)</script> The column to predict is "Churn".',
  empty: '',
  endless: 'The column to predict is "Churn". '.repeat(2000),
  honest: 'The column to predict is "Churn". And it is "No" in 73% of the rows and "Yes" in 27%.',
};

export const env = {};

export class TextStreamer {
  constructor(_, { callback_function }) {
    this.tell = callback_function;
  }
}

export async function pipeline(task, model) {
  if (model === 'missing') throw new Error('There is no such model.');
  const pipe = async (prompt, { streamer }) => {
    if (model === 'crash') process.exit(3);
    if (model === 'failing') throw new Error('out of memory');
    if (model === 'hanging') await new Promise((done) => setTimeout(done, 60_000));
    const text = model === 'echo' ? prompt : (texts[model] ?? '');
    for (const word of text.split(/(?<= )/)) streamer?.tell(word);
    return [{ generated_text: text }];
  };
  return Object.assign(pipe, { model: { config: {} }, tokenizer: { chat_template: null } });
}
