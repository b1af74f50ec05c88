import type { Broken } from './broken.ts';
import { swapped } from './sound.ts';

const comparison = '{ "fact": "invoice.open", "operator": "greaterThan", "value": "5000.00" }';

/** Conditions that json-rules-engine would swallow, or answer wrongly. */
export const brokenConditions: readonly Broken[] = [
  { what: 'a not beside an all', text: swapped(comparison, `{ "all": [${comparison}], "not": ${comparison} }`), code: 'mixed-group', shape: true },
  { what: 'an any beside an all', text: swapped(comparison, `{ "all": [${comparison}], "any": [${comparison}] }`), code: 'mixed-group', shape: true },
  { what: 'a comparison beside a group', text: swapped(comparison, `{ "all": [${comparison}], "fact": "invoice.open" }`), code: 'mixed-group', shape: true },
  { what: 'a priority beside a group', text: swapped(comparison, `{ "all": [${comparison}], "priority": 2 }`), code: 'mixed-group', shape: true },
  { what: 'an empty all', text: swapped(comparison, '{ "all": [] }'), code: 'empty-group', shape: true },
  { what: 'an empty any inside a not', text: swapped(comparison, '{ "not": { "any": [] } }'), code: 'empty-group', shape: true },
  { what: 'an empty condition', text: swapped(comparison, '{}'), code: 'missing-key', shape: true },
  { what: 'a condition that is a text', text: swapped(comparison, '"invoice.open > 5000"'), code: 'wrong-type', shape: true },
  { what: 'a condition that is a list', text: swapped(comparison, `[${comparison}]`), code: 'wrong-type', shape: true },
  { what: 'no condition', text: swapped(`"when": ${comparison},`, ''), code: 'missing-key', shape: true },
  { what: 'a group that is no list', text: swapped(comparison, `{ "any": ${comparison} }`), code: 'wrong-type', shape: true },
  { what: 'an operator that does not exist', text: swapped('"greaterThan"', '"greater"'), code: 'unknown-operator', shape: true },
  { what: 'an operator that is a method of every object', text: swapped('"greaterThan"', '"hasOwnProperty"'), code: 'unknown-operator', shape: true },
  { what: 'a comparison without a value', text: swapped(', "value": "5000.00"', ''), code: 'missing-key', shape: true },
  { what: 'a comparison with null', text: swapped('"value": "5000.00"', '"value": null'), code: 'wrong-type', shape: true },
  { what: 'a comparison with an object', text: swapped('"value": "5000.00"', '"value": { "fact": "customer.net" }'), code: 'wrong-type', shape: true },
  { what: 'a path into a fact', text: swapped('"value": "5000.00"', '"value": "5000.00", "path": "$..constructor"'), code: 'unknown-key', shape: true },
  { what: 'a fact that does not exist', text: swapped('{ "fact": "invoice.open", "operator": "greaterThan"', '{ "fact": "invoice.opne", "operator": "greaterThan"'), code: 'unknown-fact' },
  { what: 'a fact named like a part of every object', text: swapped('{ "fact": "invoice.open", "operator": "greaterThan"', '{ "fact": "__proto__", "operator": "greaterThan"'), code: 'unknown-fact' },
  { what: 'an operator for another type', text: swapped('"greaterThan"', '"before"'), code: 'operator-not-for-type' },
  { what: 'an amount as a number', text: swapped('"value": "5000.00"', '"value": 900'), code: 'value-not-for-type' },
  { what: 'an empty text for an amount', text: swapped('"value": "5000.00"', '"value": ""'), code: 'value-not-for-type' },
  { what: 'a list of values that is empty', text: swapped('"value": "5000.00"', '"value": []'), code: 'too-short', shape: true },
];
