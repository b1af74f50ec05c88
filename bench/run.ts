/**
 * Measures what Palier promises about speed: `node bench/run.ts [name…] [--json]`. Without a name all
 * of them that are not too long, one after the other; `temporal` stands for all `temporal/…`. Ends with 1 where a figure is not as wanted, 2 for an unknown name.
 */
import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import { type Bench, type Figure, holds } from './figure.ts';
import { tableOf } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !benches.some((bench) => isNamed(bench, name)));
if (unknown.length > 0) {
  const known = benches.map(({ name }) => name).join(', ');
  process.stderr.write(`there is no bench "${unknown.join('", "')}"; there are ${known}\n`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const bench of benches) {
  if (!isWanted(bench)) continue;
  if (!values.json) process.stderr.write(`${bench.name} …\n`);
  figures.push(...(await bench.measure()));
}
const text = values.json
  ? JSON.stringify(figures.map((figure) => ({ ...figure, holds: holds(figure) })))
  : tableOf(figures);
process.stdout.write(`${text}\n`);
process.exitCode = figures.every(holds) ? 0 : 1;

function isWanted(bench: Bench): boolean {
  if (positionals.length === 0) return bench.byName !== true;
  return positionals.includes(bench.name) || positionals.some((name) => isGroup(bench, name));
}

function isNamed(bench: Bench, name: string): boolean {
  return bench.name === name || bench.name.startsWith(`${name}/`);
}

/** Of a group the long ones are left out. */
function isGroup(bench: Bench, name: string): boolean {
  return bench.byName !== true && isNamed(bench, name);
}
