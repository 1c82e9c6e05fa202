import { describe, expect, test } from 'vitest';
import { accused, day, leakageOf, round, shuffleRows, throwDice, type Columns, type Dice } from './rows.js';

const ROWS = 600;

/** Honest columns of customers, and whether they left: the younger ones and those of the north more often. */
function customers(dice: Dice) {
  const age = dice.each(() => dice.whole(18, 80));
  const region = dice.each(() => dice.pick(['north', 'south', 'east', 'west']));
  const spend = dice.each(() => round(Math.exp(dice.normal(4, 0.6)), 2));
  const left = dice.each((row) => dice.chance(0.15 + (age[row]! < 35 ? 0.25 : 0) + (region[row] === 'north' ? 0.15 : 0)));
  const churn = left.map((gone) => (gone ? 'yes' : 'no'));
  return { age, region, spend, left, churn };
}

interface Leak {
  /** Makes the columns, the target "churn" among them unless another is named. */
  readonly make: (base: ReturnType<typeof customers>, dice: Dice) => Columns;
  readonly leaking: readonly string[];
  readonly severity: 'high' | 'medium';
  readonly target?: string;
}

const words = [
  'called',
  'about',
  'invoice',
  'the',
  'service',
  'price',
  'router',
  'asked',
  'again',
  'line',
  'email',
  'sent',
  'waiting',
];
const sentence = (dice: Dice, count: number): string[] => Array.from({ length: count }, () => dice.pick(words));

const leaks: Record<string, Leak> = {
  'the same answer in another language': {
    make: ({ left }) => ({ gekuendigt: left.map((gone) => (gone ? 'ja' : 'nein')) }),
    leaking: ['gekuendigt'],
    severity: 'high',
  },
  'a state of many values, each of one class': {
    make: ({ left }, dice) => ({
      state: left.map((gone) => dice.pick(gone ? ['ended', 'moved', 'lost'] : ['new', 'live', 'paused', 'vip'])),
    }),
    leaking: ['state'],
    severity: 'high',
  },
  'codes without order, three for each class': {
    make: ({ left }, dice) => ({ status_code: left.map((gone) => dice.pick(gone ? [12, 47, 80] : [3, 31, 66])) }),
    leaking: ['status_code'],
    severity: 'high',
  },
  'a copy with three errors in a hundred': {
    make: ({ left }, dice) => ({ label_v1: left.map((gone) => ((dice.chance(0.02) ? !gone : gone) ? 1 : 0)) }),
    leaking: ['label_v1'],
    severity: 'medium',
  },
  'a date that only those who left have': {
    make: ({ left }, dice) => ({ closed_at: left.map((gone) => (gone ? day(dice.whole(0, 700)) : '')) }),
    leaking: ['closed_at'],
    severity: 'high',
  },
  'a date far in the future for those who stay': {
    make: ({ left }, dice) => ({ contract_end: left.map((gone) => (gone ? day(dice.whole(0, 700)) : '2099-12-31')) }),
    leaking: ['contract_end'],
    severity: 'medium',
  },
  'a survey that those who left never answered': {
    make: ({ left }, dice) => ({ satisfaction: left.map((gone) => (gone ? '' : dice.whole(1, 10))) }),
    leaking: ['satisfaction'],
    severity: 'high',
  },
  'a blank with few exceptions': {
    make: ({ left }, dice) => ({
      last_visit_score: left.map((gone) => (gone !== dice.chance(0.01) ? '' : round(dice.normal(5), 2))),
    }),
    leaking: ['last_visit_score'],
    severity: 'medium',
  },
  'a reason that part of those who left gave': {
    make: ({ left }, dice) => ({ reason_code: left.map((gone) => (gone && dice.chance(0.5) ? dice.pick(['A', 'B', 'C']) : '')) }),
    leaking: ['reason_code'],
    severity: 'medium',
  },
  'a fee that is 0 for those who stay': {
    make: ({ left }, dice) => ({ exit_fee: left.map((gone) => (gone ? round(dice.uniform(5, 90), 2) : 0)) }),
    leaking: ['exit_fee'],
    severity: 'high',
  },
  'days until the event, -1 where there was none': {
    make: ({ left }, dice) => ({ days_left: left.map((gone) => (gone ? dice.whole(0, 365) : -1)) }),
    leaking: ['days_left'],
    severity: 'high',
  },
  'numbers given out after sorting by class': {
    make: (base, dice) => {
      const order = base.left.map((gone, row) => [gone ? 1 : 0, row]).toSorted((one, other) => one[0]! - other[0]!);
      const numbers = base.left.map(() => 0);
      order.forEach(([, row], place) => (numbers[row!] = 10_000 + place));
      return shuffleRows({ customer_id: numbers, churn: base.churn, age: base.age }, dice.whole(1, 9));
    },
    leaking: ['customer_id'],
    severity: 'high',
  },
  'a code that begins with the class': {
    make: ({ left }, dice) => ({ ticket: left.map((gone, row) => `${gone ? 'R' : 'K'}-${row}${dice.whole(100, 999)}`) }),
    leaking: ['ticket'],
    severity: 'high',
  },
  'a check digit that is odd for those who left': {
    make: ({ left }, dice) => ({
      account: left.map((gone, row) => (1000 + row * 7) * 10 + dice.whole(0, 4) * 2 + (gone ? 1 : 0)),
    }),
    leaking: ['account'],
    severity: 'high',
  },
  'a way of writing that differs by source system': {
    make: ({ left }, dice) => ({
      phone: left.map((gone) =>
        gone ? `(0${dice.whole(10, 99)}) ${dice.whole(10000, 99999)}` : `0${dice.whole(10, 99)}/${dice.whole(10000, 99999)}`,
      ),
    }),
    leaking: ['phone'],
    severity: 'high',
  },
  'a note that says it somewhere': {
    make: ({ left }, dice) => ({
      note: left.map((gone) => dice.shuffle([...sentence(dice, 6), gone ? 'cancellation' : 'renewed']).join(' ')),
    }),
    leaking: ['note'],
    severity: 'high',
  },
  'a note whose wording of one class varies': {
    make: ({ left }, dice) => ({
      note: left.map((gone) =>
        dice.shuffle([...sentence(dice, 5), ...(gone ? [dice.pick(['goodbye', 'leaving', 'quit'])] : [])]).join(' '),
      ),
    }),
    leaking: ['note'],
    severity: 'high',
  },
  'a log line with the answer at a fixed place': {
    make: ({ churn }, dice) => ({ log: churn.map((answer, row) => `${row} closed as ${answer} by agent ${dice.whole(1, 40)}`) }),
    leaking: ['log'],
    severity: 'high',
  },
  'a block of thousands per class': {
    make: ({ left }, dice) => ({ case_code: left.map((gone) => (gone ? 1000 : 0) + dice.whole(0, 999)) }),
    leaking: ['case_code'],
    severity: 'medium',
  },
  'the output of an earlier model': {
    make: ({ left }, dice) => ({ risk_score: left.map((gone) => round(dice.normal(gone ? 0.85 : 0.15, 0.07), 4)) }),
    leaking: ['risk_score'],
    severity: 'medium',
  },
  'the share of the answer per region': {
    make: ({ left }, dice) => {
      const town = left.map(() => `town ${dice.whole(1, 30)}`);
      const shares = new Map<string, number[]>();
      town.forEach((name, row) => shares.set(name, [...(shares.get(name) ?? []), left[row] ? 1 : 0]));
      return { town_rate: town.map((name) => shares.get(name)!.reduce((sum, one) => sum + one, 0) / shares.get(name)!.length) };
    },
    leaking: ['town_rate'],
    severity: 'high',
  },
  'the mark that was passed or not': {
    make: (_, dice) => {
      const points = dice.each(() => round(dice.normal(60, 15), 1));
      return { points, passed: points.map((value) => (value >= 50 ? 'true' : 'false')) };
    },
    target: 'passed',
    leaking: ['points'],
    severity: 'medium',
  },
  'a gain or a loss': {
    make: (_, dice) => {
      const result = dice.each(() => round(dice.normal(20, 100), 2));
      return { net: result, profitable: result.map((value) => (value > 0 ? 1 : 0)) };
    },
    target: 'profitable',
    leaking: ['net'],
    severity: 'medium',
  },
  'goals of both sides and who won': {
    make: (_, dice) => {
      const [home, away] = [dice.each(() => dice.whole(0, 5)), dice.each(() => dice.whole(0, 5))];
      return {
        home,
        away,
        winner: home.map((goals, row) => (goals > away[row]! ? 'home' : goals < away[row]! ? 'away' : 'draw')),
      };
    },
    target: 'winner',
    leaking: ['home', 'away'],
    severity: 'medium',
  },
  'a guess and whether it was right': {
    make: (_, dice) => {
      const [guess, truth] = [
        dice.each(() => dice.pick(['cat', 'dog', 'cow'])),
        dice.each(() => dice.pick(['cat', 'dog', 'cow'])),
      ];
      return { guess, truth, correct: guess.map((value, row) => (value === truth[row] ? 'yes' : 'no')) };
    },
    target: 'correct',
    leaking: ['guess', 'truth'],
    severity: 'medium',
  },
  'delivered after it was due': {
    make: (_, dice) => {
      const ordered = dice.each(() => dice.whole(0, 900));
      const due = ordered.map((value) => value + dice.whole(3, 30));
      const delivered = due.map((value) => value + dice.whole(-4, 4));
      return {
        due: due.map(day),
        delivered: delivered.map(day),
        late: delivered.map((value, row) => (value > due[row]! ? 'late' : 'fine')),
      };
    },
    target: 'late',
    leaking: ['due', 'delivered'],
    severity: 'medium',
  },
  'the day of the last entry beside a day written in parts': {
    make: ({ left, churn }, dice) => {
      const arrival = dice.each(() => new Date(Date.UTC(2022, 0, 1 + dice.whole(0, 700))));
      const months = [
        'January',
        'February',
        'March',
        'April',
        'May',
        'June',
        'July',
        'August',
        'September',
        'October',
        'November',
        'December',
      ];
      return {
        arrival_year: arrival.map((date) => date.getUTCFullYear()),
        arrival_month: arrival.map((date) => months[date.getUTCMonth()]!),
        arrival_day_of_month: arrival.map((date) => date.getUTCDate()),
        changed_on: arrival.map((date, row) =>
          day(date.getTime() / 86_400_000 - 18_993 + (left[row] ? -dice.whole(1, 90) : dice.whole(1, 14))),
        ),
        churn,
      };
    },
    leaking: ['changed_on'],
    severity: 'high',
  },
  'marks that share the leavers out among themselves': {
    make: ({ left }, dice) => {
      const kind = left.map((gone) => (gone ? dice.whole(1, 3) : 0));
      const mark = (value: number) => kind.map((one) => (one === value ? 1 : 0));
      return { resigned: mark(1), dismissed: mark(2), retired: mark(3) };
    },
    leaking: ['resigned', 'dismissed', 'retired'],
    severity: 'high',
  },
  'indicator columns of the target': {
    make: (_, dice) => {
      const grade = dice.each(() => dice.pick(['gold', 'silver', 'bronze']));
      const mark = (value: string) => grade.map((one) => (one === value ? 1 : 0));
      return { is_a: mark('gold'), is_b: mark('silver'), is_c: mark('bronze'), grade };
    },
    target: 'grade',
    leaking: ['is_a', 'is_b', 'is_c'],
    severity: 'high',
  },
  'counts whose sum is the class': {
    make: (_, dice) => {
      const [minor, major] = [dice.each(() => dice.whole(0, 3)), dice.each(() => dice.whole(0, 2))];
      return { minor, major, defects: minor.map((count, row) => count + major[row]!) };
    },
    target: 'defects',
    leaking: ['minor', 'major'],
    severity: 'high',
  },
  'a note that mentions it now and then': {
    make: ({ left }, dice) => ({
      note: left.map((gone) => dice.shuffle([...sentence(dice, 7), ...(gone && dice.chance(0.45) ? ['churned'] : [])]).join(' ')),
    }),
    leaking: ['note'],
    severity: 'medium',
  },
  'the share of the answer among the others of a town': {
    make: ({ left }, dice) => {
      const town = left.map(() => `town ${dice.whole(1, 30)}`);
      const others = (row: number) =>
        town.flatMap((name, other) => (name === town[row] && other !== row ? [left[other] ? 1 : 0] : []));
      return {
        town,
        town_rate: town.map((_, row) => {
          const answers = others(row);
          return answers.length === 0 ? '' : answers.reduce((sum: number, one) => sum + one, 0) / answers.length;
        }),
      };
    },
    leaking: ['town_rate'],
    severity: 'high',
  },
  'height and weight of those called heavy': {
    make: (_, dice) => {
      const [height, weight] = [dice.each(() => round(dice.normal(1.7, 0.1), 2)), dice.each(() => round(dice.normal(75, 14), 1))];
      return { height, weight, heavy: weight.map((value, row) => (value / height[row]! ** 2 >= 27 ? 'yes' : 'no')) };
    },
    target: 'heavy',
    leaking: ['height', 'weight'],
    severity: 'medium',
  },
  'spending beyond a limit of its own': {
    make: (_, dice) => {
      const [limit, used] = [dice.each(() => dice.whole(500, 5000)), dice.each(() => dice.whole(100, 4000))];
      return { limit, used, exceeded: used.map((value, row) => (value > limit[row]! ? 1 : 0)) };
    },
    target: 'exceeded',
    leaking: ['limit', 'used'],
    severity: 'medium',
  },
  'a penalty that one of three classes has': {
    make: (_, dice) => {
      const outcome = dice.each(() => dice.pick(['paid', 'open', 'default']));
      return { penalty: outcome.map((value) => (value === 'default' ? round(dice.uniform(20, 200), 2) : 0)), outcome };
    },
    target: 'outcome',
    leaking: ['penalty'],
    severity: 'high',
  },
  'an outcome word in the name of a strong predictor': {
    make: ({ left }, dice) => ({ final_settlement: left.map((gone) => round(dice.normal(gone ? 80 : 10, 16), 2)) }),
    leaking: ['final_settlement'],
    severity: 'medium',
  },
};

describe('leaks for classes', () => {
  test.each(Object.entries(leaks))('%s', async (_, { make, leaking, severity, target = 'churn' }) => {
    const dice = throwDice(ROWS, 7);
    const base = customers(dice);
    const made = make(base, dice);
    const columns: Columns = { age: base.age, region: base.region, spend: base.spend, churn: base.churn, ...made };
    const findings = await leakageOf(columns, target);
    const enough =
      severity === 'high' ? accused(findings, 'high') : [...accused(findings, 'high'), ...accused(findings, 'medium')];
    expect(
      findings.map(({ code, severity: found, columns: names }) => ({ code, found, names })),
      JSON.stringify(findings),
    ).not.toEqual([]);
    expect(enough).toEqual(expect.arrayContaining([...leaking]));
    // Nothing else is accused.
    expect(enough.filter((name) => !leaking.includes(name))).toEqual([]);
  });
});
