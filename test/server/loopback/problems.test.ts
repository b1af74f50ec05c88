import { expect, it } from 'vitest';
import { problemOf } from '../../../server/loopback/problems.ts';

const fault = (code: string, message: string) => Object.assign(new Error(message), { code });

it.each([
  ['ENOSPC', 'no space left', /disk is full/],
  ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432', /store does not answer \(connect ECONNREFUSED/],
  ['57P01', 'terminating connection', /store does not answer \(terminating connection\)/],
  ['23505', 'duplicate key', /^failed: duplicate key$/],
])('says what %s means', (code, message, words) => {
  expect(problemOf(fault(code, message), 'en')).toMatchObject({ status: 500, code: 'failed' });
  expect(problemOf(fault(code, message), 'en').detail).toMatch(words);
});
