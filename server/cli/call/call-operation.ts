/**
 * Asks the process that holds the data folder, or, where none runs, opens the house for this one
 * question. So every command works both ways, and on PostgreSQL beside a running process too.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { dataFolderOf } from '../../house/data-folder.ts';
import { type Address, readAddress } from '../../loopback/address.ts';
import type { OperationName, Operations } from '../../operations/index.ts';
import type { Caller } from '../../operations/operation.ts';
import type { Words } from '../../operations/refusal.ts';
import { readSettings, type Settings } from '../../settings.ts';
import { exampleWorkspace } from '../../workspace/find-workspace.ts';
import { Failure } from '../failure.ts';
import type { Cli, GlobalOptions } from '../io.ts';
import { workspaceFolder } from '../open-workspace.ts';
import { askAndWatch } from './ask-and-watch.ts';
import { failureOf, post } from './post.ts';

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

/** What a caller hears of a long operation, and how it ends one. */
export type Watch = Required<Pick<Caller, 'signal' | 'onProgress'>>;

export async function callOperation<Name extends OperationName>(
  cli: Cli,
  options: CallOptions,
  name: Name,
  input: InputOf<Name>,
  watch?: Watch,
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
  const question = { name, input, caller };
  const answer =
    address === null
      ? null
      : await (watch === undefined
          ? ask(cli, address, question)
          : askAndWatch(cli, address, { ...question, watch }));
  const here = { name, input, caller: { ...caller, ...watch } };
  const output = answer ?? (await answerHere(cli, { settings, folder, isExample, dataFolder }, here));
  return output.value as OutputOf<Name>;
}

export interface Question {
  readonly name: OperationName;
  readonly input: unknown;
  readonly caller: Caller;
}

/** The running process's answer; null where nobody listens at its address any more. */
async function ask(
  cli: Cli,
  address: Address,
  { name, input, caller }: Question,
): Promise<{ readonly value: unknown } | null> {
  const response = await post(address, name, { ...caller, input }).catch(() => {
    throw new Failure(
      cli.say({
        fr: 'le processus de Palier qui faisait cela s’est arrêté avant de répondre ; palier doctor dit où en sont les données, puis recommencez',
        en: 'the process of Palier that was doing this ended before it answered; palier doctor says how the data stand, then ask again',
      }),
    );
  });
  if (response === null) return null;
  if (response.ok) return { value: await response.json() };
  throw await failureOf(cli, response);
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
  const say = (words: Words) => cli.err(`${cli.say(words)}\n`);
  const house = await openHouseForCommand({ ...place, env: cli.env, say });
  try {
    const value = await operation.handle(house, input, caller);
    // As a client would receive it.
    return { value: JSON.parse(JSON.stringify(value ?? null)) as unknown };
  } finally {
    await house.close();
  }
}
