import { Refusal } from '../operations/refusal.ts';

const units: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  j: 86_400,
  w: 604_800,
};
const fastest = 365 * 86_400;

/**
 * Reads how much logical time passes in one second.
 *
 * @example readSpeed('1d') // 86400: one day a second
 * @throws Refusal where the text is no speed.
 */
export function readSpeed(text: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,4}(?:\.\d{1,2})?)([smhdjw])$/.exec(text.trim()) ?? [];
  const speed = Number(amount) * (units[unit] ?? 0);
  if (speed >= 1 && speed <= fastest) return speed;
  throw new Refusal('not-acceptable', {
    fr: `« ${text.slice(0, 50)} » n’est pas une vitesse ; écrivez le temps qui passe en une seconde : 1d (un jour), 12h, 30m`,
    en: `"${text.slice(0, 50)}" is no speed; write the time that passes in one second: 1d (one day), 12h, 30m`,
  });
}
