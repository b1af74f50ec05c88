import type { Zone } from '../../../engine/calendar/index.ts';
import { countDeliveries, countTasks, readPulse, type Store } from '../../../store/index.ts';
import type { Cli } from '../io.ts';
import { countedChannels } from '../print/channels.ts';
import { counted, createWording } from '../print/dates.ts';

/** One line for each day on which something was done, written when the clock is about to leave it. */
export interface DayLines {
  /** To be called when all that was due is done. */
  onRest(now: number, next: number | null): Promise<void>;
}

interface Counts {
  readonly tasks: number;
  readonly running: number;
}

export function createDayLines(cli: Cli, store: Store, zone: Zone, since: number): DayLines {
  const wording = createWording(cli.language);
  let from = since;
  let before: Counts | null = null;

  async function countsAt(now: number): Promise<Counts> {
    const tasks = await countTasks(store.db, now);
    const { running } = await readPulse(store.db, now);
    return { tasks: tasks.reduce((sum, { open }) => sum + open, 0), running };
  }

  return {
    async onRest(now, next) {
      const day = zone.dayOf(now);
      if (next !== null && zone.dayOf(next) === day) return;
      const counts = await countsAt(now);
      const done = await deliveriesIn(store, from, now + 1);
      const parts = [...done.map(({ status, byKind }) => sayDeliveries(cli, status, byKind))];
      if (before !== null) {
        const made = counts.tasks - before.tasks;
        const over = before.running - counts.running;
        if (made > 0) parts.push(sayTasks(cli, made));
        if (over > 0) parts.push(sayFinished(cli, over));
      }
      from = now + 1;
      before = counts;
      if (parts.length > 0) cli.out(`${wording.short(day).padEnd(20)}${parts.join(' · ')}\n`);
    },
  };
}

async function deliveriesIn(store: Store, from: number, to: number) {
  const counts = await countDeliveries(store.db, { from, to });
  return [...Map.groupBy(counts, ({ status }) => status)].map(([status, own]) => ({
    status,
    byKind: Object.fromEntries(own.map(({ channel, deliveries }) => [channel, deliveries])),
  }));
}

const statusWords: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  captured: { fr: 'capturés', en: 'captured' },
  sent: { fr: 'envoyés', en: 'sent' },
  sending: { fr: 'en cours d’envoi', en: 'being sent' },
  failed: { fr: 'en échec', en: 'failed' },
  uncertain: { fr: 'incertains', en: 'uncertain' },
  'not-sent': { fr: 'non envoyés', en: 'not sent' },
};

function sayDeliveries(cli: Cli, status: string, byKind: Readonly<Record<string, number>>): string {
  const words = statusWords[status];
  return `${words === undefined ? status : cli.say(words)}${cli.say({ fr: ' :', en: ':' })} ${countedChannels(byKind, cli.language)}`;
}

function sayTasks(cli: Cli, count: number): string {
  return cli.say({
    fr: counted(count, 'tâche de plus', 'tâches de plus', 'fr'),
    en: counted(count, 'more task', 'more tasks', 'en'),
  });
}

function sayFinished(cli: Cli, count: number): string {
  return cli.say({
    fr: counted(count, 'parcours terminé', 'parcours terminés', 'fr'),
    en: counted(count, 'run ended', 'runs ended', 'en'),
  });
}
