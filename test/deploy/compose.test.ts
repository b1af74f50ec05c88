/** What the head of `compose.yaml` promises, held against every service in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { queueNames } from '../../workers/temporal/contract.ts';
import { mountsOf, readComposition, root, type Service, startOrder } from './composition.ts';
import { parseEnvFile } from './env-file.ts';

const composition = readComposition();
const services = Object.entries(composition.services).map(([name, service]) => ({ name, service }));
/** Services that do one thing and end. */
const jobs = ['secrets', 'temporal-schema'];
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const { version, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe.each(services)('the service $name', ({ name, service }) => {
  it('has an image of an exact version', () => {
    const [, tag = ''] = /:([^:/]+)$/.exec(service.image) ?? [];

    expect(tag).toMatch(/^v?\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
  });

  it('does not run as root, keeps no capability, writes to no root file system', () => {
    expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect(service.read_only).toBe(true);
  });

  it('publishes to this machine only', () => {
    expect(service.ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(service.network_mode === 'host').toBe(false);
  });

  it('has a health check, or ends by itself', () => {
    expect(service.healthcheck !== undefined).toBe(!jobs.includes(name));
  });

  it('waits for services until they are ready, not only started', () => {
    const conditions = Object.entries(service.depends_on).map(([needed, { condition }]) => ({
      needed,
      condition,
    }));

    const wrong = conditions.filter(
      ({ needed, condition }) =>
        condition !== (jobs.includes(needed) ? 'service_completed_successfully' : 'service_healthy'),
    );

    expect(wrong).toEqual([]);
  });

  it('has bounds: processors, memory, processes, and a log that does not fill the disk', () => {
    expect(Object.keys(service.deploy.resources.limits)).toEqual(['cpus', 'memory', 'pids']);
    expect(Object.keys(service.logging?.options ?? {})).toEqual(['max-size', 'max-file']);
  });

  it('mounts only volumes that are declared, and files of this repository', () => {
    const sources = mountsOf(service).map(({ source }) => source);

    const unknown = sources.filter((source) => !source.startsWith('./') && !(source in composition.volumes));

    expect(unknown).toEqual([]);
  });

  it('starts again by itself, unless it is a job', () => {
    expect(service.restart).toMatch(jobs.includes(name) ? /^(no|on-failure:\d)$/ : /^unless-stopped$/);
  });
});

describe('together', () => {
  it('an order to start them in exists', () => {
    const order = startOrder(composition);

    expect(order.toSorted()).toEqual(services.map(({ name }) => name).toSorted());
    expect(order.indexOf('secrets')).toBe(0);
  });

  it('no password stands in any file', () => {
    const files = ['compose.yaml', 'Dockerfile', 'deploy/palier.env'].map((path) =>
      readFileSync(join(root, path), 'utf8'),
    );
    const settings = parseEnvFile(files[2] ?? '');
    const values = [...services.map(({ service }) => service.environment), settings].flatMap((environment) =>
      Object.entries(environment),
    );

    const urls = values.filter(([, value]) => /^[a-z]+:\/\/[^/@]*:[^/@]*@/.test(value));
    const named = values.filter(
      ([name, value]) =>
        /PASSWORD|PWD|SECRET|TOKEN|API_KEY|ENCRYPTION/.test(name) && !value.startsWith('/run/'),
    );

    expect({ urls, named }).toEqual({ urls: [], named: [] });
  });

  it('PostgreSQL, Temporal and SMTP are on internal networks only', () => {
    const reached = (service: Service) =>
      service.networks.filter((network) => composition.networks[network]?.internal !== true);
    const { postgres, temporal, mail } = composition.services;

    expect([postgres, temporal].map((service) => service && reached(service))).toEqual([[], []]);
    // The mail catcher has a page; the port that is published is that of the page.
    expect(mail?.ports).toEqual(['127.0.0.1:8025:8025']);
  });

  it('each secret is mounted by the one service that it is for, and by the one that makes it', () => {
    const users = Object.keys(composition.volumes)
      .filter((volume) => volume.endsWith('-secrets'))
      .map((volume) => [
        volume,
        services
          .filter(({ service }) => mountsOf(service).some(({ source }) => source === volume))
          .map(({ name }) => name)
          .filter((name) => name !== 'secrets'),
      ]);

    expect(Object.fromEntries(users)).toEqual({
      'postgres-secrets': ['postgres'],
      'temporal-secrets': ['temporal-schema', 'temporal'],
      'palier-secrets': ['palier', 'worker-flows', 'worker-email'],
      'mail-secrets': ['mail'],
    });
  });

  it('no two processes write one send journal', () => {
    const folders = services
      .filter(({ service }) => mountsOf(service).some(({ source }) => source === 'palier-data'))
      .map(({ service }) => service.command?.at(service.command.indexOf('--data') + 1 || Infinity));

    expect(new Set(folders).size).toBe(folders.length);
  });

  it('every queue of Temporal is served', () => {
    const served = services.flatMap(({ service }) => {
      const [, word, ...rest] = service.command ?? [];
      const from = rest.indexOf('--queue');
      const to = rest.findIndex((text, index) => index > from && text.startsWith('--'));
      return word === 'worker' ? rest.slice(from + 1, to === -1 ? undefined : to) : [];
    });

    expect(served.toSorted()).toEqual(queueNames.toSorted());
  });

  it('Palier and its workers share one image, one settings file and one workspace', () => {
    const own = services.filter(({ service }) => service.build !== undefined && service.env_file.length > 0);

    expect(own.map(({ name }) => name)).toEqual(['palier', 'worker-flows', 'worker-email']);
    for (const { service } of own) {
      expect(service.image).toBe(`palier:${version}`);
      expect(service.env_file.map(({ path }) => path)).toEqual(['deploy/palier.env', 'deploy/local.env']);
      expect(mountsOf(service).map(({ target }) => target)).toEqual(
        expect.arrayContaining(['/run/secrets/palier', '/workspace']),
      );
    }
  });
});

describe('the image', () => {
  const stages = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(({ 1: image }) => image);

  test('is built on the Node that package.json names', () => {
    expect(new Set(stages)).toEqual(new Set([`node:${devDependencies.node}-bookworm-slim`]));
  });

  test('does not run as root', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  test('installs what the lockfile names, without what only developers need', () => {
    const installs = [...dockerfile.matchAll(/npm (\S+)[^\n]*/g)].map(({ 0: line }) => line);

    expect(installs.every((line) => line.startsWith('npm ci '))).toBe(true);
    expect(installs.filter((line) => line.includes('--omit=dev'))).toHaveLength(1);
  });
});
