/**
 * What an SMTP error means for the message. The line is the final dot: a server that never had it
 * has no message, one that had it and did not answer may have it. Any 4xx or 5xx answer, also one
 * after the dot, says that the server did not take the message over (RFC 5321, 4.2.5 and 6.1).
 */
import type { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer';
import type { Problem } from '../../../schemas/index.ts';
import type { Refusal, SendResult } from '../channel.ts';

/** How far the message got. */
export interface Progress {
  /** True from the moment at which the final dot may have been written. */
  handedOver: boolean;
  /** The message's bytes on their way to the connection; null before the pool took them up. */
  bytes: Readable | null;
}

/** Errors that the same message meets again, even without an answer of the server. */
const lasting: readonly string[] = [
  'EAUTH',
  'ENOAUTH',
  'ECONFIG',
  'EENVELOPE',
  'EREQUIRETLS',
  'EMAXRECIPIENTS',
];

export function fateOf(error: NodemailerError, progress: Progress): SendResult {
  const code = error.responseCode ?? 0;
  if (code >= 400) return { fate: 'failed', problem: problemOf(error), retryable: isPassing(error) };
  if (progress.handedOver) {
    const message = `the server had the whole message and did not confirm it: ${error.message}`;
    return { fate: 'uncertain', problem: { code: 'email.no-answer', message } };
  }
  return { fate: 'failed', problem: problemOf(error), retryable: !lasting.includes(error.code ?? '') };
}

/** A recipient refused beside others that were accepted. */
export function refusalOf(error: NodemailerError): Refusal {
  const problem = {
    code: 'email.recipient-refused',
    message: `the server refused the recipient: ${error.message}`,
  };
  return { address: error.recipient ?? '', problem, retryable: isPassing(error) };
}

function isPassing(error: NodemailerError): boolean {
  const code = error.responseCode ?? 0;
  return code >= 400 && code < 500;
}

function problemOf(error: NodemailerError): Problem {
  const [code, sentence] = nameOf(error);
  return { code, message: `${sentence}: ${error.message}` };
}

function nameOf({ code, command = '' }: NodemailerError): readonly [code: string, sentence: string] {
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return ['email.authentication', 'the server did not accept user and password'];
  if (command === 'RCPT TO') return ['email.recipient-refused', 'the server refused the recipient'];
  if (command === 'MAIL FROM') return ['email.sender-refused', 'the server refused the sender'];
  if (command === 'DATA') return ['email.refused', 'the server refused the message'];
  if (code === 'ETIMEDOUT') return ['email.timeout', 'the server did not answer in time'];
  if (code === 'ETLS' || code === 'EREQUIRETLS') return ['email.tls', 'no secure connection could be made'];
  return ['email.unreachable', 'the server could not be reached'];
}
