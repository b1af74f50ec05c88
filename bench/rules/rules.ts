import { Engine } from 'json-rules-engine';
import { parseDay } from '../../engine/calendar/index.ts';
import { compileCondition, createCatalogue } from '../../engine/rules/index.ts';
import type { Condition } from '../../schemas/index.ts';
import { duel, timed } from '../duel.ts';
import type { Bench } from '../figure.ts';
import { factsOf } from '../simulate/ledger.ts';

const evaluations = 500;
const repeats = 100;
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

/** The compiled condition with its explanation against one kept Engine of json-rules-engine. */
export const rules: Bench = {
  name: 'rules',
  async measure() {
    const compiled = compileCondition(condition, createCatalogue({}));
    const facts = Array.from({ length: evaluations }, (_, index) => factsOf(index, 1));
    const engine = new Engine([{ conditions: theirs, event: { type: 'yes' } }]);
    let seen = 0;
    const ours = () =>
      timed(() => {
        for (let repeat = 0; repeat < repeats; repeat += 1) {
          for (const one of facts) {
            const { truth } = compiled.explain(one, { today, currency: 'EUR' });
            if (truth === true) seen += 1;
          }
        }
      });
    const bare = () =>
      timed(async () => {
        for (const { invoice, customer } of facts) {
          const { events } = await engine.run({
            open: invoice.open,
            country: customer.country,
            brokenPromises: customer.brokenPromises,
            openInvoices: customer.openInvoices,
          });
          seen += events.length;
        }
      });
    const { ours: own, bare: other, speed } = await duel({ ours, bare }, { rounds: 9, warm: 3 });
    if (seen !== 12 * evaluations * (repeats + 1)) throw new Error('the evaluators disagree');
    const micro = (milliseconds: number, count: number) => `${((milliseconds * 1000) / count).toFixed(2)} µs`;
    return [
      {
        name: 'rules',
        ratio: speed * repeats,
        wanted: { atLeast: 100 },
        values: `${micro(own, evaluations * repeats)} with explanation, json-rules-engine ${micro(other, evaluations)}`,
      },
    ];
  },
};
