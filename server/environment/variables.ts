import { Refusal, type Words } from '../operations/refusal.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** The trimmed value of a variable; an empty one is one that is not set. */
export function given(env: Variables, name: string): string | null {
  const text = env[name]?.trim() ?? '';
  return text === '' ? null : text;
}

/** A variable that cannot be used, by its name. Its value may be secret and is never said. */
export function unusable(name: string, why: Words): Refusal {
  return new Refusal('not-acceptable', {
    fr: `${name} ne peut pas être lu : ${why.fr}`,
    en: `${name} cannot be read: ${why.en}`,
  });
}
