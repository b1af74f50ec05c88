/**
 * What the environment says. Nothing else of Palier reads it; a value that cannot be used is refused
 * with the name of its variable.
 */
import { userInfo } from 'node:os';
import { z } from 'zod';
import type { SmtpSettings } from '../workers/channels/index.ts';
import type { TemporalSettings } from '../workers/temporal/settings.ts';
import { type Engine, engines } from './engine-name.ts';
import { type ChannelRates, readChannelRates } from './environment/channel-rates.ts';
import { readCodecOrigin } from './environment/codec-origin.ts';
import { readTelemetrySettings, type TelemetrySettings } from './environment/telemetry-settings.ts';
import { readTemporalSettings } from './environment/temporal-settings.ts';
import type { Variables } from './environment/variables.ts';
import { Refusal } from './operations/refusal.ts';

export interface Settings {
  /** Folder of the store, from `PALIER_DATA`; null where it says nothing. */
  readonly data: string | null;
  /** PostgreSQL, from `DATABASE_URL`; null for the embedded database. */
  readonly databaseUrl: string | null;
  /** Mail server, from `SMTP_URL`; null: emails are captured. */
  readonly smtp: SmtpSettings | null;
  /** Who acts: `PALIER_USER`, or the user of the machine. */
  readonly actor: string;
  /** `PALIER_ENGINE`. */
  readonly engine: Engine;
  /** Null where the engine is embedded: what other programs set for Temporal is no matter of ours then. */
  readonly temporal: TemporalSettings | null;
  /** Origin of Temporal's pages, from `PALIER_CODEC_ORIGIN`; null: they read nothing that is encrypted. */
  readonly codecOrigin: string | null;
  /** `PALIER_RATE_EMAIL` and its like. */
  readonly rates: ChannelRates;
  /** What is told to logs, metrics and traces. */
  readonly telemetry: TelemetrySettings;
}

/** An empty variable is one that is not set. */
const given = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text.trim() === '' ? null : text.trim()));

const isUrl = (protocols: readonly string[]) => (text: string | null) =>
  text === null || (URL.canParse(text) && protocols.includes(new URL(text).protocol));

const Environment = z.object({
  PALIER_DATA: given,
  DATABASE_URL: given.refine(
    isUrl(['postgres:', 'postgresql:']),
    'postgres://user:password@host:5432/palier',
  ),
  SMTP_URL: given
    .refine(isUrl(['smtp:', 'smtps:']), 'smtp://user:password@host:587, smtps://user:password@host:465')
    .refine(
      (text) => text === null || !URL.canParse(text) || new URL(text).hostname !== '',
      'smtp://host:25',
    ),
  PALIER_USER: given.refine(
    (text) => text === null || text.length <= 200,
    'a name or an email address of at most 200 characters',
  ),
  PALIER_ENGINE: given.pipe(z.enum(engines, 'embedded, temporal').nullable()),
});

/**
 * @param asked The engine that the command line names; it goes before `PALIER_ENGINE`.
 * @throws Refusal that names the variable and what it may hold; never its value, which may be secret.
 */
export function readSettings(env: Variables, asked?: Engine): Settings {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw new Refusal('not-acceptable', {
      fr: `${name} ne peut pas être lu ; écrivez par exemple ${issue?.message}`,
      en: `${name} cannot be read; write for example ${issue?.message}`,
    });
  }
  const { PALIER_DATA, DATABASE_URL, SMTP_URL, PALIER_USER, PALIER_ENGINE } = parsed.data;
  const engine = asked ?? PALIER_ENGINE ?? 'embedded';
  return {
    data: PALIER_DATA,
    databaseUrl: DATABASE_URL,
    smtp: SMTP_URL === null ? null : smtpOf(new URL(SMTP_URL)),
    actor: PALIER_USER ?? userOfMachine(),
    engine,
    temporal: engine === 'temporal' ? readTemporalSettings(env) : null,
    codecOrigin: engine === 'temporal' ? readCodecOrigin(env) : null,
    rates: readChannelRates(env),
    telemetry: readTelemetrySettings(env),
  };
}

function smtpOf(url: URL): SmtpSettings {
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(url.username === ''
      ? {}
      : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }),
  };
}

/** Some containers have no name for their user. */
function userOfMachine(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
