/** Messages: their files, their variables, their check and their rendering. Pure, for any machine. */
export { messageVariables, type VariableEntry, type VariableType, variablesWith } from './catalogue.ts';
export { checkMessage } from './check-message.ts';
export { createFormats, type DateStyle, type Formats } from './format.ts';
export { filterNames, tagNames } from './liquid.ts';
export { type MessageLines, type ParsedMessageFile, parseMessageFile } from './parse-message-file.ts';
export { createPaymentLink } from './payment-link.ts';
export {
  createMessageRenderer,
  type MessageKind,
  type MessageRenderer,
  type RenderedMessage,
  type RenderOptions,
} from './render-message.ts';
export { sampleVariables } from './sample-variables.ts';
export type { CustomFields, InvoiceVariables, MessageVariables, Money } from './variables.ts';
