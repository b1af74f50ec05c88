import type { Workspace } from '../../schemas/index.ts';
import type { RelayBacklog } from '../../store/index.ts';
import type { Clock } from '../../workers/clock.ts';
import type { Words } from '../operations/refusal.ts';
import type { Settings } from '../settings.ts';
import { type AgeOfData, sayOfAge } from './age-of-data.ts';
import { faultWords } from './fault-words.ts';
import type { Faults } from './faults.ts';

/** Something that a person should know of the running house. */
export interface Notice {
  readonly kind: 'fault' | 'progress' | 'captures' | 'redirects' | 'stale' | 'trial';
  readonly words: Words;
}

interface Circumstances {
  readonly settings: Pick<Settings, 'smtp'>;
  readonly workspace: Pick<Workspace, 'redirectAllTo'>;
  readonly faults: Pick<Faults, 'list'>;
  readonly isTrial: boolean;
  readonly clock: Clock;
  readonly only: ReadonlySet<string> | null;
  /** What Temporal has yet to be told; null where it drives nothing. */
  readonly backlog: RelayBacklog | null;
  readonly data: AgeOfData;
}

/** Most urgent first. */
export function noticesOf(circumstances: Circumstances): readonly Notice[] {
  return [
    ...faultNotices(circumstances),
    ...dataNotices(circumstances),
    ...progressNotices(circumstances),
    ...mailNotices(circumstances),
    ...trialNotices(circumstances),
  ];
}

/** Where nobody answers there, workers cannot be at work either: that is said once. */
function faultNotices({ faults }: Circumstances): readonly Notice[] {
  const all = faults.list();
  const isAway = all.some(({ code }) => code === 'temporal-away');
  return all
    .filter(({ code }) => !isAway || code !== 'temporal-worker-failed')
    .map((fault) => ({ kind: 'fault', words: faultWords(fault) }));
}

function dataNotices({ data }: Circumstances): readonly Notice[] {
  const words = sayOfAge(data);
  return words === null ? [] : [{ kind: 'stale', words }];
}

function progressNotices({ backlog }: Circumstances): readonly Notice[] {
  if (backlog === null || backlog.toBegin === 0) return [];
  const { toBegin, begun } = backlog;
  const all = toBegin + begun;
  return [
    {
      kind: 'progress',
      words: {
        fr: `Mise en route sur Temporal : ${grouped.fr(begun)} factures sur ${grouped.fr(all)} y sont suivies, les autres le sont à leur tour.`,
        en: `Starting on Temporal: it follows ${grouped.en(begun)} invoices of ${grouped.en(all)}, the others in their turn.`,
      },
    },
  ];
}

const grouped = {
  fr: new Intl.NumberFormat('fr').format,
  en: new Intl.NumberFormat('en').format,
};

function mailNotices({ settings, workspace: { redirectAllTo } }: Circumstances): readonly Notice[] {
  const notices: Notice[] = [];
  if (settings.smtp === null) {
    notices.push({
      kind: 'captures',
      words: {
        fr: 'Rien ne sort : aucun serveur de courrier n’est configuré (SMTP_URL), les emails sont retenus ici.',
        en: 'Nothing leaves: no mail server is configured (SMTP_URL), emails are captured here.',
      },
    });
  }
  if (redirectAllTo !== undefined) {
    notices.push({
      kind: 'redirects',
      words: {
        fr: `Tous les messages vont à ${redirectAllTo} (redirectAllTo).`,
        en: `All messages go to ${redirectAllTo} (redirectAllTo).`,
      },
    });
  }
  return notices;
}

function trialNotices({ isTrial, clock, only }: Circumstances): readonly Notice[] {
  const notices: Notice[] = [];
  if (isTrial) {
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    notices.push({
      kind: 'trial',
      words: {
        fr: `Horloge d’essai : nous sommes le ${day}, les données comptent chaque jour comme fraîches.`,
        en: `Trial clock: today is ${day}, data count as fresh every day.`,
      },
    });
  }
  if (only !== null) {
    notices.push({
      kind: 'trial',
      words: {
        fr: `Essai limité à ${only.size} factures (--only).`,
        en: `Trial limited to ${only.size} invoices (--only).`,
      },
    });
  }
  return notices;
}
