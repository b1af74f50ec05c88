/**
 * Every code that reading or checking a flow can give, each with what it means. The set is closed;
 * codes are stable, only added, and the documents' list is made from this one.
 */
export const flowCodes = {
  // The text
  syntax: 'The text is not JSON at this place.',
  comment: 'JSON has no comments; a step’s `note` holds remarks.',
  'trailing-comma': 'A comma stands before a closing bracket.',
  'duplicate-key': 'A key stands twice in one object, so that one of its values would be lost.',
  'reserved-key': 'A key that JavaScript gives a meaning of its own, such as `__proto__`.',
  'number-too-large': 'A number that cannot be kept exactly.',
  'half-character': 'A text with half of a surrogate pair, which is no character.',
  'too-deep': 'Lists and objects lie too deep in each other.',
  'too-long': 'The text is longer than what is read.',
  'empty-document': 'The text is empty.',
  // The shape
  'wrong-type': 'A value of another JSON type is expected.',
  'missing-key': 'A key that must be there is missing.',
  'unknown-key': 'A key that means nothing at this place.',
  'unknown-kind': 'A step of a kind that does not exist.',
  'unknown-value': 'A word that is not among those accepted here; a tone or a role, for example.',
  'bad-id': 'An id that is not lower-case letters, digits and hyphens.',
  'reserved-id': 'An id that Palier keeps for itself.',
  'bad-duration': 'A text that is no length of time.',
  'bad-window': 'A text that is no send window.',
  'bad-time': 'A text that is no local clock time.',
  'bad-amount': 'A text that is no amount of money.',
  'bad-currency': 'A text that is no currency code.',
  'bad-email': 'A text that is no email address.',
  'bad-url': 'A text that is no http or https address.',
  'out-of-range': 'A number that is too small or too large.',
  'too-short': 'A text or list with too little in it.',
  'too-many': 'A text or list with too much in it.',
  'bad-value': 'A value that is refused for another reason, which the message gives.',
  // Conditions
  'mixed-group': 'A group with more than one of `all`, `any`, `not`, or with something beside them.',
  'empty-group': 'A group without conditions, which says nothing.',
  'unknown-operator': 'An operator that does not exist.',
  // References
  'duplicate-id': 'Two steps with the same id.',
  'duplicate-name': 'Two cases, outcomes or variants of a step with the same name.',
  'unknown-start': 'The flow starts at a step that does not exist.',
  'unknown-next': 'A way out of a step leads to a step that does not exist.',
  'unknown-jump': 'An interrupt jumps to a step that does not exist.',
  'unknown-step': 'A step refers to a step that does not exist.',
  'step-not-before': 'A step refers to one that no path leads through before it.',
  'no-delivery': 'A wait counts from a delivery that cannot have been made.',
  'misplaced-key': 'A key that means nothing beside the value of another.',
  // The graph
  detached: 'A step that no path from the start or from an interrupt reaches.',
  'endless-cycle': 'A cycle without a wait, listen or approval in it, which would never rest.',
  'no-end': 'No path leads to an end.',
  trapped: 'A step from which no path leads to an end.',
  // The course of a run
  'tone-falls': 'A message is softer than the one before it, without listening in between.',
  'contacts-too-close': 'Two contacts follow each other in less than the minimum gap.',
  'wait-goes-back': 'A wait ends before an earlier wait of the same path does.',
  // Policies
  'window-never-opens': 'A send window that is never open.',
  'cap-impossible': 'A cap that cannot be kept as it is written.',
  'cap-exceeds-deferral': 'The cap may put a contact off for longer than a contact may be put off.',
  'negative-amount': 'An amount below zero where only zero and more make sense.',
  'unknown-currency': 'A currency code that is not in use.',
  'amount-decimals': 'An amount with more decimals than its currency has.',
  // Messages
  'unknown-message': 'A message that does not exist.',
  'missing-text': 'A message without a text in one of the workspace’s languages for the step’s channel.',
} as const;

/** A code of {@link flowCodes}. Conditions add those of `engine/rules`. */
export type FlowCode = keyof typeof flowCodes;
