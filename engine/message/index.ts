/** Messages: their files, their variables, their check and their rendering. Pure, for any machine. */
export { messageVariables } from './catalogue.ts';
export { checkMessage } from './check-message.ts';
export { messageCodes } from './codes.ts';
export { createFormats, type Formats } from './format.ts';
export { filterNames, tagNames } from './liquid.ts';
export { type MessageLines, parseMessageFile } from './parse-message-file.ts';
export { createPaymentLink } from './payment-link.ts';
export {
  createMessageRenderer,
  type MessageKind,
  type MessageRenderer,
  type RenderedMessage,
} from './render-message.ts';
export { sampleVariables } from './sample-variables.ts';
export type { InvoiceVariables, MessageVariables } from './variables.ts';
