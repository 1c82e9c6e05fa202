import type { Model, ModelInput } from '../../model/types.js';
import { heuristics } from '../heuristics.js';
import { blocks, prose, Markdown, section } from './markdown.js';

/** How to get an answer, as code. */
export function usageSection({ inputs, task }: Model): Markdown | null {
  const shown = inputs.slice(0, heuristics.maxColumnsInExample).map((input) => `  ${key(input.name)}: ${example(input)},`);
  const rest = inputs.length > shown.length ? ['  // and the other columns'] : [];
  const answer = task === 'classification' ? 'answer.probabilities' : 'answer.lower, answer.upper';
  const code = [
    `import { loadModel, predict } from ${literal('tabulyst')};`,
    '',
    `const model = await loadModel(${literal('model.json')});`,
    'const answer = predict(model, {',
    ...shown,
    ...rest,
    '});',
    `console.log(answer.prediction, ${answer}, answer.warnings);`,
  ];
  const how = prose`With the model in a file of its own (\`saveModel\`, or \`model.json\` of \`tabulyst analyze\`):`;
  return section('How to use it', blocks(how, new Markdown(['```js', ...code, '```'].join('\n'))));
}

/** A value like those of the column; texts may be somebody's own words, so none is quoted. */
function example({ type, example }: ModelInput): string {
  if (type === 'text') return literal('…');
  const number = Number(example);
  return type === 'numerical' && String(number) === example ? example : literal(example);
}

/** In a literal object, `"__proto__": 1` would set the prototype. */
function key(name: string): string {
  return name === '__proto__' ? `[${literal(name)}]` : literal(name);
}

/** A text as a JavaScript string that holds neither markup nor characters that are not seen. */
function literal(text: string): string {
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(/[<>`\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, (found) => found.split('').map(escape).join(''));
}
