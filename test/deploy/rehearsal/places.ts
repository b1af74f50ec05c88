/**
 * Where on this machine the things are that the composition names: a service's port is a free port of
 * loopback, a volume a folder below one temporary folder, and each service has a folder that looks as its
 * mounts do. Whatever a container is told, in its settings, its command or its health check, is told to the
 * process here with these names put in.
 */
import { once } from 'node:events';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';
import { freePort } from '../../../workers/temporal/dev-server/ports.ts';
import { type Composition, mountsOf, root } from '../composition.ts';

export interface Places {
  readonly folder: string;
  /** The port that stands for a port of a service. */
  port(service: string, port: number): number;
  /** Its ports are kept from everybody until now, when the service is about to listen itself. */
  leavePorts(service: string): Promise<void>;
  /** The folder or file that stands for a source of a mount. */
  source(name: string): string;
  /** A text as it is said inside the service. */
  told(service: string, text: string): string;
}

/** A path from the root, and its first folder: none within a longer one, and not the host of a URL. */
const absolute = /(?<![\w./-])\/([a-z]+)((?:\/[\w./-]*)?)/g;

/** The ports that somebody speaks to, by service. */
const ports = {
  postgres: [5432],
  temporal: [7233],
  'temporal-ui': [8080],
  mail: [1025],
  palier: [4870],
} as const;

export async function findPlaces(composition: Composition, folder: string): Promise<Places> {
  const given = new Map<string, number>();
  const keepers = new Map<string, Server[]>();
  for (const [service, own] of Object.entries(ports)) {
    for (const port of own) {
      const { keeper, number } = await keepFreePort();
      given.set(`${service}:${port}`, number);
      keepers.set(service, [...(keepers.get(service) ?? []), keeper]);
    }
  }
  const leavePorts = async (service: string) => {
    const own = keepers.get(service) ?? [];
    keepers.delete(service);
    await Promise.all(own.map((keeper) => new Promise((resolve) => keeper.close(resolve))));
  };
  for (const volume of Object.keys(composition.volumes)) mkdirSync(join(folder, volume));
  const source = (name: string) => (name.startsWith('.') ? join(root, name) : join(folder, name));
  const within = (service: string, path: string) => join(folder, 'services', service, path);
  for (const [name, service] of Object.entries(composition.services)) {
    for (const { source: from, target } of mountsOf(service)) {
      mkdirSync(within(name, dirname(target)), { recursive: true });
      symlinkSync(source(from), within(name, target));
    }
    for (const text of service.tmpfs) mkdirSync(within(name, text.split(':')[0] ?? ''), { recursive: true });
  }

  const port = (service: string, number: number): number => {
    const found = given.get(`${service}:${number}`);
    if (found === undefined) throw new Error(`nothing stands for port ${number} of ${service}`);
    return found;
  };
  const told = (service: string, text: string) => {
    let here = text.replace('0.0.0.0', '127.0.0.1').replaceAll(absolute, (_, top: string, rest: string) => {
      const folder = top === 'app' ? root : within(service, top);
      return existsSync(folder) ? folder + rest : `/${top}${rest}`;
    });
    for (const [name, local] of given) {
      const [host = '', number = ''] = name.split(':');
      here = here.replaceAll(new RegExp(`(?<![\\w.-])${host}:${number}(?!\\d)`, 'g'), `127.0.0.1:${local}`);
      if (host !== service) continue;
      here = here.replaceAll(`127.0.0.1:${number}`, `127.0.0.1:${local}`);
      if (here === number) here = String(local);
    }
    return here;
  };
  return { folder, port, leavePorts, source, told };
}

async function keepFreePort(): Promise<{ readonly keeper: Server; readonly number: number }> {
  const number = await freePort();
  const keeper = createServer().listen(number, '127.0.0.1');
  keeper.unref();
  await once(keeper, 'listening');
  return { keeper, number };
}
