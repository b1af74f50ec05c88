/**
 * A real SMTP server in its own process, for tests of what goes wrong:
 *
 *   node test/smtp/server.ts --port 0 --mode accept --log accepted.jsonl [--auth user:pass]
 *
 * It prints `{"port":…,"control":…}`, writes each message that it took over to the log before it
 * answers, and changes its mode on `POST http://127.0.0.1:<control>/mode` with the mode as body.
 */
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type AcceptedMessage, type Behaviour, behaviourFor, parseBehaviour } from './behaviour.ts';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    mode: { type: 'string', default: 'accept' },
    log: { type: 'string' },
    auth: { type: 'string' },
  },
});

let mode: Behaviour = requireBehaviour(options.mode);
const greeted = new Set<string>();

const server = new SMTPServer({
  authOptional: options.auth === undefined,
  disabledCommands: options.auth === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
  allowInsecureAuth: true,
  disableReverseLookup: true,
  logger: false,
  size: 50_000_000,
  onAuth({ username, password }, _session, done) {
    if (`${username}:${password}` === options.auth) done(null, { user: username });
    else done(answer(535, 'authentication failed'));
  },
  onMailFrom(_address, _session, done) {
    done(mode === 'refuse-sender' ? answer(550, 'this sender is not known') : null);
  },
  onRcptTo({ address }, session, done) {
    const behaviour = behaviourFor(address, mode);
    if (behaviour === 'refuse') done(answer(550, 'no such user'));
    else if (behaviour === 'drop-at-rcpt') drop(session);
    else if (behaviour === 'greylist' && !greeted.has(address)) {
      greeted.add(address);
      done(answer(451, 'try again later'));
    } else done();
  },
  onData(stream, session, done) {
    const behaviour = strongest(session);
    if (behaviour === 'drop-before-dot') stream.once('data', () => drop(session));
    else void receive(stream, session, behaviour, done);
  },
});

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  behaviour: Behaviour,
  done: (error?: Error | null, message?: string) => void,
): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch {
    // The client hung up before the final dot: the message was never taken over.
    return;
  }
  if (behaviour === 'reject-data') return done(answer(554, 'content refused'));
  if (behaviour === 'defer-data') return done(answer(452, 'disk full'));
  record(Buffer.concat(chunks).toString('latin1'), session);
  if (behaviour === 'drop-after-dot') return drop(session);
  if (behaviour === 'silent-after-dot') return;
  const delay = /^delay-(\d+)$/.exec(behaviour)?.[1] ?? '0';
  setTimeout(() => done(null, 'queued'), Number(delay));
}

function record(raw: string, { envelope }: SMTPServerSession): void {
  const messageId = /^message-id:\s*(<[^>]+>)/im.exec(raw.split('\r\n\r\n')[0] ?? '')?.[1] ?? null;
  const message: AcceptedMessage = {
    at: Date.now(),
    messageId,
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    raw,
  };
  if (options.log !== undefined) appendFileSync(options.log, `${JSON.stringify(message)}\n`);
}

/** The first recipient that asks for something decides. */
function strongest({ envelope }: SMTPServerSession): Behaviour {
  const asked = envelope.rcptTo.map(({ address }) => behaviourFor(address, 'accept'));
  return asked.find((behaviour) => behaviour !== 'accept') ?? mode;
}

function drop(session: SMTPServerSession): void {
  for (const connection of server.connections) if (connection.id === session.id) connection._socket.destroy();
}

function answer(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

function requireBehaviour(text: string): Behaviour {
  const behaviour = parseBehaviour(text);
  if (behaviour === null) throw new Error(`there is no mode "${text}"`);
  return behaviour;
}

const control = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const asked = parseBehaviour(Buffer.concat(chunks).toString().trim());
    if (request.method !== 'POST' || request.url !== '/mode' || asked === null) {
      response.writeHead(400).end('POST /mode with a mode\n');
      return;
    }
    mode = asked;
    response.end(`${asked}\n`);
  });
});

server.on('error', () => {
  // A client that hangs up in the middle is what this server is for.
});
server.listen(Number(options.port), '127.0.0.1', () => {
  control.listen(0, '127.0.0.1', () => {
    const port = (server.server.address() as AddressInfo).port;
    const controlPort = (control.address() as AddressInfo).port;
    process.stdout.write(`${JSON.stringify({ port, control: controlPort })}\n`);
  });
});
process.on('SIGTERM', () => process.exit(0));
