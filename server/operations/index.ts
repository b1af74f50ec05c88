/** What can be asked of a house, by name: one file an operation, one line in this register. */
import type { AnyOperation } from './operation.ts';

export const operations = {} as const;

export type Operations = typeof operations;
export type OperationName = keyof Operations;

export function findOperation(name: string): AnyOperation | undefined {
  const all: Readonly<Record<string, AnyOperation>> = operations;
  return Object.hasOwn(all, name) ? all[name] : undefined;
}
