import { afterEach, expect, it } from 'vitest';
import { createRandom } from '../../../src/table/random.js';
import type { TrainingData } from '../../../src/train/estimator.js';
import { binMatrix } from '../../../src/train/trees/bin-matrix.js';
import { boost } from '../../../src/train/trees/boost.js';
import { createCrew, type Crew } from '../../../src/train/trees/crew.js';
import { objectiveFor } from '../../../src/train/trees/objectives.js';

const crews: Crew[] = [];
const crewOf = (threads: number): Crew => {
  const crew = createCrew(threads);
  crews.push(crew);
  return crew;
};
afterEach(() => {
  for (const crew of crews.splice(0)) crew.close();
});

/** Enough for a crew to share: numbers with and without gaps, few values, and categories. */
function makeData(rowCount: number, classCount: number | null): TrainingData {
  const random = createRandom(7);
  const width = 12;
  const features = Float64Array.from({ length: rowCount * width }, (_, place) => {
    const feature = place % width;
    if (feature < 4) return random() < 0.1 ? NaN : random() * 100;
    return Math.floor(random() * (feature < 8 ? 2 : 9));
  });
  const signal = (row: number) => features[row * width + 1]! / 50 + features[row * width + 9]! + random();
  const target = Float64Array.from({ length: rowCount }, (_, row) => {
    const number = signal(row);
    const known = Number.isNaN(number) ? 0 : number;
    return classCount === null ? known : Math.min(classCount - 1, Math.floor(known / 3));
  });
  const levelCounts = Int32Array.from({ length: width }, (_, feature) => (feature < 8 ? 0 : 9));
  return { features, width, rowCount, target, classCount, levelCounts };
}

const settings = {
  learningRate: 0.1,
  maxLeaves: 31,
  maxDepth: Infinity,
  minChildWeight: 1,
  l2: 1,
  categorySmoothing: 5,
  categoryL2: 1,
  rowShare: 0.8,
  featureShare: 0.7,
};

async function grow(data: TrainingData, crew: Crew | undefined) {
  const rows = Uint32Array.from({ length: data.rowCount }, (_, row) => row);
  return boost(binMatrix(data, 254), data.target, objectiveFor(data.classCount, 'plain'), settings, {
    rounds: 12,
    rows: rows.filter((row) => row % 5 > 0),
    watched: rows.filter((row) => row % 5 === 0),
    patience: Infinity,
    random: createRandom(3),
    signal: undefined,
    crew,
  });
}

it.each([null, 2, 3])('trees are the same to the bit however many threads grow them (%s classes)', async (classCount) => {
  const data = makeData(20_000, classCount);
  const alone = await grow(data, undefined);
  for (const threads of [2, 3]) expect(await grow(data, crewOf(threads))).toEqual(alone);
});

it('a crew goes on from one piece of work to the next, and does without members that are gone', async () => {
  const data = makeData(20_000, 2);
  const crew = crewOf(2);
  const first = await grow(data, crew);
  expect(await grow(data, crew)).toEqual(first);
  crew.close();
  expect(await grow(data, crew)).toEqual(first);
});
