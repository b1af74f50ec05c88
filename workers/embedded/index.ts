/** The driver of one machine. */
export { createEmbedded } from './driver.ts';
