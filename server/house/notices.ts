import type { Workspace } from '../../schemas/index.ts';
import type { Clock } from '../../workers/clock.ts';
import type { Settings } from '../settings.ts';
import { faultWords } from './fault-words.ts';
import type { Faults } from './faults.ts';

interface Circumstances {
  readonly settings: Settings;
  readonly workspace: Workspace;
  readonly faults: Pick<Faults, 'list'>;
  readonly isTrial: boolean;
  readonly clock: Clock;
  readonly only: ReadonlySet<string> | null;
}

/** What a person should know of the running house, most urgent first, in the workspace's first language. */
export function noticesOf(circumstances: Circumstances): readonly string[] {
  const { settings, workspace, faults, isTrial, clock, only } = circumstances;
  const french = workspace.languages[0] !== 'en';
  const say = (fr: string, en: string) => (french ? fr : en);
  const notices = faults.list().map((fault) => {
    const words = faultWords(fault);
    return say(words.fr, words.en);
  });
  if (settings.smtp === null) {
    notices.push(
      say(
        'Rien ne sort : aucun serveur de courrier n’est configuré (SMTP_URL), les emails sont retenus ici.',
        'Nothing leaves: no mail server is configured (SMTP_URL), emails are captured here.',
      ),
    );
  }
  if (workspace.redirectAllTo !== undefined) {
    notices.push(
      say(
        `Tous les messages vont à ${workspace.redirectAllTo} (redirectAllTo).`,
        `All messages go to ${workspace.redirectAllTo} (redirectAllTo).`,
      ),
    );
  }
  if (isTrial) {
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    notices.push(
      say(
        `Horloge d’essai : nous sommes le ${day}, les données comptent chaque jour comme fraîches.`,
        `Trial clock: today is ${day}, data count as fresh every day.`,
      ),
    );
  }
  if (only !== null) {
    notices.push(
      say(
        `Essai limité à ${only.size} factures (--only).`,
        `Trial limited to ${only.size} invoices (--only).`,
      ),
    );
  }
  return notices;
}
