/**
 * Every code that reading, checking or writing a message can give, each with what it means. Codes are stable,
 * only added, and the documents' list is made from this one.
 */
export const messageCodes = {
  'message.path': 'The file’s name says no message, language or channel.',
  'message.size': 'The file is longer than what is read.',
  'message.front-matter': 'The front matter is not closed, is no YAML, or holds more than a subject.',
  'message.subject': 'A channel whose messages have a subject, and none is given.',
  'message.syntax': 'A tag or an output breaks off.',
  'message.tag': 'A tag that may not be used.',
  'message.filter': 'A filter that does not exist.',
  'message.variable': 'A variable that does not exist, or that holds several values.',
  'message.render':
    'Writing it for a made-up customer fails: a filter does not take this value, or it takes too long.',
};

/** A code of {@link messageCodes}. */
export type MessageCode = keyof typeof messageCodes;
