import type { Progress } from '../../operations/operation.ts';
import { Refusal } from '../../operations/refusal.ts';
import type { Watch } from '../call/call-operation.ts';
import type { Cli } from '../io.ts';
import { createWording } from '../print/dates.ts';

/**
 * Does long work with a line that says how far it has come, in a terminal; Ctrl-C cancels it and waits
 * for the word that nothing was taken, a second one ends the process at once.
 */
export async function watching<T>(cli: Cli, work: (watch: Watch) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const line = progressLine(cli);
  const cancel = () => {
    process.once('SIGINT', end);
    line.say(cli.say({ fr: 'annulation…', en: 'cancelling…' }));
    controller.abort(
      new Refusal('conflict', { fr: 'annulé : rien n’a été pris', en: 'cancelled: nothing was taken' }),
    );
  };
  const end = () => process.exit(130);
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  try {
    return await work({ signal: controller.signal, onProgress: line.show });
  } finally {
    for (const one of [cancel, end]) process.removeListener('SIGINT', one);
    process.removeListener('SIGTERM', cancel);
    line.clear();
  }
}

/** Redrawn at most so often. */
const between = 100;

function progressLine(cli: Cli) {
  const { count } = createWording(cli.language);
  let last = 0;
  let shown: Progress['stage'] | null = null;
  let drawn = false;
  const say = (text: string) => {
    if (!cli.isTty) return;
    cli.err(`\r\u001b[K${text.slice(0, cli.columns - 1)}`);
    drawn = true;
  };
  const show = ({ stage, done, of, refused }: Progress) => {
    const now = performance.now();
    if (now - last < between && stage === shown) return;
    last = now;
    shown = stage;
    const [all, some, faulty] = [count(of), count(done), count(refused)];
    const words = {
      reading: {
        fr: `${some} lignes lues${of === 0 ? '' : ` sur ${all}`}, ${faulty} refusées`,
        en: `${some} ${of === 0 ? '' : `of ${all} `}lines read, ${faulty} refused`,
      },
      waiting: {
        fr: `${of === 0 ? '' : `${all} lignes à prendre, ${faulty} refusées ; `}attend un autre import`,
        en: `${of === 0 ? '' : `${all} lines to take, ${faulty} refused; `}waits for another import`,
      },
      taking: {
        fr: `${some} prises sur ${all}, ${faulty} refusées`,
        en: `${some} of ${all} taken, ${faulty} refused`,
      },
    };
    say(cli.say(words[stage]));
  };
  const clear = () => {
    if (drawn) cli.err('\r\u001b[K');
  };
  return { say, show, clear };
}
