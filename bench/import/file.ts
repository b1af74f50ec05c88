/** Lines of the aged balance; one customer in five lines. */
export const lines = 100_000;
export const perCustomer = 5;

function dateOf(day: number): string {
  const [year, month, date] = new Date(day * 86_400_000).toISOString().slice(0, 10).split('-');
  return `${date}/${month}/${year}`;
}

function amountOf(minor: number): string {
  const euros = String(Math.floor(minor / 100)).replace(/\B(?=(\d{3})+$)/g, ' ');
  return `${euros},${String(minor % 100).padStart(2, '0')}`;
}

/** An aged balance as French accounting programs write it. */
export function agedBalance(): Uint8Array {
  const rows = ['Code client;Nom du client;N° facture;Date facture;Échéance;Montant TTC;Solde'];
  for (let line = 0; line < lines; line += 1) {
    const customer = Math.floor(line / perCustomer);
    const amount = 10_000 + ((line * 104_729) % 1_000_000);
    const due = 20_500 + ((line * 7919) % 330);
    const open = line % 10 === 0 ? Math.floor(amount / 2) : amount;
    rows.push(
      [
        `C${String(customer).padStart(6, '0')}`,
        `Société ${customer}`,
        `F${String(line).padStart(7, '0')}`,
        dateOf(due - 30),
        dateOf(due),
        amountOf(amount),
        amountOf(open),
      ].join(';'),
    );
  }
  return new TextEncoder().encode(`${rows.join('\r\n')}\r\n`);
}
