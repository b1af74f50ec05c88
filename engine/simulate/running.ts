import { type Event, isContact, type Perform } from '../../schemas/index.ts';
import type { Context, Prepared } from '../decide/index.ts';
import type { Walk } from '../run/index.ts';
import type { WorldInvoice } from './world.ts';

export interface Running {
  readonly invoice: WorldInvoice;
  readonly prepared: Prepared;
  readonly walk: Walk;
  wake: number | null;
  context: Context | null;
}

export interface Asked {
  readonly running: Running;
  readonly perform: Perform;
}

export interface Waiting extends Asked {
  readonly slot: string;
}

/** A run asks for one thing at a time, so that its id names the request. */
export function keyOf({ walk }: Running): string {
  return walk.state.run;
}

export function isFor({ perform }: Asked, step: string, visit: number): boolean {
  return perform.step === step && perform.visit === visit;
}

/** The event with the step that it belongs to: a bounce comes from the last message that left. */
export function placed(running: Running, event: Event): Event {
  if (event.type !== 'happened' || event.what !== 'bounced') return event;
  const step = Object.entries(running.walk.state.trail)
    .filter(([id, visit]) => visit.delivered !== null && isContactStep(running, id))
    .sort((a, b) => (b[1].delivered ?? 0) - (a[1].delivered ?? 0))[0]?.[0];
  return step === undefined ? event : { ...event, step };
}

function isContactStep({ prepared }: Running, id: string): boolean {
  const step = prepared.plan.steps[id];
  return step !== undefined && isContact(step);
}
