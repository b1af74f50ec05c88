import { Engine } from 'json-rules-engine';
import { parseDay } from '../../engine/calendar/index.ts';
import { compileCondition, createCatalogue } from '../../engine/rules/index.ts';
import type { Condition } from '../../schemas/index.ts';
import { type Duel, duel, worked } from '../duel.ts';
import type { Bench } from '../figure.ts';
import { factsOf } from '../simulate/ledger.ts';

/** Invoices asked about, how often in a round, and how much oftener on our side. */
const invoices = 500;
const turns = 4;
const repeats = 100;
const evaluations = invoices * turns;
const rounds = 9;
const warm = 3;
const today = parseDay('2026-06-15') ?? 0;

const condition: Condition = {
  all: [
    { fact: 'invoice.open', operator: 'greaterThanInclusive', value: '50.00' },
    {
      any: [
        { fact: 'customer.country', operator: 'equal', value: 'FR' },
        { fact: 'customer.brokenPromises', operator: 'greaterThan', value: 2 },
      ],
    },
    { not: { fact: 'customer.openInvoices', operator: 'greaterThan', value: 40 } },
  ],
};

/** The same in json-rules-engine's own terms: its operators, amounts in minor units. */
const theirs = {
  all: [
    { fact: 'open', operator: 'greaterThanInclusive', value: 5_000 },
    {
      any: [
        { fact: 'country', operator: 'equal', value: 'FR' },
        { fact: 'brokenPromises', operator: 'greaterThan', value: 2 },
      ],
    },
    { not: { fact: 'openInvoices', operator: 'greaterThan', value: 40 } },
  ],
};

/** The compiled condition with its explanation, against json-rules-engine in both of its uses. */
export const rules: Bench = {
  name: 'rules',
  async measure() {
    const compiled = compileCondition(condition, createCatalogue({}));
    const facts = Array.from({ length: invoices }, (_, index) => factsOf(index, 1));
    let seen = 0;
    const ours = () =>
      worked(() => {
        for (let repeat = 0; repeat < repeats * turns; repeat += 1) {
          for (const one of facts) {
            const { truth } = compiled.explain(one, { today, currency: 'EUR' });
            if (truth === true) seen += 1;
          }
        }
      });
    const ask = (engineOf: () => Engine) => () =>
      worked(async () => {
        for (let turn = 0; turn < turns; turn += 1) {
          for (const { invoice, customer } of facts) {
            const { events } = await engineOf().run({
              open: invoice.open,
              country: customer.country,
              brokenPromises: customer.brokenPromises,
              openInvoices: customer.openInvoices,
            });
            seen += events.length;
          }
        }
      });
    const kept = createEngine();
    const anew = await duel({ ours, bare: ask(createEngine) }, { rounds, warm });
    const once = await duel({ ours, bare: ask(() => kept) }, { rounds, warm });
    if (seen !== 2 * (rounds + warm) * evaluations * (repeats + 1))
      throw new Error('the evaluators disagree');
    const micro = (milliseconds: number, count: number) => `${((milliseconds * 1000) / count).toFixed(2)} µs`;
    const values = ({ ours: own, bare }: Duel) =>
      `${micro(own, evaluations * repeats)} with explanation, json-rules-engine ${micro(bare, evaluations)}`;
    return [
      {
        name: 'rules, by a new Engine each time',
        ratio: anew.speed * repeats,
        wanted: { atLeast: 100 },
        values: values(anew),
      },
      {
        name: 'rules, by one Engine kept',
        ratio: once.speed * repeats,
        wanted: null,
        values: values(once),
      },
    ];
  },
};

function createEngine(): Engine {
  return new Engine([{ conditions: theirs, event: { type: 'yes' } }]);
}
