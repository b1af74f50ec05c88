import type { Broken } from './broken.ts';
import { swapped } from './sound.ts';

const call = '"within": "1 business day",\n      "next": "fin"';
const firm = '"tone": "firm",\n      "next": "fin"';

/** Documents of the right shape whose parts do not fit together. */
export const brokenGraphs: readonly Broken[] = [
  { what: 'a start that is no step', text: swapped('"start": "j7"', '"start": "j8"'), code: 'unknown-start', line: 24 },
  { what: 'a next that is no step', text: swapped(firm, '"tone": "firm",\n      "next": "fni"'), code: 'unknown-next' },
  { what: 'an else that is no step', text: swapped('"else": "delai"', '"else": "plus-tard"'), code: 'unknown-next' },
  { what: 'a case that leads nowhere', text: swapped('"next": "appel"', '"next": "rappel"'), code: 'unknown-next' },
  { what: 'a next named like a method', text: swapped('"else": "delai"', '"else": "valueof"'), code: 'unknown-next' },
  { what: 'a jump that leads nowhere', text: swapped('{ "jump": "fin" }', '{ "jump": "contentieux" }'), code: 'unknown-jump', line: 20 },
  { what: 'two steps with one id', text: swapped('"id": "appel"', '"id": "relance-2"'), code: 'duplicate-id' },
  { what: 'two cases with one name', text: swapped('"name": "long"', '"name": "court"'), code: 'duplicate-name' },
  { what: 'two outcomes with one name', text: swapped('"name": "appel fait"', '"name": "promesse"'), code: 'duplicate-name' },
  { what: 'a step that nothing leads to', text: swapped('"next": "appel"', '"next": "fin"'), code: 'detached' },
  { what: 'a step that leads to itself', text: swapped(firm, '"tone": "firm",\n      "next": "relance-2"'), code: 'endless-cycle' },
  { what: 'two steps that lead to each other', text: swapped(call, '"within": "1 business day",\n      "next": "montant"'), code: 'endless-cycle' },
  { what: 'no end at all', text: swapped('"kind": "end"', '"kind": "wait", "until": { "from": "step", "days": 1 }, "next": "fin"'), code: 'no-end' },
  { what: 'a listen since a step that does not exist', text: swapped('"since": "relance-1"', '"since": "relance-0"'), code: 'unknown-step' },
  { what: 'a listen since a later step', text: swapped('"since": "relance-1"', '"since": "relance-2"'), code: 'step-not-before' },
  { what: 'a wait from the delivery of a step that does not exist', text: swapped('"step": "relance-1"', '"step": "relance-9"'), code: 'unknown-step' },
  { what: 'a wait from the delivery of a later step', text: swapped('"step": "relance-1"', '"step": "relance-2"'), code: 'step-not-before' },
  { what: 'a wait from the delivery of a step that sends nothing', text: swapped('"step": "relance-1"', '"step": "montant"'), code: 'no-delivery' },
  { what: 'a wait from a delivery before the first message', text: swapped('{ "from": "due", "days": 7, "count": "business", "at": "10:00" }', '{ "from": "delivery", "days": 7 }'), code: 'no-delivery' },
  { what: 'a step named beside the due date', text: swapped('"from": "due", "days": 30', '"from": "due", "step": "relance-1", "days": 30'), code: 'misplaced-key' },
  { what: 'outcomes of a task beside a promise', text: swapped('"on": "promised"', '"on": "promised", "outcome": ["done"]'), code: 'misplaced-key' },
  { what: 'a tag beside a promise', text: swapped('"on": "promised"', '"on": "promised", "tag": "vip"'), code: 'misplaced-key' },
  { what: 'a window that ends before it begins', text: swapped('09:00-18:00', '18:00-09:00'), code: 'window-never-opens', line: 13 },
  { what: 'a window without length', text: swapped('09:00-18:00', '09:00-09:00'), code: 'window-never-opens', line: 13 },
  { what: 'a cap per no days', text: swapped('"per": "7 days"', '"per": "0 days"'), code: 'cap-impossible', line: 14 },
  { what: 'a cap per hour', text: swapped('"per": "7 days"', '"per": "1 hour"'), code: 'cap-impossible', line: 14 },
  { what: 'a floor below zero', text: swapped('"10.00"', '"-10.00"'), code: 'negative-amount', line: 15 },
  { what: 'cents in a currency without any', text: swapped('"EUR"', '"JPY"').replace('"10.00"', '"10.50"'), code: 'amount-decimals', line: 15 },
  { what: 'cents in a condition in a currency without any', text: swapped('"EUR"', '"XPF"').replace('"50.00"', '"50.20"'), code: 'amount-decimals', line: 8 },
  { what: 'a message that does not exist', text: swapped('"message": "relance-2"', '"message": "relance-3"'), code: 'unknown-message' },
  { what: 'a message that is not written for the channel', text: swapped('"message": "relance-2"', '"message": "appel"'), code: 'missing-text' },
];
