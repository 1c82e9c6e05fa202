import { createRandom } from '../random.mjs';
import { loadFixtures } from './fixtures.mjs';
import { mutate } from './mutations.mjs';
import { randomCsv, randomJson, samplePools } from './structures.mjs';

const columnTypes = ['numerical', 'categorical', 'datetime', 'boolean', 'text'];

/**
 * Makes the inputs of a seed: `input(index)` is always the same one, with `random` for the choices that its checks make.
 * Half of them are mutated fixtures, the others random tables and records, some of those mutated too.
 */
export function createInputs(seed, dataFolder = null) {
  const fixtures = loadFixtures(dataFolder);
  const pools = samplePools(seed);
  const input = (index) => {
    const random = createRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
    const { bytes, origin } = randomBytes(random, fixtures, pools);
    return { index, origin, bytes, options: randomOptions(random), random };
  };
  return { input, fixtureCount: fixtures.length };
}

function randomBytes(random, fixtures, pools) {
  const share = random.uniform();
  if (share < 0.5) {
    const fixture = random.oneOf(fixtures);
    const { bytes, done } = mutate(fixture.bytes, random, fixtures);
    return { bytes, origin: `${fixture.name}: ${done.join(', ')}` };
  }
  const isCsv = share < 0.88;
  const made = isCsv ? randomCsv(random, pools) : randomJson(random, pools);
  const what = isCsv ? 'random table' : 'random records';
  if (random.chance(0.6)) return { bytes: made, origin: what };
  const { bytes, done } = mutate(made, random, fixtures);
  return { bytes, origin: `${what}: ${done.join(', ')}` };
}

/** Mostly none: what is found out by itself is what has to be right. */
function randomOptions(random) {
  if (random.chance(0.75)) return {};
  const options = {};
  const choices = {
    delimiter: () => random.oneOf([',', ';', '\t', '|', ' ', ', ', '  ', ':']),
    quote: () => random.oneOf(['"', "'", '']),
    headerRows: () => random.below(4),
    skipLines: () => random.below(4),
    wholeFile: () => random.chance(0.5),
    encoding: () => random.oneOf(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
    decimal: () => random.oneOf(['.', ',']),
    dayFirst: () => random.chance(0.5),
    maxCellBytes: () => 1 + random.below(5000),
    maxRowBytes: () => 1 + random.below(20_000),
    maxColumns: () => 1 + random.below(40),
    maxBytes: () => 1 + random.below(50_000),
  };
  for (let left = 1 + random.below(3); left > 0; left--) {
    const name = random.oneOf(Object.keys(choices));
    options[name] = choices[name]();
  }
  return options;
}

/** A type for one of the columns, as a caller may choose it. */
export function randomType(random, names) {
  return Object.fromEntries([[random.oneOf(names), random.oneOf(columnTypes)]]);
}
