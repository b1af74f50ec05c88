/** The driver in memory, under a virtual clock: rehearsals, previews, tests. */
export type { Change, Timed } from './change.ts';
export { simulateCustomer } from './customer.ts';
export { type Rehearsal, rehearse } from './rehearse.ts';
export { eventsOf, factsOfScript, momentsOf } from './script.ts';
export type { SimulatedContact, SimulatedInvoice, SimulatedRun } from './simulated.ts';
