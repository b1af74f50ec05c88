/** What `compose.yaml` says, as far as its processes are concerned: read once, for the rehearsal and for tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export const root = join(import.meta.dirname, '../..');

const EnvFile = z.union([
  z.string().transform((path) => ({ path, required: true })),
  z.strictObject({ path: z.string(), required: z.boolean() }),
]);

const Condition = z.enum(['service_started', 'service_healthy', 'service_completed_successfully']);

const Service = z.looseObject({
  image: z.string(),
  build: z.looseObject({ context: z.string() }).optional(),
  user: z.string().optional(),
  tmpfs: z.array(z.string()).default([]),
  working_dir: z.string().optional(),
  restart: z.string().optional(),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  env_file: z.array(EnvFile).default([]),
  depends_on: z.record(z.string(), z.strictObject({ condition: Condition })).default({}),
  healthcheck: z.looseObject({ test: z.tuple([z.literal('CMD')], z.string()) }).optional(),
  stop_grace_period: z.string().optional(),
  network_mode: z.string().optional(),
  networks: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  logging: z.looseObject({ options: z.record(z.string(), z.string()) }).optional(),
  deploy: z.looseObject({
    resources: z.strictObject({
      limits: z.strictObject({ cpus: z.string(), memory: z.string(), pids: z.int() }),
    }),
  }),
});
export type Service = z.infer<typeof Service>;

const Composition = z.looseObject({
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.looseObject({ internal: z.boolean().default(false) })),
  volumes: z.record(z.string(), z.looseObject({})),
});
export type Composition = z.infer<typeof Composition>;

/** @param env Stands for `${NAME:-default}`. */
export function readComposition(env: Readonly<Record<string, string | undefined>> = {}): Composition {
  return Composition.parse(parseCompose(readFileSync(join(root, 'compose.yaml'), 'utf8'), env));
}

/** The document as the schema of Compose sees it: anchors resolved, variables replaced. */
export function parseCompose(text: string, env: Readonly<Record<string, string | undefined>> = {}): unknown {
  const filled = text.replace(/\$\{([A-Z_]+):-([^}]*)\}/g, (_, name: string, other: string) => {
    const value = env[name];
    return value === undefined || value === '' ? other : value;
  });
  return parse(filled, { merge: true });
}

/**
 * The services in an order in which each comes after those that it waits for; as they are written where
 * that leaves a choice.
 *
 * @throws Error where services wait for each other, or for one that is not there.
 */
export function startOrder({ services }: Pick<Composition, 'services'>): readonly string[] {
  const order: string[] = [];
  const place = (name: string, waiting: readonly string[]): void => {
    if (order.includes(name)) return;
    if (waiting.includes(name)) throw new Error(`${[...waiting, name].join(' waits for ')}`);
    const service = services[name];
    if (service === undefined) throw new Error(`${waiting.at(-1)} waits for ${name}, which is not there`);
    for (const needed of Object.keys(service.depends_on)) place(needed, [...waiting, name]);
    order.push(name);
  };
  for (const name of Object.keys(services)) place(name, []);
  return order;
}

/** `source:target[:ro]`. */
export function mountsOf({
  volumes,
}: Pick<Service, 'volumes'>): readonly { source: string; target: string }[] {
  return volumes.map((text) => {
    const [source = '', target = ''] = text.split(':');
    return { source, target };
  });
}
