/** The door of the running process, on this machine only. */
export { readAddress, removeAddress, writeAddress } from './address.ts';
export { createApp } from './app.ts';
export { type Listening, listen } from './listen.ts';
