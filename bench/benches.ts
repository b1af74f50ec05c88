import { email } from './email/email.ts';
import { embedded } from './embedded/embedded.ts';
import type { Bench } from './figure.ts';
import { ledgerImport } from './import/ledger-import.ts';
import { mailroom } from './mailroom/mailroom.ts';
import { rules } from './rules/rules.ts';
import { simulate } from './simulate/simulate.ts';
import { sleeping } from './sleeping/sleeping.ts';
import { temporal } from './temporal/index.ts';

/** The register of benches, in the order in which they run. */
export const benches: readonly Bench[] = [
  simulate,
  embedded,
  rules,
  email,
  ledgerImport,
  mailroom,
  sleeping,
  ...temporal,
];
