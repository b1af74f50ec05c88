/**
 * The one arbiter of what leaves: pure functions over a customer's requests, contacts and slots. Each
 * driver brings the facts under the customer's lock and commits what comes back.
 */

export { isEmail } from './email-address.ts';
export { newSlot, type Reception, receive, receiveAlone } from './receive.ts';
export { copiesOf, recipientOf } from './recipients.ts';
export type { MailRequest } from './request.ts';
export { screen } from './screen.ts';
