import { digestOf } from '../../../engine/flow/index.ts';
import type { Flow, Release, Step } from '../../../schemas/index.ts';
import { headOf, publishRelease, readRelease } from '../../../store/index.ts';
import type { TestHouse } from './open-test-house.ts';

/** Publishes the flow in force once more with another document; gives the digest. */
export async function republish(
  { house }: TestHouse,
  id: string,
  change: (flow: Flow, release: Release) => { readonly flow: Flow } & Partial<Release>,
): Promise<string> {
  const { db } = house.store;
  const base = await headOf(db, id);
  const before = base === null ? null : await readRelease(db, base);
  if (before === null) throw new Error(`${id} was never published`);
  const { digest: _, ...content } = { ...before, ...change(before.flow, before) };
  const release: Release = { digest: digestOf(content), ...content };
  await publishRelease(db, release, base, { at: house.clock.now(), actor: 'test' });
  house.heads.forget();
  return release.digest;
}

/** The flow with one of its steps replaced by others. */
export function withStep(flow: Flow, id: string, change: (step: Step) => readonly Step[]): Flow {
  return { ...flow, steps: flow.steps.flatMap((step) => (step.id === id ? change(step) : [step])) };
}

/** The flow with a step and all ways to it under another id. */
export function renamed(flow: Flow, old: string, id: string): Flow {
  return JSON.parse(JSON.stringify(flow).replaceAll(`"${old}"`, `"${id}"`));
}
