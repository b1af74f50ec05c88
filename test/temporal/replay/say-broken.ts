import type { Difference } from '../../../workers/temporal/replay/index.ts';

/** What somebody reads whose change a recorded run does not survive: what differs, why it matters, what to do. */
export function sayBroken(path: string, { event, what }: Difference): string {
  const [version = '', flow = '', script = '', ...rest] = path.split('/');
  const run = rest.join('/').replace('.history.json', '');
  return [
    `The recorded run ${run} of ${flow} / ${script} (${version}) does not replay with this code.`,
    `What differs${event === null ? '' : `, at event ${event} of its history`}: ${what}`,
    'Runs under way that began under that version would stop there, or go on in another state than the',
    'one that the store has. What to do:',
    '- Not meant? Take the change back: a step, a question or a request came, went or moved.',
    "- Meant? Leave runs under way on the old course: put the new one behind patched('<name>') in",
    '  workers/temporal/workflow; workers/temporal/README.md shows how.',
    ...(/^\d+\.\d+\.\d+/.test(version) ? unreleased(version) : []),
  ].join('\n');
}

function unreleased(version: string): readonly string[] {
  return [
    `- Was ${version} never released? Then nobody has such a run: record its histories anew with`,
    '  "npm run histories", and say in the commit why the course has changed.',
  ];
}
