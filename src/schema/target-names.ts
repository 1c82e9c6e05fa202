import { TARGET_SCORES } from './heuristics.js';
import { nameWords } from '../table/name-words.js';

/** Names that are a target's whatever the data is about. */
const strongNames = new Set(
  (
    'target label class classes outcome y churn churned survived species diagnosis response responded default defaulted fraud ' +
    'attrition exited converted conversion subscribed canceled cancelled clicked approved readmitted deposit loanstatus groundtruth ' +
    'targetvariable dependentvariable classlabel ' +
    // German, French, Spanish, Portuguese, Italian, Polish, Russian, Chinese, Japanese
    'ziel zielvariable zielgröße klasse kündigung gekündigt ausgefallen cible étiquette classe résilié résiliation objetivo etiqueta clase ' +
    'abandono cancelado alvo rótulo cancelou bersaglio etichetta obiettivo cel etykieta klasa цель целевая метка класс отток 目标 标签 类别 目的変数 ラベル'
  ).split(' '),
);

/** Names that are often a target's. */
const usualNames = new Set(
  (
    'price saleprice charges cost quality rating score cnt count sales revenue profit demand medv mpg salary wage income ' +
    'amount consumption yield risk result purchased spend ' +
    'preis umsatz kosten gehalt ergebnis menge verbrauch prix coût salaire résultat revenu precio costo salario resultado ingresos ventas ' +
    'preço custo salário renda vendas prezzo ricavi vendite stipendio risultato cena wynik цена доход результат зарплата 价格 销量 結果 価格'
  ).split(' '),
);

/** How much a column's name says that it is to be predicted, and the reason; null when it says nothing. */
export function scoreTargetName(name: string, twoValues: boolean): { score: number; reason: string } | null {
  const words = nameWords(name);
  const whole = words.join('');
  if (strongNames.has(whole)) return { score: TARGET_SCORES.strongName, reason: `"${name}" is a usual name for a target` };
  if (usualNames.has(whole)) return { score: TARGET_SCORES.usualName, reason: `"${name}" is often what is predicted` };
  const isFlag = twoValues && (words[0] === 'is' || words[0] === 'has');
  const last = words.at(-1) ?? '';
  const share = isKnown(last) ? TARGET_SCORES.lastWordShare : words.some(isKnown) ? TARGET_SCORES.otherWordShare : 0;
  const known = isKnown(last) ? last : words.find(isKnown);
  if (known === undefined) return isFlag ? { score: TARGET_SCORES.flagName, reason: 'its name asks a yes/no question' } : null;
  const score = share * (strongNames.has(known) ? TARGET_SCORES.strongName : TARGET_SCORES.usualName);
  return { score: score + (isFlag ? TARGET_SCORES.flagName : 0), reason: `its name has the word "${known}"` };
}

function isKnown(word: string): boolean {
  // A single letter inside a longer name says nothing.
  return word.length > 1 && (strongNames.has(word) || usualNames.has(word));
}
