import type { AttributeType } from '../prepare-namespace.ts';

/** What a dev server is started with. */
export interface DevServerSettings {
  /** The path of the `temporal` program. */
  readonly cli: string;
  readonly namespace: string;
  readonly searchAttributes: Readonly<Record<string, AttributeType>>;
  /** Values of the server's dynamic configuration. */
  readonly dynamicConfig?: Readonly<Record<string, string | number | boolean>>;
  /** Without the web interface. */
  readonly headless?: boolean;
}

/** Where a dev server listens and keeps its data. */
export interface DevServerPlace {
  readonly port: number;
  /** Null without the web interface. */
  readonly uiPort: number | null;
  readonly database: string;
}

/** The program's arguments; only the loopback address is ever listened on. */
export function argumentsOf(settings: DevServerSettings, place: DevServerPlace): readonly string[] {
  const { searchAttributes, dynamicConfig = {} } = settings;
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(place.port)],
    ...(place.uiPort === null ? ['--headless'] : ['--ui-port', String(place.uiPort)]),
    ...['--db-filename', place.database, '--namespace', settings.namespace],
    ...['--log-format', 'json', '--log-level', 'warn'],
    ...Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${JSON.stringify(value)}`,
    ]),
  ];
}

/** The settings as one text: a running server is used again only when they are the same. */
export function settingsText({
  cli,
  namespace,
  searchAttributes,
  dynamicConfig = {},
  headless = false,
}: DevServerSettings): string {
  return JSON.stringify({ cli, namespace, searchAttributes, dynamicConfig, headless });
}
