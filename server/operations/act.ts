import type { Deed } from '../../store/index.ts';
import type { OpenHouse } from '../house/open-house.ts';
import type { Caller } from './operation.ts';

/** Who does something, when by the house's clock, and why. */
export function deedOf(house: Pick<OpenHouse, 'clock'>, caller: Caller, why?: string): Deed {
  const act = { at: house.clock.now(), actor: caller.actor };
  return why === undefined ? act : { ...act, why };
}
