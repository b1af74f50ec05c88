/**
 * Before the first workflow: the namespace must exist and its search attributes be registered. A workflow
 * that names an unregistered one is tried again without end, so a start is refused instead.
 *
 * On a server of one's own both are made where they are missing. Temporal Cloud lets nobody make them this
 * way: there they are looked for, and what is missing is named.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionLike } from '@temporalio/client';
import proto from '@temporalio/proto';
import { TemporalError } from './temporal-error.ts';
import { grpcStatus, statusOf, temporalFault } from './temporal-fault.ts';

export type AttributeType = 'Keyword' | 'Text' | 'Int' | 'Double' | 'Bool' | 'Datetime' | 'KeywordList';

export interface Preparation {
  readonly namespace: string;
  /** Type by name. */
  readonly searchAttributes: Readonly<Record<string, AttributeType>>;
}

/** Milliseconds: for one call, and until a server lets what was just registered be used. */
const patience = 10_000;
const settling = 60_000;
/** Days for which a closed run's history stays, where we make the namespace; the store keeps its trace. */
const retentionDays = 30;

/**
 * Makes what is missing, and gives when it can be used.
 *
 * @throws TemporalError `temporal-namespace-missing` or `temporal-attributes-missing` where it may not be
 *   made, `temporal-refused`, `temporal-unreachable`.
 */
export async function prepareNamespace(connection: ConnectionLike, preparation: Preparation): Promise<void> {
  const { namespace } = preparation;
  try {
    if (!(await hasNamespace(connection, namespace))) await makeNamespace(connection, namespace);
    const missing = await missingAttributes(connection, preparation);
    if (missing.length === 0) return;
    await makeAttributes(connection, preparation, missing);
  } catch (error) {
    throw temporalFault(error, { namespace });
  }
}

/** @throws What the server answers, as it came. */
export async function hasNamespace(connection: ConnectionLike, namespace: string): Promise<boolean> {
  try {
    await soon(connection, () => connection.workflowService.describeNamespace({ namespace }));
    return true;
  } catch (error) {
    if (statusOf(error) === grpcStatus.notFound) return false;
    throw error;
  }
}

/** The names that are not registered, or registered with another type. */
export async function missingAttributes(
  connection: ConnectionLike,
  { namespace, searchAttributes }: Preparation,
): Promise<readonly string[]> {
  const wanted = Object.entries(searchAttributes);
  try {
    const { customAttributes } = await soon(connection, () =>
      connection.operatorService.listSearchAttributes({ namespace }),
    );
    return wanted.filter(([name, type]) => customAttributes[name] !== typeCodes[type]).map(([name]) => name);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    const known = await Promise.all(wanted.map(([name]) => canBeAskedFor(connection, namespace, name)));
    return wanted.filter((_, index) => known[index] === false).map(([name]) => name);
  }
}

async function makeNamespace(connection: ConnectionLike, namespace: string): Promise<void> {
  const seconds = retentionDays * 86_400;
  const workflowExecutionRetentionPeriod = proto.google.protobuf.Duration.fromObject({ seconds });
  try {
    await soon(connection, () =>
      connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod }),
    );
  } catch (error) {
    if (isForbidden(error)) {
      const message = `there is no namespace "${namespace}", and it may not be made from here`;
      throw new TemporalError('temporal-namespace-missing', message, { namespace }, error);
    }
    // Another process was first.
    if (statusOf(error) !== grpcStatus.alreadyExists) throw error;
  }
  await settled(() => canBeAskedFor(connection, namespace, 'WorkflowType'));
}

async function makeAttributes(
  connection: ConnectionLike,
  preparation: Preparation,
  missing: readonly string[],
): Promise<void> {
  const { namespace, searchAttributes } = preparation;
  const wanted = Object.entries(searchAttributes).filter(([name]) => missing.includes(name));
  const codes = Object.fromEntries(wanted.map(([name, type]) => [name, typeCodes[type]]));
  try {
    await soon(connection, () =>
      connection.operatorService.addSearchAttributes({ namespace, searchAttributes: codes }),
    );
  } catch (error) {
    throw isForbidden(error) ? lacking(preparation, missing, error) : error;
  }
  // One of that name and another type stays as it was, and the server does not say so.
  const left = await missingAttributes(connection, preparation);
  if (left.length > 0) throw lacking(preparation, left);
  for (const name of missing) await settled(() => canBeAskedFor(connection, namespace, name));
}

function lacking(
  { namespace, searchAttributes }: Preparation,
  missing: readonly string[],
  cause?: unknown,
): TemporalError {
  const attributes = missing.map((name) => `${name} (${searchAttributes[name]})`).join(', ');
  const message = `the namespace "${namespace}" lacks the search attributes ${attributes}, and they may not be made from here`;
  return new TemporalError('temporal-attributes-missing', message, { namespace, attributes }, cause);
}

/** The question that every server answers, Temporal Cloud too: a query by an unknown name is refused. */
async function canBeAskedFor(connection: ConnectionLike, namespace: string, name: string): Promise<boolean> {
  try {
    const query = `\`${name}\` is null`;
    await soon(connection, () => connection.workflowService.countWorkflowExecutions({ namespace, query }));
    return true;
  } catch (error) {
    const status = statusOf(error);
    // A server without such questions, as tests use: its register is all there is to know.
    if (status === grpcStatus.unimplemented) return true;
    if (status === grpcStatus.invalidArgument || status === grpcStatus.notFound) return false;
    throw error;
  }
}

/** Servers read their own register every few seconds only. */
async function settled(isUsable: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + settling;
  while (!(await isUsable())) {
    if (Date.now() > end) throw new Error(`not usable ${settling / 1_000} s after it was registered`);
    await delay(250);
  }
}

function soon<T>(connection: ConnectionLike, call: () => Promise<T>): Promise<T> {
  return connection.withDeadline(Date.now() + patience, call);
}

/** The server knows how, and does not let this caller; or it offers no such thing at all. */
function isForbidden(error: unknown): boolean {
  const status = statusOf(error);
  return (
    status === grpcStatus.permissionDenied ||
    status === grpcStatus.unauthenticated ||
    status === grpcStatus.unimplemented
  );
}

const { IndexedValueType } = proto.temporal.api.enums.v1;
/** The types' numbers in Temporal's protocol. */
export const typeCodes: Readonly<Record<AttributeType, proto.temporal.api.enums.v1.IndexedValueType>> = {
  Keyword: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  Text: IndexedValueType.INDEXED_VALUE_TYPE_TEXT,
  Int: IndexedValueType.INDEXED_VALUE_TYPE_INT,
  Double: IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE,
  Bool: IndexedValueType.INDEXED_VALUE_TYPE_BOOL,
  Datetime: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
  KeywordList: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST,
};
