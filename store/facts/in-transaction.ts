import type { Db, Tx } from '../database.ts';

/** Runs work in a transaction: the caller's own where it is one already. */
export function inTransaction<T>(db: Db | Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return isTransaction(db) ? work(db) : db.transaction().execute(work);
}

function isTransaction(db: Db | Tx): db is Tx {
  return db.isTransaction;
}
