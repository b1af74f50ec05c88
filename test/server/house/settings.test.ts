import { describe, expect, it } from 'vitest';
import { dataFolderOf } from '../../../server/house/data-folder.ts';
import { readSpeed } from '../../../server/house/speed.ts';
import { readSettings } from '../../../server/settings.ts';

describe('the environment', () => {
  it('nothing set: the embedded store, captured mail, the user of the machine', () => {
    expect(readSettings({ SMTP_URL: '' })).toEqual({
      data: null,
      databaseUrl: null,
      smtp: null,
      actor: expect.any(String),
      engine: 'embedded',
      temporal: null,
      codecOrigin: null,
      rates: {},
      telemetry: { traces: false, pushedMetrics: false, metricsAt: null, log: null },
    });
  });

  it('reads a mail server with user and password', () => {
    const settings = readSettings({
      SMTP_URL: 'smtp://nadia%40x.example:p%3Ass@mail.example',
      PALIER_USER: 'nadia',
    });

    expect(settings).toMatchObject({
      actor: 'nadia',
      smtp: { host: 'mail.example', port: 587, secure: false, user: 'nadia@x.example', pass: 'p:ss' },
    });
    expect(readSettings({ SMTP_URL: 'smtps://mail.example' }).smtp).toEqual({
      host: 'mail.example',
      port: 465,
      secure: true,
    });
  });

  it('reads what is to be watched', () => {
    const { telemetry } = readSettings({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
      OTEL_METRICS_EXPORTER: 'none',
      PALIER_METRICS_PORT: '9464',
      PALIER_LOG: 'debug',
    });

    expect(telemetry).toEqual({
      traces: true,
      pushedMetrics: false,
      metricsAt: { host: '127.0.0.1', port: 9464 },
      log: 'debug',
    });
    expect(
      readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318', OTEL_SDK_DISABLED: 'true' })
        .telemetry.traces,
    ).toBe(false);
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['PALIER_METRICS_PORT', '0'],
    ['PALIER_METRICS_PORT', 'door'],
    ['PALIER_LOG', 'loud'],
    ['SMTP_URL', 'mail.example'],
    ['SMTP_URL', 'http://mail.example'],
    ['DATABASE_URL', 'mysql://secret@host/db'],
    ['DATABASE_URL', 'nonsense'],
    ['PALIER_ENGINE', 'cadence'],
  ])('%s=%s is refused by its name, without its value', (name, value) => {
    const reading = () => readSettings({ [name]: value });

    expect(reading).toThrowError(new RegExp(`^${name} cannot be read`));
    expect(reading).not.toThrowError(new RegExp(value.replace(/[/.]/g, '\\$&')));
  });
});

describe('the engine', () => {
  it('is what the command line says, then PALIER_ENGINE', () => {
    const env = { PALIER_ENGINE: 'temporal', TEMPORAL_ADDRESS: 'temporal.example:7233' };

    expect(readSettings(env)).toMatchObject({
      engine: 'temporal',
      temporal: { address: 'temporal.example:7233' },
    });
    expect(readSettings(env, 'embedded')).toMatchObject({ engine: 'embedded', temporal: null });
    expect(readSettings({}, 'temporal').engine).toBe('temporal');
  });

  it('what other programs set for Temporal is not looked at where the engine is embedded', () => {
    expect(readSettings({ TEMPORAL_ADDRESS: 'http://nonsense/' }).temporal).toBeNull();
  });
});

describe('the data folder', () => {
  const place = {
    settings: { data: null },
    cwd: '/here',
    workspace: '/home/anna',
    isExample: false,
    asked: undefined,
  };

  it('lies in the workspace, for the shipped example where one stands', () => {
    expect(dataFolderOf(place)).toBe('/home/anna/.palier');
    expect(dataFolderOf({ ...place, isExample: true })).toBe('/here/.palier');
  });

  it('--data goes before PALIER_DATA', () => {
    expect(dataFolderOf({ ...place, settings: { data: 'there' } })).toBe('/here/there');
    expect(dataFolderOf({ ...place, settings: { data: 'there' }, asked: '/asked' })).toBe('/asked');
  });
});

describe('the speed of a trial', () => {
  it.each([
    ['1d', 86_400],
    ['1j', 86_400],
    ['12h', 43_200],
    ['30m', 1_800],
    ['1s', 1],
    ['0.5d', 43_200],
  ])('%s is %d seconds a second', (text, speed) => {
    expect(readSpeed(text)).toBe(speed);
  });

  it.each([['3x'], [''], ['d'], ['0d'], ['9999w'], ['-1d']])('%j is refused', (text) => {
    expect(() => readSpeed(text)).toThrowError(/is no speed/);
  });
});
