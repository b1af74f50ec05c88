import type { Io } from '../io.ts';

/** Marks for text on a terminal. They never say anything alone: without them every word still stands. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

const introducer = String.fromCharCode(27);

function marked(on: number, off: number): (text: string) => string {
  return (text) => (text === '' ? '' : `${introducer}[${on}m${text}${introducer}[${off}m`);
}

const plain = (text: string) => text;

/** Colours on a terminal only, and never against NO_COLOR. */
export function styleOf({ isTty, env }: Pick<Io, 'isTty' | 'env'>): Style {
  if (!isTty || env.NO_COLOR || env.TERM === 'dumb') {
    return { bold: plain, dim: plain, red: plain, yellow: plain, green: plain };
  }
  return {
    bold: marked(1, 22),
    dim: marked(2, 22),
    red: marked(31, 39),
    yellow: marked(33, 39),
    green: marked(32, 39),
  };
}
