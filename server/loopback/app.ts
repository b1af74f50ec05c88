/**
 * What the running process answers on this machine. Every request must name this machine as its host,
 * so that no page of a browser reaches it by another name; an operation needs the token of the data
 * folder.
 */
import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { OpenHouse } from '../house/open-house.ts';
import { findOperation } from '../operations/index.ts';
import type { Caller } from '../operations/operation.ts';
import { Refusal } from '../operations/refusal.ts';
import { metricsType } from '../telemetry/index.ts';
import { createCodec } from './codec.ts';
import { type ProblemDetails, problemOf } from './problems.ts';
import { createCalls, streamType } from './stream.ts';

const ownNames = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;
const largestBody = 300_000_000;

const Call = z.strictObject({
  actor: z.string().min(1).max(200),
  language: z.enum(['fr', 'en']),
  input: z.unknown(),
  /** Names the call, so that it can be cancelled; with it the answer comes as a stream. */
  call: z.uuid().optional(),
});

const forbidden: ProblemDetails = {
  ...{ type: 'about:blank', title: 'forbidden', status: 403, code: 'forbidden' },
  detail: 'this address answers to 127.0.0.1 and localhost only',
};

export interface AppOptions {
  readonly house: OpenHouse;
  readonly token: string;
  /** The screens; null where there are none. */
  readonly page: Hono | null;
}

export function createApp({ house, token, page }: AppOptions): Hono {
  const app = new Hono();
  app.use('*', async (c, next) => {
    if (!ownNames.test(c.req.header('host') ?? '')) return answer(forbidden);
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    return undefined;
  });
  app.use('/operations/*', async (c, next) => {
    if (!isToken(c.req.header('authorization'), token)) {
      const detail = 'an operation needs the token of server.json, as "Authorization: Bearer …"';
      return answer({ ...forbidden, status: 401, detail });
    }
    await next();
    return undefined;
  });
  const calls = createCalls();
  app.delete('/operations/:call', (c) => c.json({ found: calls.cancel(c.req.param('call')) }));
  app.post(
    '/operations/:name',
    bodyLimit({ maxSize: largestBody, onError: () => answer(tooLarge) }),
    async (c) => {
      const body: unknown = await c.req.json().catch(() => null);
      const call = Call.safeParse(body);
      const language = call.data?.language ?? 'en';
      const name = c.req.param('name');
      if (call.data?.call !== undefined) {
        const stream = calls.stream(call.data.call, language, (watch) => perform(house, name, call, watch));
        return c.body(stream, 200, { 'Content-Type': streamType });
      }
      try {
        return c.json((await perform(house, name, call)) ?? null);
      } catch (error) {
        return answer(problemOf(error, language));
      }
    },
  );
  const { metrics } = house;
  if (metrics !== null) {
    app.get('/metrics', async (c) => c.body(await metrics(), 200, { 'Content-Type': metricsType }));
  }
  const { temporal, codecOrigin: origin } = house.settings;
  const keys = temporal?.encryption ?? null;
  if (keys !== null && origin !== null) app.route('/temporal', createCodec({ keys, origin }));
  if (page !== null) app.route('/', page);
  return app;
}

const tooLarge: ProblemDetails = {
  ...{ type: 'about:blank', title: 'not-acceptable', status: 413, code: 'not-acceptable' },
  detail: `at most ${largestBody / 1e6} MB are taken`,
};

async function perform(
  house: OpenHouse,
  name: string,
  call: z.ZodSafeParseResult<z.infer<typeof Call>>,
  watch: Pick<Caller, 'signal' | 'onProgress'> = {},
): Promise<unknown> {
  const found = findOperation(name);
  if (found === undefined) {
    throw new Refusal('not-found', {
      fr: `il n’y a pas d’opération « ${name.slice(0, 100)} »`,
      en: `there is no operation "${name.slice(0, 100)}"`,
    });
  }
  if (!call.success) {
    throw new Refusal('not-acceptable', {
      fr: 'le corps doit être { actor, language, input } en JSON',
      en: 'the body must be { actor, language, input } in JSON',
    });
  }
  const { actor, language, input } = call.data;
  return found.handle(house, input ?? {}, { actor, language, ...watch });
}

function answer(problem: ProblemDetails): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

function isToken(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
