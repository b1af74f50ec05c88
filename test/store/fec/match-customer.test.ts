import { expect, it } from 'vitest';
import type { KeptLine } from '../../../store/fec/item.ts';
import { matchCustomer } from '../../../store/fec/match-customer.ts';
import { line } from './kept-line.ts';

/** What each invoice is left with, and what lies on account. */
function left(
  lines: readonly KeptLine[],
  openings: readonly string[] = [],
): Readonly<Record<string, number>> {
  const { movements } = matchCustomer(lines, openings);
  const open: Record<string, number> = {};
  for (const { invoice, amount } of movements) {
    const key = invoice ?? 'account';
    open[key] = (open[key] ?? 0) + amount;
  }
  return open;
}

it('one payment settles the invoices that it is lettered with, several payments one invoice', () => {
  const lines = [
    line('invoice', '2026-01-05', 100, { piece: 'F1', lettering: 'AA' }),
    line('invoice', '2026-01-06', 200, { piece: 'F2', lettering: 'AA' }),
    line('payment', '2026-02-01', -300, { lettering: 'AA' }),
    line('invoice', '2026-01-07', 500, { piece: 'F3', lettering: 'AB' }),
    line('payment', '2026-02-02', -200, { lettering: 'AB' }),
    line('payment', '2026-02-03', -300, { lettering: 'AB' }),
  ];

  const open = left(lines);

  expect(open).toEqual({ F1: 0, F2: 0, F3: 0 });
});

it('a partial lettering pays what it ties, the one that it names first', () => {
  const lines = [
    line('invoice', '2026-01-05', 100, { piece: 'F1', lettering: 'a' }),
    line('invoice', '2026-01-06', 200, { piece: 'F2', lettering: 'a' }),
    line('payment', '2026-02-01', -150, { lettering: 'a', label: 'VIR acompte F2' }),
  ];

  const open = left(lines);

  expect(open).toEqual({ F1: 100, F2: 50 });
});

it('lettering outweighs a reference and an amount', () => {
  const lines = [
    line('invoice', '2026-01-05', 100, { piece: 'F1' }),
    line('invoice', '2026-01-06', 100, { piece: 'F2', lettering: 'AA' }),
    line('payment', '2026-02-01', -100, { lettering: 'AA', piece: 'F1' }),
  ];

  const open = left(lines);

  expect(open).toEqual({ F1: 100, F2: 0 });
});

it('a code that is used again in another month ties two groups, not one', () => {
  const lines = [
    line('invoice', '2026-01-05', 100, { piece: 'F1', lettering: 'A', letteredOn: '2026-02-01' }),
    line('payment', '2026-02-01', -100, { lettering: 'A', letteredOn: '2026-02-01' }),
    line('invoice', '2026-01-02', 70, { piece: 'F0', lettering: 'A', letteredOn: '2026-06-01' }),
    line('payment', '2026-06-01', -70, { lettering: 'A', letteredOn: '2026-06-01' }),
  ];

  const { movements } = matchCustomer(lines, []);

  expect(movements.filter((one) => one.amount < 0).map(({ invoice, amount }) => [invoice, amount])).toEqual([
    ['F1', -100],
    ['F0', -70],
  ]);
});

it('without lettering a payment goes to the invoice that it names, then to the only one of its amount', () => {
  const lines = [
    line('invoice', '2026-01-05', 100, { piece: 'FA-2026-017' }),
    line('invoice', '2026-01-06', 250, { piece: 'FA-2026-018' }),
    line('payment', '2026-02-01', -60, { label: 'VIR SEPA DUPONT FA 2026 017' }),
    line('payment', '2026-02-02', -250, { label: 'CHQ 88' }),
  ];

  const open = left(lines);

  expect(open).toEqual({ 'FA-2026-017': 40, 'FA-2026-018': 0 });
});

it('of several invoices of one amount the oldest is paid; of two equally old ones none', () => {
  const months = [
    line('invoice', '2026-01-05', 100, { piece: 'F1' }),
    line('invoice', '2026-02-05', 100, { piece: 'F2' }),
    line('payment', '2026-03-01', -100, {}),
  ];
  const twins = [
    line('invoice', '2026-01-05', 100, { piece: 'F1' }),
    line('invoice', '2026-01-05', 100, { piece: 'F2' }),
    line('payment', '2026-03-01', -100, {}),
  ];

  const opened = [left(months), left(twins)];

  expect(opened).toEqual([
    { F1: 0, F2: 100 },
    { F1: 100, F2: 100, account: -100 },
  ]);
});

it('neither an invoice written after the payment nor a sum of several is guessed', () => {
  const lines = [
    line('payment', '2026-01-01', -100, {}),
    line('invoice', '2026-01-05', 100, { piece: 'F1' }),
    line('invoice', '2026-01-06', 30, { piece: 'F2' }),
    line('payment', '2026-02-01', -130, {}),
  ];

  const open = left(lines);

  expect(open).toEqual({ F1: 100, F2: 30, account: -230 });
});

it('a rejected payment opens its invoice again, and another one pays it', () => {
  const lines = [
    line('invoice', '2026-01-05', 100, { piece: 'F1' }),
    line('payment', '2026-02-01', -100, { piece: 'P1' }),
    line('reversal', '2026-02-05', 100, { piece: 'P1' }),
    line('payment', '2026-03-01', -100, { piece: 'P2' }),
  ];

  const { movements } = matchCustomer(lines, []);

  expect(movements.map(({ invoice, kind, amount }) => [invoice, kind, amount])).toEqual([
    ['F1', 'invoice', 100],
    ['F1', 'payment', -100],
    ['F1', 'reversal', 100],
    ['F1', 'payment', -100],
  ]);
});

it('a contre-passation of an invoice settles it as a credit, a bad debt as a loss', () => {
  const lines = [
    line('invoice', '2026-01-05', 100, { piece: 'F1', lettering: 'A' }),
    line('credit', '2026-01-06', -100, { piece: 'F1', lettering: 'A' }),
    line('invoice', '2026-01-05', 40, { piece: 'F2', lettering: 'B' }),
    line('loss', '2026-06-01', -40, { lettering: 'B' }),
  ];

  const { movements } = matchCustomer(lines, []);

  expect(movements.filter((one) => one.amount < 0).map(({ invoice, kind }) => [invoice, kind])).toEqual([
    ['F1', 'credit'],
    ['F2', 'write-off'],
  ]);
});

it('detailed opening entries double nothing, and their lettering reaches the invoices of before', () => {
  const lines = [
    line('invoice', '2025-11-05', 100, { piece: 'F1' }),
    line('invoice', '2025-12-05', 60, { piece: 'F2' }),
    line('opening', '2026-01-01', 100, { piece: 'F1', lettering: 'AA' }),
    line('opening', '2026-01-01', 60, { piece: 'F2' }),
    line('payment', '2026-01-20', -100, { lettering: 'AA' }),
  ];

  const open = left(lines, ['2026-01-01']);

  expect(open).toEqual({ F1: 0, F2: 60 });
});

it('a balance carried forward as a whole doubles nothing', () => {
  const lines = [
    line('invoice', '2025-11-05', 100, { piece: 'F1' }),
    line('invoice', '2025-12-05', 60, { piece: 'F2' }),
    line('payment', '2025-12-20', -30, {}),
    line('opening', '2026-01-01', 130, {}),
    line('payment', '2026-01-20', -60, {}),
  ];

  const open = left(lines, ['2026-01-01']);

  expect(open).toEqual({ F1: 100, F2: 0, account: -30 });
});

it('without the year before, opening entries stand by themselves, without a due date where nobody says one', () => {
  const lines = [
    line('opening', '2026-01-01', 100, { piece: 'F1', pieceOn: '2025-11-05' }),
    line('opening', '2026-01-01', 60, { piece: 'AN' }),
    line('opening', '2026-01-01', -25, { piece: 'VIR' }),
  ];

  const { invoices } = matchCustomer(lines, ['2026-01-01']);

  expect([left(lines, ['2026-01-01']), invoices.map((one) => [one.number, one.countsFrom])]).toEqual([
    { F1: 100, AN: 60, account: -25 },
    [
      ['F1', '2025-11-05'],
      ['AN', null],
    ],
  ]);
});

it('a balance that the year before does not explain differs on account, for nobody knows of what it is', () => {
  const lines = [line('invoice', '2025-11-05', 100, { piece: 'F1' }), line('opening', '2026-01-01', 145, {})];

  const open = left(lines, ['2026-01-01']);

  expect(open).toEqual({ F1: 100, account: 45 });
});

it('the same number in two years is two invoices', () => {
  const lines = [
    line('invoice', '2025-01-05', 100, { piece: '001' }),
    line('invoice', '2026-01-05', 60, { piece: '001' }),
  ];

  const open = left(lines);

  expect(open).toEqual({ '001': 100, '001 (2026-01-05)': 60 });
});
