import type { Interrupts, Plan } from '../../schemas/index.ts';
import { escapePointer } from './pointer.ts';

/** What happens where a flow says nothing. */
export const defaultInterrupts: Plan['interrupts'] = {
  disputed: 'hold',
  promised: { grace: '2 business days', broken: 'continue' },
  tags: {},
  insolvent: 'handoff',
};

/** Lays a flow's interrupts over the defaults. */
export function completeInterrupts(own: Interrupts | undefined): Plan['interrupts'] {
  return {
    disputed: own?.disputed ?? defaultInterrupts.disputed,
    promised: {
      grace: own?.promised?.grace ?? defaultInterrupts.promised.grace,
      broken: own?.promised?.broken ?? defaultInterrupts.promised.broken,
    },
    tags: own?.tags ?? defaultInterrupts.tags,
    insolvent: own?.insolvent ?? defaultInterrupts.insolvent,
  };
}

/** Every step that an interrupt jumps to, with its JSON pointer in the flow. */
export function jumpsOf(
  own: Interrupts | undefined,
): readonly { readonly pointer: string; readonly to: string }[] {
  const found = [
    { pointer: '/interrupts/disputed/jump', interrupt: own?.disputed },
    { pointer: '/interrupts/promised/broken/jump', interrupt: own?.promised?.broken },
    ...Object.entries(own?.tags ?? {}).map(([tag, interrupt]) => ({
      pointer: `/interrupts/tags/${escapePointer(tag)}/jump`,
      interrupt,
    })),
    { pointer: '/interrupts/insolvent/jump', interrupt: own?.insolvent },
  ];
  return found.flatMap(({ pointer, interrupt }) =>
    typeof interrupt === 'object' ? [{ pointer, to: interrupt.jump }] : [],
  );
}
