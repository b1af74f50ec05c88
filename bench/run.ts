/**
 * Measures what Palier promises about speed: `node bench/run.ts [name…] [--json]`. Without a name all
 * of them, one after the other. Ends with 1 where a figure is not as wanted, 2 for an unknown name.
 */
import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import { type Figure, holds } from './figure.ts';
import { tableOf } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  const known = benches.map(({ name }) => name).join(', ');
  process.stderr.write(`there is no bench "${unknown.join('", "')}"; there are ${known}\n`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const bench of benches) {
  if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
  if (!values.json) process.stderr.write(`${bench.name} …\n`);
  figures.push(...(await bench.measure()));
}
const text = values.json
  ? JSON.stringify(figures.map((figure) => ({ ...figure, holds: holds(figure) })))
  : tableOf(figures);
process.stdout.write(`${text}\n`);
process.exitCode = figures.every(holds) ? 0 : 1;
