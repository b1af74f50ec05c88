import type { Entity } from '../../schemas/index.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { Refusal } from './refusal.ts';

/** The entity with an id; the first one where none is given. @throws Refusal that names those there are. */
export function findEntity(house: Pick<OpenHouse, 'workspace'>, id: string | undefined): Entity {
  const { entities } = house.workspace;
  const found = id === undefined ? entities[0] : entities.find((one) => one.id === id);
  if (found !== undefined) return found;
  const list = entities.map((one) => one.id).join(', ');
  throw new Refusal('not-found', {
    fr: `il n’y a pas d’entité « ${(id ?? '').slice(0, 60)} » ; il y a ${list}`,
    en: `there is no entity "${(id ?? '').slice(0, 60)}"; there is ${list}`,
  });
}
