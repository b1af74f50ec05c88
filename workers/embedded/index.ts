/** The driver of one machine. */
export { createEmbedded, type EmbeddedOptions } from './driver.ts';
