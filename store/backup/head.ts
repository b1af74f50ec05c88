/** What a backup begins with, and how rows lie in it. */
export interface BackupTable {
  readonly name: string;
  /** In the order of the values of each row. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface BackupHead {
  readonly palier: 'backup';
  readonly format: 1;
  /** The migrations that the store had, in order. */
  readonly schema: readonly string[];
  /** Real time. */
  readonly takenAt: number;
  readonly tables: readonly BackupTable[];
  /** The last id that each table gave. */
  readonly ids: Readonly<Record<string, number>>;
}

/** What is not data of ours: Kysely writes these itself. */
export const migrationTables: readonly string[] = ['kysely_migration', 'kysely_migration_lock'];
