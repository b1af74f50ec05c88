/** The ways out of the house: one contract, one folder or file a channel. */
export { createCapture } from './capture.ts';
export type {
  Attachment,
  Channel,
  Mailbox,
  OutgoingEmail,
  SendResult,
} from './channel.ts';
export { documentName, findInvoiceDocument } from './documents.ts';
export {
  composeEml,
  createSmtpChannel,
  deliveryOf,
  messageIdOf,
  type SmtpSettings,
} from './email/index.ts';
export { createRecording } from './recording.ts';
export { applyRedirect, type Redirected } from './redirect.ts';
