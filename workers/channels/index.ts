/** The ways out of the house: one contract, one folder or file a channel. */
export { createCapture } from './capture.ts';
export type {
  Attachment,
  Channel,
  ChannelKind,
  Mailbox,
  OutgoingEmail,
  OutgoingLetter,
  OutgoingMessage,
  OutgoingSms,
  Refusal,
  SendResult,
} from './channel.ts';
export { type DocumentSource, documentName, type FoundDocument, findInvoiceDocument } from './documents.ts';
export {
  checkAddress,
  composeEml,
  createSmtpChannel,
  deliveryOf,
  messageIdOf,
  type SmtpSettings,
} from './email/index.ts';
export { createRecording, type Recording } from './recording.ts';
export { applyRedirect, type Recipients, type Redirected } from './redirect.ts';
