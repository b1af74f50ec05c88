import { html } from 'hono/html';
import type { Html } from '../parts/html.ts';
import { command, section } from '../parts/section.ts';
import type { Both, Visit } from '../visit.ts';

const words: Both<{ readonly title: string; readonly steps: readonly (readonly [string, string])[] }> = {
  fr: {
    title: 'Pour commencer',
    steps: [
      [
        'Exportez la balance âgée de votre logiciel comptable, et voyez ce qui serait repris',
        'palier import balance.csv --dry-run',
      ],
      ['Importez-la', 'palier import balance.csv'],
      ['Publiez vos scénarios', 'palier publish --all'],
    ],
  },
  en: {
    title: 'To begin',
    steps: [
      [
        'Export the aged balance of your accounting program, and see what would be taken',
        'palier import balance.csv --dry-run',
      ],
      ['Import it', 'palier import balance.csv'],
      ['Publish your flows', 'palier publish --all'],
    ],
  },
};

/** What to do while there is nothing to show. */
export function begin({ language }: Visit): Html {
  const { title, steps } = words[language];
  return section(
    'begin',
    title,
    html`<ol class="begin">${steps.map(([text, line]) => html`<li><p>${text}</p>${command(line)}</li>`)}</ol>`,
  );
}
