/** Email: composing, addresses, and sending over SMTP. */

export { composeEml } from './compose.ts';
export { deliveryOf, messageIdOf } from './message-id.ts';
export type { SmtpSettings } from './settings.ts';
export { createSmtpChannel } from './smtp.ts';
