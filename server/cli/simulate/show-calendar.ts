import type { Day } from '../../../engine/calendar/index.ts';
import type { Cli } from '../io.ts';
import { createWording, type Wording } from '../print/dates.ts';
import { styleOf } from '../print/style.ts';
import { renderRows } from '../print/table.ts';
import { printable } from '../print/wrap.ts';
import type { Entry, RunStory } from './entries.ts';
import type { Story } from './run-simulate.ts';
import { footer, heading, nothings } from './show-table.ts';
import { entryCells } from './story-cells.ts';

interface Placed {
  readonly day: Day;
  readonly entry: Entry | null;
  readonly run: RunStory | null;
  /** Name of a holiday. */
  readonly holiday: string | null;
}

/** Day by day, the months apart, with the holidays between the first contact and the last. */
export function showCalendar(cli: Cli, story: Story): string {
  const style = styleOf(cli);
  const wording = createWording(cli.language);
  const placed = placedOf(story);
  const lines = renderRows(
    placed.map((one, index) => ({
      cells: cellsOf(cli, one, placed[index - 1]?.day === one.day, wording),
      style: one.entry?.kind === 'contact' ? (text: string) => text : style.dim,
    })),
    cli.columns,
    '  ',
  );
  const months = Map.groupBy(placed.keys(), (index) => wording.month(placed[index]?.day ?? 0));
  const parts = [...months].map(([month, own]) => {
    const title = month.charAt(0).toUpperCase() + month.slice(1);
    return [style.bold(title), ...own.flatMap((index) => lines[index] ?? [])].join('\n');
  });
  const all = [
    heading(cli, story, style),
    ...parts,
    nothings(cli, story, style, wording),
    footer(cli, story),
  ];
  return `${all.filter((part) => part !== '').join('\n\n')}\n`;
}

function placedOf({ customers }: Story): readonly Placed[] {
  const entries = customers.flatMap(({ runs }) =>
    runs.flatMap((run) =>
      run.entries
        .filter(({ leads }) => leads)
        .map((entry) => ({ day: entry.day, entry, run, holiday: null })),
    ),
  );
  const days = entries.map(({ day }) => day);
  const first = Math.min(...days);
  const last = Math.max(...days);
  const holidays = new Map<Day, Set<string>>();
  for (const { scene } of customers) {
    for (let day = first; day <= last; day += 1) {
      const name = scene.holidayName(day);
      if (name !== undefined) holidays.set(day, (holidays.get(day) ?? new Set()).add(name));
    }
  }
  const named = [...holidays].map(([day, names]) => ({
    ...{ day, entry: null, run: null, holiday: [...names].join(', ') },
  }));
  return [...named, ...entries].sort((a, b) => a.day - b.day || (a.entry?.at ?? 0) - (b.entry?.at ?? 0));
}

function cellsOf(
  cli: Cli,
  { day, entry, run, holiday }: Placed,
  repeats: boolean,
  wording: Wording,
): readonly string[] {
  const date = repeats ? '' : wording.short(day).replace(/ \d{4}$/, '');
  if (entry === null || run === null) {
    return [date, '', '', '', `${cli.say({ fr: 'férié :', en: 'holiday:' })} ${holiday ?? ''}`];
  }
  const numbers = [run.facts.invoice.number, ...entry.with].join(', ');
  const invoice = `${numbers}  ${run.facts.customer.name}`;
  const to = entry.to === null ? '' : ` → ${entry.to}`;
  return [date, ...entryCells(entry, cli.language), printable(`${invoice}  ${entry.text}${to}`)];
}
