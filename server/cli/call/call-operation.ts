/**
 * Asks the process that holds the data folder, or, where none runs, opens the house for this one
 * question. So every command works both ways, and on PostgreSQL beside a running process too.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { dataFolderOf } from '../../house/data-folder.ts';
import { type Address, readAddress } from '../../loopback/address.ts';
import type { ProblemDetails } from '../../loopback/problems.ts';
import type { OperationName, Operations } from '../../operations/index.ts';
import type { Caller } from '../../operations/operation.ts';
import { readSettings, type Settings } from '../../settings.ts';
import { exampleWorkspace } from '../../workspace/find-workspace.ts';
import { Failure } from '../failure.ts';
import type { Cli, GlobalOptions } from '../io.ts';
import { workspaceFolder } from '../open-workspace.ts';

export interface CallOptions extends GlobalOptions {
  readonly data?: string;
}

export type InputOf<Name extends OperationName> = z.input<Operations[Name]['input']>;
export type OutputOf<Name extends OperationName> = Awaited<ReturnType<Operations[Name]['run']>>;

interface Place {
  readonly settings: Settings;
  readonly folder: string;
  readonly isExample: boolean;
  readonly dataFolder: string;
}

export async function callOperation<Name extends OperationName>(
  cli: Cli,
  options: CallOptions,
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const settings = readSettings(cli.env);
  const folder = await workspaceFolder(cli, options);
  const isExample = folder === (await exampleWorkspace());
  const dataFolder = dataFolderOf({
    asked: options.data,
    settings,
    cwd: cli.cwd,
    workspace: folder,
    isExample,
  });
  const caller: Caller = { actor: settings.actor, language: cli.language };
  const address = readAddress(dataFolder);
  const answer = address === null ? null : await ask(cli, address, { name, input, caller });
  const output =
    answer ?? (await answerHere(cli, { settings, folder, isExample, dataFolder }, { name, input, caller }));
  return output.value as OutputOf<Name>;
}

interface Question {
  readonly name: OperationName;
  readonly input: unknown;
  readonly caller: Caller;
}

/** The running process's answer; null where nobody listens at its address any more. */
async function ask(
  cli: Cli,
  { port, token }: Address,
  { name, input, caller }: Question,
): Promise<{ readonly value: unknown } | null> {
  const response = await fetch(`http://127.0.0.1:${port}/operations/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...caller, input }),
  }).catch((error: unknown) => {
    if (isRefusedConnection(error)) return null;
    throw error;
  });
  if (response === null) return null;
  if (response.ok) return { value: await response.json() };
  const problem = (await response.json().catch(() => null)) as ProblemDetails | null;
  const unknown = cli.say({
    fr: `le processus en cours a répondu ${response.status} ; est-ce bien Palier ?`,
    en: `the running process answered ${response.status}; is it Palier?`,
  });
  throw new Failure(problem?.detail ?? unknown, problem?.code === 'not-acceptable' ? 2 : 3);
}

function isRefusedConnection(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}

async function answerHere(
  cli: Cli,
  place: Place,
  { name, input, caller }: Question,
): Promise<{ readonly value: unknown }> {
  const { findOperation } = await import('../../operations/index.ts');
  const operation = findOperation(name);
  if (operation === undefined) throw new Failure(`there is no operation ${name}`);
  const isMade = place.settings.databaseUrl !== null || existsSync(join(place.dataFolder, 'postgres'));
  if (!isMade && operation.begins !== true) {
    throw new Failure(
      cli.say({
        fr: `il n’y a encore rien dans ${place.dataFolder} ; palier start ou palier import FICHIER commence`,
        en: `there is nothing in ${place.dataFolder} yet; palier start or palier import FILE begins`,
      }),
      4,
    );
  }
  mkdirSync(place.dataFolder, { recursive: true });
  const { openHouseForCommand } = await import('../../house/open-for-command.ts');
  const house = await openHouseForCommand(place);
  try {
    const value = await operation.handle(house, input, caller);
    // As a client would receive it.
    return { value: JSON.parse(JSON.stringify(value ?? null)) as unknown };
  } finally {
    await house.close();
  }
}
