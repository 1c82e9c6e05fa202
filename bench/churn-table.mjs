import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { createRandom } from './random.mjs';

const columns = 'customerID,gender,senior,partner,tenure,contract,payment,internet,monthly,total,signup,x1,x2,x3,churn';
const contracts = [0.55, 0.76, 1];
const contractNames = ['Month-to-month', 'One year', 'Two year'];
const payments = ['Electronic check', 'Mailed check', 'Bank transfer (automatic)', 'Credit card (automatic)'];
const internets = ['DSL', 'Fiber optic', 'No'];
const DAY_MS = 86_400_000;
const MISSING_SHARE = 0.03;

/** Writes a made-up churn table of `rows` rows (400,000 are 44 MB), always the same one, unless the file is there already. */
export function writeChurnTable(path, rows) {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const random = createRandom(7);
  const file = openSync(`${path}.part`, 'w');
  writeSync(file, `${columns}\n`);
  for (let start = 0; start < rows; start += 1000) {
    let text = '';
    for (let row = start; row < Math.min(rows, start + 1000); row++) text += `${churnRow(row, random)}\n`;
    writeSync(file, text);
  }
  closeSync(file);
  renameSync(`${path}.part`, path);
}

function churnRow(row, random) {
  const { uniform, normal, oneOf } = random;
  const tenure = Math.floor(uniform() * 72);
  const monthly = rounded(Math.min(120, Math.max(18, 65 + 30 * normal())), 2);
  const share = uniform();
  const contract = contractNames[contracts.findIndex((limit) => share < limit)];
  const internet = oneOf(internets);
  const total = rounded(tenure * monthly * (1 + 0.05 * normal()), 2);
  const risk =
    -1 +
    1.2 * Number(contract === 'Month-to-month') +
    0.8 * Number(internet === 'Fiber optic') -
    0.04 * tenure +
    0.01 * monthly +
    normal();
  return [
    `C${String(row).padStart(7, '0')}`,
    oneOf(['Male', 'Female']),
    oneOf([0, 1]),
    oneOf(['Yes', 'No']),
    tenure,
    contract,
    uniform() < MISSING_SHARE ? '' : oneOf(payments),
    internet,
    decimal(monthly),
    uniform() < MISSING_SHARE ? '' : decimal(total),
    new Date(Date.UTC(2015, 0, 1) + Math.floor(uniform() * 3000) * DAY_MS).toISOString().slice(0, 10),
    uniform() < MISSING_SHARE ? '' : decimal(rounded(normal(), 4)),
    decimal(rounded(normal(), 4)),
    decimal(rounded(-Math.log(1 - uniform()), 4)),
    1 / (1 + Math.exp(-risk)) > uniform() ? 'Yes' : 'No',
  ].join(',');
}

function rounded(value, digits) {
  return Number(value.toFixed(digits));
}

/** As pandas writes floats: always with a point. */
function decimal(value) {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
