/**
 * Email over SMTP. SMTP knows no idempotency key, so nothing is sent twice here: the pool never puts
 * a message back, and the one repetition is of a message of which not a byte had left, when the
 * server had closed an idle connection.
 */
import { Readable } from 'node:stream';
import { createTransport, type NodemailerError } from 'nodemailer';
import type { Problem } from '../../../schemas/index.ts';
import type { Channel, OutgoingEmail, SendResult } from '../channel.ts';
import { checkAddress } from './address.ts';
import { composeEml } from './compose.ts';
import { fateOf, type Progress, refusalOf } from './fate.ts';
import type { SmtpSettings } from './settings.ts';

const second = 1000;
const pieceSize = 16_384;

/** Connects at the first message. `kind` is `email`, or `notify` for messages inside the house. */
export function createSmtpChannel(
  settings: SmtpSettings,
  kind: OutgoingEmail['kind'] = 'email',
): Channel<OutgoingEmail> {
  const pool = createPool(settings);
  /** Progress by the stream under way: the same message may be tried a second time. */
  const underway = new WeakMap<object, Progress>();
  pool.use('stream', (mail, done) => {
    const raw = mail.data.raw;
    const progress = typeof raw === 'object' ? underway.get(raw) : undefined;
    mail.message?.processFunc((bytes) => {
      if (progress !== undefined) progress.bytes = bytes;
      bytes.once('end', () => {
        if (progress !== undefined) progress.handedOver = true;
      });
      return bytes;
    });
    done();
  });

  const attempt = async (eml: Buffer, message: OutgoingEmail, triesLeft: number): Promise<SendResult> => {
    const raw = Readable.from(pieces(eml), { objectMode: false });
    const progress: Progress = { handedOver: false, bytes: null };
    underway.set(raw, progress);
    const to = [...message.to, ...message.cc].map(({ address }) => address);
    try {
      const info = await pool.sendMail({ raw, envelope: { from: message.from.address, to } });
      const refused = (info.rejectedErrors ?? []).map(refusalOf);
      return { fate: 'sent', providerId: info.serverMessageId ?? info.response, refused };
    } catch (thrown) {
      const error = asError(thrown);
      if (triesLeft > 0 && wasClosedWhileIdle(error, progress)) return attempt(eml, message, triesLeft - 1);
      return fateOf(error, progress);
    }
  };

  return {
    kind,
    honoursIdempotencyKey: false,
    async send(message) {
      const problem = checkRecipients(message);
      if (problem !== null) return { fate: 'failed', problem, retryable: false };
      let eml: Buffer;
      try {
        eml = await composeEml(message);
      } catch (error) {
        return { fate: 'failed', problem: attachmentProblem(error), retryable: false };
      }
      return attempt(eml, message, 1);
    },
    async close() {
      pool.close();
    },
  };
}

/** In pieces, so that the connection's back pressure tells how much of the message has left. */
function* pieces(eml: Buffer): Generator<Buffer> {
  for (let start = 0; start < eml.length; start += pieceSize) yield eml.subarray(start, start + pieceSize);
}

function createPool(settings: SmtpSettings) {
  const { host, port, secure, user, pass, ratePerSecond } = settings;
  const isLocal = host === 'localhost' || host === '127.0.0.1' || host === '::1';
  const connectTimeout = settings.connectTimeout ?? 15 * second;
  return createTransport({
    pool: true,
    host,
    port,
    secure,
    requireTLS: !secure && (settings.requireTls ?? !isLocal),
    ...(user === undefined ? {} : { auth: { user, pass: pass ?? '' } }),
    maxConnections: settings.poolSize ?? 5,
    ...(ratePerSecond === undefined ? {} : { rateLimit: ratePerSecond, rateDelta: second }),
    maxRequeues: 0,
    idleTimeout: 30 * second,
    connectionTimeout: connectTimeout,
    greetingTimeout: connectTimeout,
    socketTimeout: settings.answerTimeout ?? 60 * second,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** True where the connection was closed before anything of the message was written to it. */
function wasClosedWhileIdle(error: NodemailerError, progress: Progress): boolean {
  const answered = (error.responseCode ?? 0) > 0;
  return error.code === 'ECONNECTION' && !answered && progress.bytes?.readableDidRead !== true;
}

function checkRecipients(message: OutgoingEmail): Problem | null {
  if (message.to.length === 0)
    return {
      code: 'email.address',
      message: `delivery ${message.delivery} has no recipient; give one in "to"`,
    };
  const replyTo = message.replyTo === null ? [] : [message.replyTo];
  for (const { address } of [message.from, ...replyTo, ...message.to, ...message.cc]) {
    const problem = checkAddress(address);
    if (problem !== null) return problem;
  }
  return null;
}

function attachmentProblem(error: unknown): Problem {
  return { code: 'email.attachment', message: `an attachment cannot be read: ${asError(error).message}` };
}

function asError(error: unknown): NodemailerError {
  return error instanceof Error ? error : new Error(String(error));
}
