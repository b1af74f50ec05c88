import type { Step, StepKind, StepOf, TextChannel } from '../../schemas/index.ts';

/** The message that a step sends or reads from, and the channel that it must be written for. */
export interface TextUse {
  readonly message: string;
  readonly channel: TextChannel;
  /** The key of the step that names it. */
  readonly key: 'message' | 'script';
}

/** The register of messages, by kind; kinds that are not in it use none. */
const uses: { readonly [K in StepKind]?: (step: StepOf<K>) => TextUse } = {
  email: ({ message }) => ({ message, channel: 'email', key: 'message' }),
  sms: ({ message }) => ({ message, channel: 'sms', key: 'message' }),
  letter: ({ message }) => ({ message, channel: 'letter', key: 'message' }),
  'registered-letter': ({ message }) => ({ message, channel: 'letter', key: 'message' }),
  call: ({ script }) => ({ message: script, channel: 'call', key: 'script' }),
  notify: ({ message }) => ({ message, channel: 'notify', key: 'message' }),
};

/** The message of a step; undefined where its kind has none. A registered letter uses the letter's text. */
export function textOf(step: Step): TextUse | undefined {
  const use = uses[step.kind] as ((step: Step) => TextUse) | undefined;
  return use?.(step);
}
