/**
 * The column shapes that every table is made of. Ids are identity `bigint` columns read as numbers
 * (given out as strings in facts), instants `bigint` epoch milliseconds, money `bigint` minor units,
 * dates `date` columns read as `YYYY-MM-DD`. JSON is written as text (`json()`) and read as a value.
 */
import type { ColumnType, Generated } from 'kysely';

export type Id = Generated<number>;
export type Instant = number;
export type Minor = number;
/** `YYYY-MM-DD`. */
export type Day = string;
export type Json<T> = ColumnType<T, string, string>;
/** A column that a default fills in. */
export type Defaulted<T> = Generated<T>;
export type Fields = Readonly<Record<string, string | number | boolean>>;
export type Detail = Readonly<Record<string, unknown>>;
