import { z } from 'zod';

/** From the softest to the hardest; a later one outranks an earlier one. */
export const tones = ['prevention', 'courtesy', 'firm', 'formal', 'mise-en-demeure'] as const;

export const Tone = z.enum(tones).describe('How hard the message is; the scale climbs and never falls back.');
export type Tone = z.infer<typeof Tone>;

/** Place of a tone on the scale, 0 to 4. */
export function rankOfTone(tone: Tone): number {
  return tones.indexOf(tone);
}

/** True for the tones that go alone and outrank courtesy: formal and mise en demeure. */
export function isFormal(tone: Tone): boolean {
  return tone === 'formal' || tone === 'mise-en-demeure';
}
