import type { Db } from '../database.ts';
import { json } from '../json.ts';

/** When something is done, and who does it: every write takes both. */
export interface Act {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Email address of a person, or the name of a program. */
  readonly actor: string;
}

export interface AuditLine {
  readonly what: string;
  /** `invoice 12`, `import 3`. */
  readonly object?: string;
  readonly why?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Appends a line to the audit trail, in the transaction of what it tells. */
export async function writeAudit(db: Db, act: Act, line: AuditLine): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      at: act.at,
      who: act.actor,
      what: line.what,
      why: line.why ?? null,
      object: line.object ?? null,
      detail: json(line.detail ?? {}),
    })
    .execute();
}
