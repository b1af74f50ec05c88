import { resolve } from 'node:path';
import type { Difference, Gathered, RecordedRun } from '../../../workers/temporal/replay/index.ts';
import { callOperation } from '../call/call-operation.ts';
import type { ReplayOptions } from '../commands/replay.ts';
import { Failure } from '../failure.ts';
import { guarded } from '../guarded.ts';
import type { Cli } from '../io.ts';

interface Outcome {
  readonly run: string;
  readonly number: string;
  readonly flow: string;
  readonly events: number;
  /** Null where the run replays. */
  readonly difference: Difference | null;
  /** What was written. */
  readonly files: readonly string[];
}

/**
 * Replays a run here, with the code of this very command: the running process, which may be of another
 * version, only hands over the history.
 */
export function runReplay(cli: Cli, name: string, options: ReplayOptions): Promise<void> {
  return guarded(cli, async () => {
    const gathered = await callOperation(cli, options, 'recording', { run: name });
    const { run, number, raw, recording, releases, slips } = gathered;
    const { bundleForReplay, replayRecorded } = await import('../../../workers/temporal/replay/index.ts');
    await quietly();
    const bundle = await bundleForReplay();
    const { difference } = await replayRecorded(raw, releases, bundle);
    const folder = options.out === undefined ? null : resolve(cli.cwd, options.out);
    let files: readonly string[] = [];
    if (folder !== null) {
      if (slips.length > 0) throw letsSlip(cli, slips);
      const redacted = await replayRecorded(recording, releases, bundle);
      if (redacted.difference?.event !== difference?.event) throw unlike(cli, redacted.difference);
      files = await write(folder, redacted.run, releases);
    }
    const { flow, events } = raw;
    const outcome: Outcome = { run, number, flow, events: events.length, difference, files };
    cli.out(options.json === true ? `${JSON.stringify(outcome, null, 2)}\n` : tell(cli, outcome));
    if (difference !== null) cli.exit(1);
  });
}

/** The places are named, and what stands there is not. */
function letsSlip(cli: Cli, places: readonly string[]): Failure {
  const some = places.slice(0, 3).join(', ');
  return new Failure(
    cli.say({
      fr: `l’historique caviardé nomme encore le client ou une somme, en ${some} : rien n’est écrit`,
      en: `the redacted history still names the customer or a sum, at ${some}: nothing is written`,
    }),
  );
}

/** A test that tells of something else than what happened is worse than none. */
function unlike(cli: Cli, difference: Difference | null): Failure {
  const { event = null, what = '' } = difference ?? {};
  return new Failure(
    cli.say({
      fr: `caviardé, l’historique ne se rejoue plus comme l’original (événement ${event ?? '—'} : ${what || 'il se rejoue'}) ; rien n’est écrit, signalez-le`,
      en: `redacted, the history no longer replays as the original does (event ${event ?? '—'}: ${what || 'it replays'}); nothing is written, please report it`,
    }),
  );
}

/** The libraries would say a line for the worker that replays. */
async function quietly(): Promise<void> {
  const [{ installRuntime }, { silentLog }] = await Promise.all([
    import('../../../workers/temporal/index.ts'),
    import('../../../workers/telemetry/index.ts'),
  ]);
  installRuntime(silentLog);
}

async function write(
  folder: string,
  run: RecordedRun,
  releases: Gathered['releases'],
): Promise<readonly string[]> {
  const { nameOf, writeRelease, writeRun } = await import('../../../workers/temporal/replay/index.ts');
  const name = nameOf(run);
  return [
    writeRun(folder, `${run.flow}/${name}/1-1`, { ...run, name: `${name} 1-1` }),
    ...releases.map((one) => writeRelease(folder, `${run.flow}/${one.digest.slice(7, 19)}`, one)),
  ];
}

function tell(cli: Cli, { run, number, flow, events, difference, files }: Outcome): string {
  const subject = `${run} (${number}, ${flow})`;
  const verdict =
    difference === null
      ? {
          fr: `Le suivi ${subject} se rejoue avec cette version : ${events} événements, mêmes attentes, demandes et états.`,
          en: `The run ${subject} replays with this version: ${events} events, the same waits, requests and states.`,
        }
      : {
          fr: `Le suivi ${subject} ne se rejoue pas avec cette version${at(' : à l’événement ', difference)} : ${difference.what}`,
          en: `The run ${subject} does not replay with this version${at(', at event ', difference)}: ${difference.what}`,
        };
  const advice = {
    fr: 'Repassez à la version d’avant : le suivi reprend où il en était. Joignez ce que --out écrit à un signalement.',
    en: 'Go back to the version before: the run goes on where it was. Add what --out writes to a report.',
  };
  const written = files.map((file) => `  ${file}\n`).join('');
  const where = {
    fr: 'Écrit, sans nom de personne ni de machine ; déposé dans un dossier de test/histories, c’est un test :',
    en: 'Written, without the name of a person or a machine; laid in a folder of test/histories, it is a test:',
  };
  return [
    `${cli.say(verdict)}\n`,
    difference === null || files.length > 0 ? '' : `${cli.say(advice)}\n`,
    files.length === 0 ? '' : `${cli.say(where)}\n${written}`,
  ].join('');
}

function at(words: string, { event }: Difference): string {
  return event === null ? '' : `${words}${event}`;
}
