/** Releases, drafts, settings, accounts, and the audit trail. */
import type { Entity, Release } from '../../schemas/index.ts';
import type { Detail, Id, Instant, Json } from './columns.ts';

export interface EntityTable {
  id: string;
  content: Json<Entity>;
}

export interface ReleaseTable {
  digest: string;
  flow_id: string;
  content: Json<Release>;
  published_at: Instant;
  by_who: string;
  comment: string | null;
}

export interface FlowHeadTable {
  flow_id: string;
  digest: string;
}

/** A workspace file edited on the server: `flows/…`, `messages/…`, `segments.json`. */
export interface DraftTable {
  path: string;
  content: string;
  /** Digest that the draft was made from; null for a new file. */
  base: string | null;
  saved_at: Instant;
  by_who: string;
}

export interface SettingTable {
  key: string;
  value: Json<unknown>;
}

export interface AuditTable {
  id: Id;
  at: Instant;
  who: string;
  what: string;
  why: string | null;
  /** `invoice 12`, `import 3`, `run 12-1`. */
  object: string | null;
  detail: Json<Detail>;
}

export interface AccountTable {
  id: Id;
  email: string;
  name: string;
  password_hash: string | null;
  role: string;
  created_at: Instant;
  disabled_at: Instant | null;
}

/** A browser's session or a program's token, known by the hash of its secret. */
export interface SessionTable {
  secret_hash: string;
  account_id: number;
  kind: 'session' | 'token';
  name: string | null;
  created_at: Instant;
  used_at: Instant | null;
  expires_at: Instant | null;
}
