import type { OutputOf } from '../call/call-operation.ts';
import type { Cli } from '../io.ts';
import { createWording } from '../print/dates.ts';
import { type Style, styleOf } from '../print/style.ts';
import { renderTable } from '../print/table.ts';
import { printable } from '../print/wrap.ts';

type Taken = OutputOf<'import-fec'>;
type FecFile = Taken['files'][number];

/** Most entries of one list that are shown; `--json` has them all, up to a thousand. */
const mostShown = 12;

/** What an import of the accounts did, and the proof of its balances. */
export function showFec(cli: Cli, output: Taken): string {
  const style = styleOf(cli);
  const page = new Page(cli);
  const old = {
    fr: 'Un export plus récent du même exercice est déjà chargé : rien n’a été pris.',
    en: 'A later export of the same year was taken already: nothing was taken.',
  };
  const holed = {
    fr: 'Refusé, rien n’a été pris : des lignes de clients ne se lisent pas, et un registre à trous relancerait quelqu’un qui a payé. Corrigez ces lignes, ou refaites l’export, et recommencez.',
    en: 'Refused, nothing was taken: lines of customers cannot be read, and a ledger with holes would chase somebody who has paid. Correct these lines, or make the export again, and start over.',
  };
  const parts = [
    output.dryRun
      ? style.bold(cli.say({ fr: 'Aperçu : rien n’est changé.', en: 'Preview: nothing is changed.' }))
      : '',
    ...output.files.flatMap((file) => page.file(file)),
    page.otherCompany(output, style),
    output.holed
      ? style.red(cli.say(holed))
      : output.outdated
        ? style.yellow(cli.say(old))
        : page.counts(output),
    page.carried(output),
    page.vanished(output),
    page.unmatched(output),
    page.terms(output),
    page.proof(output),
    output.import === null ? '' : style.dim(`import ${output.import}`),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

class Page {
  readonly #cli: Cli;
  readonly #count: (value: number) => string;
  readonly #money: (amount: string) => string;

  constructor(cli: Cli) {
    const { count, money } = createWording(cli.language);
    this.#cli = cli;
    this.#count = count;
    this.#money = (amount) => money(Math.round(Number(amount) * 100), 'EUR');
  }

  file(file: FecFile): readonly string[] {
    const n = this.#count;
    const { lines, entries, customerLines, foreign, refusedElsewhere: elsewhere } = file;
    const head = this.#cli.say({
      fr: `${printable(file.name)}, du ${file.from} au ${file.to} : lignes ${n(lines)}, écritures ${n(entries)}, dont lignes de clients (411) ${n(customerLines)}.`,
      en: `${printable(file.name)}, ${file.from} to ${file.to}: lines ${n(lines)}, entries ${n(entries)}, lines of customers (411) ${n(customerLines)}.`,
    });
    const beside = file.beside.map(
      ({ account, lines: found, balance }) =>
        `  ${account} : ${n(found)}, ${this.#money(balance)} ; ${this.#cli.say(besideWords[account] ?? { fr: '', en: '' })}`,
    );
    const currency = this.#cli.say({
      fr: `  Lignes de clients en devise (le registre a leurs euros, la facture garde la devise) : ${n(foreign)}.`,
      en: `  Lines of customers in another currency (the ledger has their euros, the invoice keeps the currency): ${n(foreign)}.`,
    });
    const others = this.#cli.say({
      fr: `  Lignes refusées d’autres comptes, sans effet sur les clients : ${n(elsewhere)}.`,
      en: `  Lines refused of other accounts, which change nothing for customers: ${n(elsewhere)}.`,
    });
    return [
      [head, ...beside, ...(foreign > 0 ? [currency] : []), ...(elsewhere > 0 ? [others] : [])].join('\n'),
      this.#list(
        { fr: 'Lignes de clients refusées', en: 'Lines of customers refused' },
        file.refusedCount,
        file.refused.map((one) => [
          String(one.line),
          one.column,
          printable(one.value),
          this.#wanted(one.accepted),
        ]),
      ),
      this.#list(
        {
          fr: 'Écritures qui ne s’équilibrent pas (prises telles quelles)',
          en: 'Entries that do not balance (taken as they are)',
        },
        file.refusedCount > 0 ? 0 : file.unbalancedCount,
        file.unbalanced.map((one) => [
          this.#cli.say({ fr: `ligne ${one.line}`, en: `line ${one.line}` }),
          printable(`${one.journal} ${one.number}`),
          this.#money(one.difference),
        ]),
      ),
    ];
  }

  otherCompany({ otherSiren, entity }: Taken, style: Style): string {
    if (otherSiren === null) return '';
    return style.yellow(
      this.#cli.say({
        fr: `Le FEC est celui du SIREN ${otherSiren}, que l’immatriculation de l’entité « ${entity} » ne contient pas : les relances porteraient le nom et l’IBAN de cette entité. Si c’est une autre société, annulez cet import et donnez son entité (--entity).`,
        en: `The FEC is that of SIREN ${otherSiren}, which the registration of the entity "${entity}" does not hold: reminders would bear this entity's name and IBAN. If it is another company, undo this import and name its entity (--entity).`,
      }),
    );
  }

  counts({ counts, lines }: Taken): string {
    const n = this.#count;
    const { created, changed, settled, reopened, unchanged } = counts;
    const [added, same] = [n(lines?.added ?? 0), n(lines?.unchanged ?? 0)];
    return this.#cli.say({
      fr: `Lignes de clients : nouvelles ou changées ${added}, déjà connues ${same}.\nFactures : nouvelles ${n(created)}, changées ${n(changed)}, soldées ${n(settled)}, rouvertes ${n(reopened)}, inchangées ${n(unchanged)}.`,
      en: `Lines of customers: new or changed ${added}, known before ${same}.\nInvoices: new ${n(created)}, changed ${n(changed)}, settled ${n(settled)}, open again ${n(reopened)}, unchanged ${n(unchanged)}.`,
    });
  }

  carried({ carried: { closed, differences } }: Taken): string {
    const n = this.#count;
    const lost = {
      fr: `Lignes ouvertes des années d’avant que les à-nouveaux n’ont plus, closes à cette date : ${n(closed)}.`,
      en: `Open lines of the years before that the opening entries no longer have, closed on that date: ${n(closed)}.`,
    };
    const other = {
      fr: `Soldes à nouveau qui diffèrent des lignes d’avant, la différence au compte du client : ${n(differences)}.`,
      en: `Balances carried forward that differ from the lines before them, the difference on the customer’s account: ${n(differences)}.`,
    };
    return [closed > 0 ? this.#cli.say(lost) : '', differences > 0 ? this.#cli.say(other) : '']
      .filter((part) => part !== '')
      .join('\n');
  }

  vanished({ vanished, vanishedCount }: Taken): string {
    const words = {
      fr: 'Lignes que l’export précédent avait et que celui-ci n’a plus (reprises)',
      en: 'Lines that the export before had and this one has not (taken back)',
    };
    return this.#list(
      words,
      vanishedCount,
      vanished.map((one) => this.#line(one)),
    );
  }

  unmatched({ unmatched, unmatchedCount }: Taken): string {
    const words = {
      fr: 'Sans facture, au compte du client (comptent avant toute relance)',
      en: 'Without an invoice, on the customer’s account (they count before anyone is chased)',
    };
    const rows = unmatched.map((one) => [...this.#line(one), printable(one.label)]);
    return this.#list(words, unmatchedCount, rows);
  }

  terms({ terms, outdated, holed }: Taken): string {
    if (outdated || holed) return '';
    const n = this.#count;
    const { byDefault, withoutTerm, unreadable, beyondMaximum, undated } = terms;
    const standard = {
      fr:
        byDefault === null
          ? '30 jours, comme la loi (L441-10) ; dites mieux avec --term'
          : `« ${printable(byDefault)} »`,
      en:
        byDefault === null
          ? '30 days, as the law has it (L441-10); say better with --term'
          : `"${printable(byDefault)}"`,
    };
    const list = unreadable
      .slice(0, mostShown)
      .map((one) => `« ${printable(one)} »`)
      .join(', ');
    const sentences = [
      [
        withoutTerm,
        {
          fr: `Clients sans délai de paiement : ${n(withoutTerm)} ; ils ont ${standard.fr}.`,
          en: `Customers without a payment term: ${n(withoutTerm)}; they have ${standard.en}.`,
        },
      ],
      [
        unreadable.length,
        {
          fr: `Délais illisibles, remplacés de même : ${list}.`,
          en: `Terms that cannot be read, replaced likewise: ${list}.`,
        },
      ],
      [
        beyondMaximum,
        {
          fr: `Factures à échoir après le maximum légal (L441-10) : ${n(beyondMaximum)}.`,
          en: `Invoices due after the legal maximum (L441-10): ${n(beyondMaximum)}.`,
        },
      ],
      [
        undated,
        {
          fr: `Factures sans échéance connue (à-nouveaux sans détail, retenues de garantie), retenues jusqu’à ce qu’elles en aient une : ${n(undated)}.`,
          en: `Invoices without a known due date (balances carried forward, retentions), held until they have one: ${n(undated)}.`,
        },
      ],
    ] as const;
    return sentences.flatMap(([count, words]) => (count > 0 ? [this.#cli.say(words)] : [])).join('\n');
  }

  proof({ proof }: Taken): string {
    if (proof === null) return '';
    const style = styleOf(this.#cli);
    const n = this.#count;
    const { agrees, equal, unequal } = proof;
    const [file, ledger] = [this.#money(proof.file), this.#money(proof.ledger)];
    const sentence = this.#cli.say({
      fr: `Comptes 411 : ${file} dans le fichier, ${ledger} dans le registre. Clients égaux au centime : ${n(equal)} ; différents : ${n(unequal)}.`,
      en: `Accounts 411: ${file} in the file, ${ledger} in the ledger. Customers equal to the cent: ${n(equal)}; different: ${n(unequal)}.`,
    });
    if (agrees) return style.green(sentence);
    const rows = proof.customers
      .filter((one) => !one.equal)
      .map((one) => [
        printable(one.customer),
        this.#money(one.file),
        this.#money(one.ledger),
        Number(one.elsewhere) === 0
          ? ''
          : this.#cli.say({
              fr: `dont ${this.#money(one.elsewhere)} d’une autre source`,
              en: `${this.#money(one.elsewhere)} of it from another source`,
            }),
      ]);
    const words = { fr: 'Client, fichier, registre', en: 'Customer, file, ledger' };
    return `${style.yellow(sentence)}\n\n${this.#list(words, unequal, rows)}`;
  }

  #wanted(accepted: string): string {
    return this.#cli.say({ fr: `attendu : ${accepted}`, en: `expected: ${accepted}` });
  }

  #line(one: Taken['vanished'][number]): readonly string[] {
    return [
      printable(one.customer),
      one.on,
      printable(one.entry),
      printable(one.piece),
      this.#money(one.amount),
    ];
  }

  #list(
    words: { readonly fr: string; readonly en: string },
    count: number,
    rows: readonly (readonly string[])[],
  ): string {
    if (count === 0) return '';
    const more = count - Math.min(rows.length, mostShown);
    const title = `${this.#cli.say(words)} (${this.#count(count)})`;
    const shown = rows
      .slice(0, mostShown)
      .map((cells) => ({ cells: cells.map((cell) => cell.slice(0, 60)) }));
    const rest = more > 0 ? [`  … ${this.#count(more)} ${this.#cli.say({ fr: 'de plus', en: 'more' })}`] : [];
    return [title, ...renderTable(shown, this.#cli.columns, '  '), ...rest].join('\n');
  }
}

const besideWords: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  '413': {
    fr: 'effets à recevoir : comptés comme règlements',
    en: 'bills of exchange: they count as payments',
  },
  '416': {
    fr: 'clients douteux : sortis du 411, donc plus relancés',
    en: 'doubtful customers: out of 411, so no longer chased',
  },
  '419': {
    fr: 'avances et avoirs à établir : non déduits des 411',
    en: 'deposits and credits to come: not deducted from 411',
  },
};
