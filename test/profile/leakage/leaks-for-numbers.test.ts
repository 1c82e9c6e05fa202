import { describe, expect, test } from 'vitest';
import { accused, day, leakageOf, round, throwDice, type Columns, type Dice } from './rows.js';

const ROWS = 600;

/** Honest columns of flats, and their price, to the cent. */
function flats(dice: Dice) {
  const size = dice.each(() => round(dice.normal(80, 25), 1));
  const floor = dice.each(() => dice.whole(0, 9));
  const district = dice.each(() => dice.pick(['old town', 'harbour', 'station', 'hill']));
  const price = dice.each((row) => round(Math.exp(11 + size[row]! / 120 + floor[row]! / 50 + dice.normal(0, 0.3)) / 10, 2));
  return { size, floor, district, price };
}

interface Leak {
  /** Makes the columns, the target "price" among them unless another is named. */
  readonly make: (base: ReturnType<typeof flats>, dice: Dice) => Columns;
  readonly leaking: readonly string[];
  readonly severity: 'high' | 'medium';
  readonly target?: string;
}

const rankOf = (values: readonly number[]): number[] => {
  const sorted = [...values].sort((one, other) => one - other);
  return values.map((value) => sorted.indexOf(value) + 1);
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const leaks: Record<string, Leak> = {
  'the same number under another name': { make: ({ price }) => ({ precio: price }), leaking: ['precio'], severity: 'high' },
  'another currency, rounded': {
    make: ({ price }) => ({ usd: price.map((value) => round(value * 1.0843)) }),
    leaking: ['usd'],
    severity: 'high',
  },
  'another scale, upside down': {
    make: ({ price }) => ({ gap: price.map((value) => 5e6 - 3 * value) }),
    leaking: ['gap'],
    severity: 'high',
  },
  'its logarithm': {
    make: ({ price }) => ({ log_p: price.map((value) => round(Math.log(value), 3)) }),
    leaking: ['log_p'],
    severity: 'high',
  },
  'its place among all': { make: ({ price }) => ({ place: rankOf(price) }), leaking: ['place'], severity: 'high' },
  'its percentile': {
    make: ({ price }) => ({ percentile: rankOf(price).map((rank) => Math.ceil((rank * 100) / ROWS)) }),
    leaking: ['percentile'],
    severity: 'high',
  },
  'rounded to thousands': {
    make: ({ price }) => ({ about: price.map((value) => Math.round(value / 1000)) }),
    leaking: ['about'],
    severity: 'high',
  },
  'a noisy copy': {
    make: ({ price }, dice) => ({ estimate: price.map((value) => round(value + dice.normal(0, 150), 2)) }),
    leaking: ['estimate'],
    severity: 'medium',
  },
  'its logarithm with noise': {
    make: ({ price }, dice) => ({ index: price.map((value) => round(Math.log(value) + dice.normal(0, 0.015), 4)) }),
    leaking: ['index'],
    severity: 'medium',
  },
  'ranges of it by name': {
    make: ({ price }) => ({
      band: price.map((value) => ['low', 'middle', 'upper', 'top'][Math.min(3, Math.floor(value / 7000))]!),
    }),
    leaking: ['band'],
    severity: 'high',
  },
  'ranges of it under codes without order': {
    make: ({ price }) => ({
      code: rankOf(price).map((rank) => [17, 4, 88, 23, 61, 2, 45, 9, 70, 31, 12, 56][Math.floor(((rank - 1) * 12) / ROWS)]!),
    }),
    leaking: ['code'],
    severity: 'high',
  },
  'ranges of it with some errors': {
    make: ({ price }, dice) => ({
      band: rankOf(price).map((rank) =>
        dice.chance(0.015) ? dice.pick(['A', 'B', 'C']) : ['A', 'B', 'C'][Math.floor(((rank - 1) * 3) / ROWS)]!,
      ),
    }),
    leaking: ['band'],
    severity: 'medium',
  },
  'a mark for the dearer half': {
    make: ({ price }) => ({ luxury: rankOf(price).map((rank) => (rank > ROWS / 2 ? 'Y' : 'N')) }),
    leaking: ['luxury'],
    severity: 'high',
  },
  'blank below the middle': {
    make: ({ price }, dice) => ({ notary: rankOf(price).map((rank) => (rank > ROWS / 2 ? dice.whole(1, 500) : '')) }),
    leaking: ['notary'],
    severity: 'high',
  },
  'a tax that is 0 below the middle': {
    make: ({ price }, dice) => ({ tax: rankOf(price).map((rank) => (rank > ROWS / 2 ? round(dice.uniform(10, 90), 2) : 0)) }),
    leaking: ['tax'],
    severity: 'high',
  },
  'four parts that add up to it': {
    make: (base, dice) => {
      const parts = ['land', 'walls', 'roof', 'garden'].map(
        (name) => [name, dice.each(() => round(dice.uniform(50, 5000), 2))] as const,
      );
      return {
        ...Object.fromEntries(parts),
        price: base.price.map((_, row) =>
          round(
            parts.reduce((sum, [, part]) => sum + part[row]!, 0),
            2,
          ),
        ),
      };
    },
    leaking: ['land', 'walls', 'roof', 'garden'],
    severity: 'high',
  },
  'parts of which one is mostly blank': {
    make: (_, dice) => {
      const [wage, bonus] = [
        dice.each(() => dice.whole(2000, 6000)),
        dice.each(() => (dice.chance(0.4) ? dice.whole(100, 900) : '')),
      ];
      return { wage, bonus, pay: wage.map((value, row) => value + Number(bonus[row])) };
    },
    target: 'pay',
    leaking: ['wage', 'bonus'],
    severity: 'high',
  },
  'the whole and the other part': {
    make: ({ price }, dice) => {
      const fees = dice.each(() => round(dice.uniform(100, 9000), 2));
      return { fees, invoice: price.map((value, row) => round(value + fees[row]!, 2)) };
    },
    leaking: ['fees', 'invoice'],
    severity: 'high',
  },
  'what was there before and after': {
    make: (_, dice) => {
      const before = dice.each(() => dice.whole(100_000, 900_000));
      const amount = dice.each(() => dice.whole(-900, 900));
      return { before, after: before.map((value, row) => value + amount[row]!), amount };
    },
    target: 'amount',
    leaking: ['before', 'after'],
    severity: 'high',
  },
  'price times quantity': {
    make: (_, dice) => {
      const [unit, quantity] = [dice.each(() => round(dice.uniform(1, 90), 2)), dice.each(() => dice.whole(1, 40))];
      return { unit, quantity, sales: unit.map((value, row) => round(value * quantity[row]!, 2)) };
    },
    target: 'sales',
    leaking: ['unit', 'quantity'],
    severity: 'high',
  },
  'price times quantity less a discount': {
    make: (_, dice) => {
      const [unit, quantity] = [dice.each(() => round(dice.uniform(1, 90), 2)), dice.each(() => dice.whole(1, 40))];
      const discount = dice.each(() => dice.pick([0, 0, 0.1, 0.2, 0.5]));
      return {
        unit,
        quantity,
        discount,
        sales: unit.map((value, row) => round(value * quantity[row]! * (1 - discount[row]!), 2)),
      };
    },
    target: 'sales',
    leaking: ['unit', 'quantity', 'discount'],
    severity: 'high',
  },
  'price times quantity and postage': {
    make: (_, dice) => {
      const [unit, quantity] = [dice.each(() => round(dice.uniform(1, 90), 2)), dice.each(() => dice.whole(1, 40))];
      const postage = dice.each(() => round(dice.uniform(3, 400), 2));
      return { unit, quantity, postage, bill: unit.map((value, row) => round(value * quantity[row]! + postage[row]!, 2)) };
    },
    target: 'bill',
    leaking: ['unit', 'quantity', 'postage'],
    severity: 'high',
  },
  'the mean over the others of each street': {
    make: ({ price }, dice) => {
      const street = dice.each(() => `street ${dice.whole(1, 60)}`);
      const others = (row: number) => price.filter((_, other) => other !== row && street[other] === street[row]);
      return { street, neighbours: street.map((_, row) => (others(row).length === 0 ? '' : round(mean(others(row)), 2))) };
    },
    leaking: ['neighbours'],
    severity: 'high',
  },
  'a sign that tells the dearer half': {
    make: ({ price }, dice) => ({
      lean: rankOf(price).map((rank) => round(dice.uniform(0.1, 9) * (rank > ROWS / 2 ? 1 : -1), 2)),
    }),
    leaking: ['lean'],
    severity: 'high',
  },
  'a total and a count whose ratio it is': {
    make: (_, dice) => {
      const [total, count] = [dice.each(() => dice.whole(1000, 90_000)), dice.each(() => dice.whole(2, 60))];
      return { total, count, average: total.map((value, row) => round(value / count[row]!, 3)) };
    },
    target: 'average',
    leaking: ['total', 'count'],
    severity: 'high',
  },
  'height and weight of a body mass index': {
    make: (_, dice) => {
      const [height, weight] = [dice.each(() => round(dice.normal(1.7, 0.1), 2)), dice.each(() => round(dice.normal(75, 14), 1))];
      return { height, weight, bmi: weight.map((value, row) => round(value / height[row]! ** 2, 2)) };
    },
    target: 'bmi',
    leaking: ['height', 'weight'],
    severity: 'medium',
  },
  'marks and a grade weighted from them': {
    make: (_, dice) => {
      const [oral, written] = [dice.each(() => dice.whole(0, 100)), dice.each(() => dice.whole(0, 100))];
      return { oral, written, grade: oral.map((value, row) => round(0.3 * value + 0.7 * written[row]!, 1)) };
    },
    target: 'grade',
    leaking: ['oral', 'written'],
    severity: 'medium',
  },
  'the mean over each street': {
    make: ({ price }, dice) => {
      const street = dice.each(() => dice.whole(1, 60));
      const means = new Map(street.map((key) => [key, round(mean(price.filter((_, row) => street[row] === key)), 2)]));
      return { street_level: street.map((key) => means.get(key)!) };
    },
    leaking: ['street_level'],
    severity: 'high',
  },
  'the next day of a series': {
    make: ({ price }, dice) => ({ date: dice.each((row) => day(row)), ahead: price.map((_, row) => price[row + 1] ?? '') }),
    leaking: ['ahead'],
    severity: 'high',
  },
  'the next day of a series that begins with the last': {
    make: ({ price }, dice) => ({
      date: dice.each((row) => day(ROWS - row)),
      ahead: price.map((_, row) => price[row - 1] ?? ''),
    }),
    leaking: ['ahead'],
    severity: 'high',
  },
  'a running total': {
    make: ({ price }, dice) => {
      let total = 0;
      return { date: dice.each((row) => day(row)), so_far: price.map((value) => round((total += value), 2)) };
    },
    leaking: ['so_far'],
    severity: 'high',
  },
  'an average of the last seven days, this one included': {
    make: ({ price }, dice) => ({
      date: dice.each((row) => day(row)),
      smooth: price.map((_, row) => (row < 6 ? '' : mean(price.slice(row - 6, row + 1)))),
    }),
    leaking: ['smooth'],
    severity: 'high',
  },
  'a text with the amount in it': {
    make: ({ price }, dice) => ({
      remark: price.map((value) => `sold by ${dice.pick(['Ann', 'Bob', 'Eve'])} for $${value} in spring`),
    }),
    leaking: ['remark'],
    severity: 'high',
  },
  'a code that holds the amount': {
    make: ({ price }) => ({ key: price.map((value) => `OFR-${Math.round(value)}-X`) }),
    leaking: ['key'],
    severity: 'high',
  },
  'a word for each range of it': {
    make: ({ price }, dice) => ({
      remark: rankOf(price).map(
        (rank, row) =>
          `offer ${row} was ${['cheap', 'fair', 'dear', 'mad'][Math.floor(((rank - 1) * 4) / ROWS)]!} said ${dice.pick(['Ann', 'Bob', 'Eve'])} ${dice.whole(1, 99)}`,
      ),
    }),
    leaking: ['remark'],
    severity: 'medium',
  },
  'first and last day of a stay': {
    make: (_, dice) => {
      const [arrival, nights] = [dice.each(() => dice.whole(0, 700)), dice.each(() => dice.whole(1, 30))];
      return { arrival: arrival.map(day), departure: arrival.map((value, row) => day(value + nights[row]!)), nights };
    },
    target: 'nights',
    leaking: ['arrival', 'departure'],
    severity: 'high',
  },
};

describe('leaks for numbers', () => {
  test.each(Object.entries(leaks))('%s', async (_, { make, leaking, severity, target = 'price' }) => {
    const dice = throwDice(ROWS, 5);
    const base = flats(dice);
    const findings = await leakageOf({ ...base, ...make(base, dice) }, target);
    const enough =
      severity === 'high' ? accused(findings, 'high') : [...accused(findings, 'high'), ...accused(findings, 'medium')];
    expect(enough, JSON.stringify(findings)).toEqual(expect.arrayContaining([...leaking]));
    // Nothing else is accused.
    expect(enough.filter((name) => !leaking.includes(name))).toEqual([]);
  });
});
