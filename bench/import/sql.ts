export { sql } from 'kysely';
export type { Db } from '../../store/database.ts';
