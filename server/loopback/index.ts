/** The door of the running process, on this machine only. */
export { type Address, readAddress, removeAddress, writeAddress } from './address.ts';
export { createApp } from './app.ts';
export { type Listening, listen, usualPort } from './listen.ts';
export { type ProblemDetails, problemOf, refusalOf } from './problems.ts';
