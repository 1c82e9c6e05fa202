import { describe, expect, test } from 'vitest';
import { accused, day, leakageOf, round, throwDice, type Columns, type Dice } from './rows.js';

interface Honest {
  readonly make: (dice: Dice) => Columns;
  readonly target: string;
  readonly rows?: number;
  /** Columns that a careful analyst would ask about, and no more. */
  readonly doubted?: readonly string[];
}

const noise = (dice: Dice, count: number): Columns =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`noise_${index}`, dice.each(() => round(dice.normal(), 3))]));
const yesNo = (dice: Dice, share: number) => dice.each(() => (dice.chance(share) ? 'yes' : 'no'));

const honest: Record<string, Honest> = {
  'forty columns of noise on sixty rows': {
    make: (dice) => ({ ...noise(dice, 40), y: yesNo(dice, 0.4) }),
    target: 'y',
    rows: 60,
  },
  'forty columns of noise and a number on sixty rows': {
    make: (dice) => ({ ...noise(dice, 40), y: dice.each(() => round(dice.normal(), 3)) }),
    target: 'y',
    rows: 60,
  },
  'sixty flags on eighty rows, one class in eight': {
    make: (dice) => ({
      ...Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [`flag_${index}`, dice.each(() => (dice.chance(0.15) ? 1 : 0))]),
      ),
      y: yesNo(dice, 0.125),
    }),
    target: 'y',
    rows: 80,
  },
  'rare values that are pure by chance': {
    make: (dice) => ({ brand: dice.each(() => `b${Math.floor(40 * dice.uniform(0, 1) ** 3)}`), y: yesNo(dice, 0.2) }),
    target: 'y',
    rows: 200,
  },
  'a predictor that is right nine times in ten': {
    make: (dice) => {
      const y = yesNo(dice, 0.4);
      return {
        smoker: y.map((value) => (dice.chance(0.9) ? value : value === 'yes' ? 'no' : 'yes')),
        age: dice.each(() => dice.whole(18, 90)),
        y,
      };
    },
    target: 'y',
  },
  'one fraud in a hundred': {
    make: (dice) => {
      const y = dice.each(() => (dice.chance(0.01) ? 1 : 0));
      return {
        amount: y.map((fraud) => round(Math.exp(dice.normal(fraud ? 6 : 4)), 2)),
        hour: dice.each(() => dice.whole(0, 23)),
        y,
      };
    },
    target: 'y',
    rows: 5000,
  },
  'a kind of payment that is never fraud': {
    make: (dice) => {
      const type = dice.each(() => dice.pick(['cash', 'debit', 'transfer', 'card']));
      return {
        type,
        amount: dice.each(() => dice.whole(1, 900)),
        y: type.map((kind) => (kind === 'transfer' && dice.chance(0.1) ? 1 : 0)),
      };
    },
    target: 'y',
    rows: 2000,
  },
  'a sub-category in its category, and a target of neither': {
    make: (dice) => {
      const kind = dice.each(() => dice.whole(0, 11));
      return {
        category: kind.map((value) => `c${Math.floor(value / 4)}`),
        sub_category: kind.map((value) => `s${value}`),
        y: yesNo(dice, 0.3),
      };
    },
    target: 'y',
  },
  'town, state and postal code, and a price': {
    make: (dice) => {
      const town = dice.each(() => dice.whole(0, 59));
      return {
        state: town.map((value) => `s${value % 6}`),
        town: town.map((value) => `town ${value}`),
        zip: town.map((value) => 10_000 + value * 131),
        price: town.map((value) => round(200 + (value % 6) * 30 + dice.normal(0, 25), 2)),
      };
    },
    target: 'price',
  },
  'months, weekdays and hours': {
    make: (dice) => {
      const time = dice.each(() => dice.whole(0, 729));
      return {
        date: time.map(day),
        month: time.map((value) => (Math.floor(value / 30.4) % 12) + 1),
        weekday: time.map((value) => value % 7),
        demand: time.map((value) => Math.round(300 + 80 * Math.sin(value / 58) + (value % 7 > 4 ? 90 : 0) + dice.normal(0, 30))),
      };
    },
    target: 'demand',
  },
  'a file in order of time, with a trend': {
    make: (dice) => ({
      id: dice.each((row) => row + 1),
      date: dice.each((row) => day(row)),
      year: dice.each((row) => 2022 + Math.floor(row / 365)),
      sales: dice.each((row) => round(100 + row * 0.4 + dice.normal(0, 25), 2)),
    }),
    target: 'sales',
  },
  'a law that changed on one day': {
    make: (dice) => ({
      date: dice.each((row) => day(row)),
      amount: dice.each(() => dice.whole(1, 100)),
      regime: dice.each((row) => (row < 400 ? 'old' : 'new')),
    }),
    target: 'regime',
    doubted: ['date'],
  },
  'identifiers without order': {
    make: (dice) => ({
      id: dice.shuffle(dice.each((row) => 50_000 + row)),
      key: dice.each(() => `K${dice.whole(100_000, 999_999)}`),
      y: yesNo(dice, 0.3),
    }),
    target: 'y',
  },
  'customers with several orders each': {
    make: (dice) => {
      const customer = dice.each(() => dice.whole(1, 150));
      return {
        customer_name: customer.map((value) => `Name ${value * 7} Surname`),
        value: dice.each(() => dice.whole(5, 500)),
        returned: yesNo(dice, 0.2),
      };
    },
    target: 'returned',
  },
  'dates of order and delivery': {
    make: (dice) => {
      const order = dice.each(() => dice.whole(0, 700));
      return { ordered: order.map(day), delivered: order.map((value) => day(value + dice.whole(1, 9))), y: yesNo(dice, 0.4) };
    },
    target: 'y',
  },
  'blanks at random': {
    make: (dice) => ({ income: dice.each(() => (dice.chance(0.3) ? '' : dice.whole(900, 9000))), y: yesNo(dice, 0.5) }),
    target: 'y',
  },
  'blanks that are likelier in one class': {
    make: (dice) => {
      const y = yesNo(dice, 0.5);
      return { cabin: y.map((value) => (dice.chance(value === 'yes' ? 0.45 : 0.85) ? '' : `C${dice.whole(1, 99)}`)), y };
    },
    target: 'y',
  },
  'comments whose mood goes with the rating': {
    make: (dice) => {
      const y = yesNo(dice, 0.5);
      const plain = ['the', 'room', 'was', 'and', 'staff', 'view', 'food', 'bed', 'lobby', 'price'];
      return {
        comment: y.map((value) =>
          Array.from({ length: 9 }, () =>
            dice.chance(0.12)
              ? dice.pick(value === 'yes' ? ['great', 'lovely', 'ok'] : ['bad', 'dirty', 'ok'])
              : dice.pick(plain),
          ).join(' '),
        ),
        y,
      };
    },
    target: 'y',
  },
  'flowers of three kinds, one of them set apart': {
    make: (dice) => {
      const kind = dice.each((row) => row % 3);
      return {
        length: kind.map((value) => round(dice.normal([1.5, 4.3, 5.5][value], 0.45), 1)),
        width: kind.map((value) => round(dice.normal([0.25, 1.3, 2][value], 0.24), 1)),
        species: kind.map((value) => ['setosa', 'versicolor', 'virginica'][value]!),
      };
    },
    target: 'species',
    rows: 150,
  },
  'two clusters of nature': {
    make: (dice) => {
      const kind = dice.each(() => dice.chance(0.4));
      return {
        length: kind.map((value) => round(dice.normal(value ? 5 : 1.5, 0.4), 2)),
        width: dice.each(() => round(dice.normal(3), 2)),
        y: kind.map((value) => (value ? 'big' : 'small')),
      };
    },
    target: 'y',
    doubted: ['length'],
  },
  'an area and a price per area': {
    make: (dice) => {
      const area = dice.each(() => dice.whole(30, 250));
      return {
        area,
        rooms: area.map((value) => Math.round(value / 28 + dice.normal(0, 0.6))),
        price: area.map((value) => Math.round(value * dice.normal(3000, 350))),
      };
    },
    target: 'price',
  },
  'carats that tell most of a price': {
    make: (dice) => {
      const carat = dice.each(() => round(Math.exp(dice.normal(-0.4, 0.5)), 2));
      return {
        carat,
        width: carat.map((value) => round(6.5 * value ** (1 / 3) + dice.normal(0, 0.06), 2)),
        price: carat.map((value) => Math.round(4000 * value ** 1.7 * Math.exp(dice.normal(0, 0.15)))),
      };
    },
    target: 'price',
  },
  'a steady physical law, measured': {
    make: (dice) => {
      const height = dice.each(() => dice.whole(0, 4000));
      return {
        height,
        temperature: height.map((value) => round(15 - 0.0065 * value + dice.normal(0, 2), 1)),
        pressure: height.map((value) => round(1013 * Math.exp(-value / 8400) + dice.normal(0, 9), 1)),
      };
    },
    target: 'pressure',
  },
  'a price list': {
    make: (dice) => {
      const product = dice.each(() => dice.whole(0, 9));
      return {
        product: product.map((value) => `p${value}`),
        store: dice.each(() => dice.whole(1, 5)),
        price: product.map((value) => 2.5 + value * 1.25),
      };
    },
    target: 'price',
    doubted: ['product'],
  },
  'the row before, which is known': {
    make: (dice) => {
      const demand = dice.each(() => dice.whole(100, 900));
      return { date: dice.each((row) => day(row)), yesterday: demand.map((_, row) => demand[row - 1] ?? ''), demand };
    },
    target: 'demand',
  },
  'totals that both only grow': {
    make: (dice) => {
      let [cases, deaths] = [0, 0];
      const [a, b] = [[] as number[], [] as number[]];
      dice.each(() => (a.push((cases += dice.whole(5, 90))), b.push((deaths += dice.whole(1, 9)))));
      return { date: dice.each((row) => day(row)), cases: a, deaths: b };
    },
    target: 'deaths',
    doubted: ['date', 'cases'],
  },
  'shares that add up to a hundred': {
    make: (dice) => {
      const first = dice.each(() => dice.whole(5, 60));
      const second = first.map(() => dice.whole(5, 35));
      return {
        sand: first,
        silt: second,
        clay: first.map((value, row) => 100 - value - second[row]!),
        crop: first.map((value) => round(value / 9 + dice.normal(0, 2), 2)),
      };
    },
    target: 'crop',
  },
  'the same quantity in two units, and another target': {
    make: (dice) => {
      const celsius = dice.each(() => round(dice.normal(15, 8), 1));
      return {
        celsius,
        fahrenheit: celsius.map((value) => round(value * 1.8 + 32, 2)),
        rentals: celsius.map((value) => Math.round(200 + value * 9 + dice.normal(0, 60))),
      };
    },
    target: 'rentals',
  },
  'a mean of something else over groups': {
    make: (dice) => {
      const school = dice.each(() => dice.whole(1, 40));
      return {
        school_income: school.map((value) => 20_000 + value * 317),
        points: school.map((value) => round(40 + value / 4 + dice.normal(0, 12), 1)),
      };
    },
    target: 'points',
  },
  'last year beside this year': {
    make: (dice) => {
      const before = dice.each(() => dice.whole(1000, 9000));
      return { sales_last_year: before, sales: before.map((value) => Math.round(value * dice.normal(1.05, 0.12))) };
    },
    target: 'sales',
  },
  'answers from one to five': {
    make: (dice) => {
      const mood = dice.each(() => dice.normal());
      const answer = (weight: number) =>
        mood.map((value) => Math.max(1, Math.min(5, Math.round(3 + weight * value + dice.normal(0, 0.7)))));
      return { q1: answer(1), q2: answer(0.9), q3: answer(0.8), q4: answer(1.1), overall: answer(1) };
    },
    target: 'overall',
  },
  'counts with many zeros': {
    make: (dice) => {
      const visits = dice.each(() => (dice.chance(0.6) ? 0 : dice.whole(1, 12)));
      return {
        visits,
        spend: visits.map((count) => (count === 0 ? 0 : round(count * dice.uniform(2, 30), 2))),
        bought: visits.map((count) => (dice.chance(0.1 + Math.min(0.6, count / 10)) ? 1 : 0)),
      };
    },
    target: 'bought',
  },
  'scores of two teams before the match': {
    make: (dice) => {
      const [one, other] = [dice.each(() => dice.whole(1200, 2000)), dice.each(() => dice.whole(1200, 2000))];
      return {
        rating_home: one,
        rating_away: other,
        winner: one.map((value, row) => (dice.chance(1 / (1 + 10 ** ((other[row]! - value) / 400))) ? 'home' : 'away')),
      };
    },
    target: 'winner',
  },
  'a part that is nearly the whole': {
    make: (dice) => {
      const net = dice.each(() => dice.whole(1, 900));
      return { net, tips: dice.each(() => dice.whole(0, 9)), gross: net.map((value) => value + dice.whole(0, 110)) };
    },
    target: 'gross',
    rows: 240,
  },
  'steps that a number follows closely': {
    make: (dice) => {
      const step = dice.each(() => dice.whole(1, 30));
      return { step, gross: step.map((value) => round(value * 10 + dice.normal(0, 3.2), 1)) };
    },
    target: 'gross',
    rows: 240,
    doubted: ['step'],
  },
  'a label from a threshold, as teachers make them': {
    make: (dice) => {
      const age = dice.each(() => dice.whole(1, 30));
      return { age, other: dice.each(() => dice.whole(1, 30)), y: age.map((value) => (value > 14 ? 'old' : 'young')) };
    },
    target: 'y',
    doubted: ['age'],
  },
  'a label from a line, as teachers make them': {
    make: (dice) => {
      const [x, z] = [dice.each(() => round(dice.normal(), 3)), dice.each(() => round(dice.normal(), 3))];
      return { x, z, w: dice.each(() => round(dice.normal(), 3)), y: x.map((value, row) => (value + z[row]! > 0 ? 1 : 0)) };
    },
    target: 'y',
    doubted: ['x', 'z'],
  },
  'a number from a line without noise': {
    make: (dice) => {
      const [x, z] = [dice.each(() => round(dice.normal(), 3)), dice.each(() => round(dice.normal(), 3))];
      return { x, z, y: x.map((value, row) => round(3 * value - 2 * z[row]! + 7, 3)) };
    },
    target: 'y',
    doubted: ['x', 'z'],
  },
  'a file sorted by its target': {
    make: (dice) => {
      const y = dice.each((row) => (row < 200 ? 'a' : row < 420 ? 'b' : 'c'));
      return {
        x: y.map((value) => round(dice.normal(value === 'a' ? 1 : value === 'b' ? 1.8 : 2.4), 2)),
        colour: dice.each(() => dice.pick(['red', 'blue'])),
        y,
      };
    },
    target: 'y',
  },
};

describe('honest tables', () => {
  test.each(Object.entries(honest))('%s', async (_, { make, target, rows = 600, doubted = [] }) => {
    for (const seed of [3, 8, 21]) {
      const findings = await leakageOf(make(throwDice(rows, seed)), target);
      expect(accused(findings, 'high'), JSON.stringify(findings)).toEqual([]);
      expect(
        accused(findings, 'medium').filter((name) => !doubted.includes(name)),
        JSON.stringify(findings),
      ).toEqual([]);
    }
  });
});
