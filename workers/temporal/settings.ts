/** How Temporal is reached, as plain data: whoever starts a driver or a worker hands it in. */
export interface TemporalSettings {
  /** `host:port`; null starts the development server. */
  readonly address: string | null;
  readonly namespace: string;
  /** Null: the connection is not encrypted. */
  readonly tls: TemporalTls | null;
  readonly apiKey: string | null;
  /** Null: payloads travel as they are. */
  readonly encryption: EncryptionKeys | null;
  /** What this process runs, for Temporal's worker versioning; null leaves its workers without a version. */
  readonly deployment: { readonly name: string; readonly buildId: string } | null;
  /** First part of the name of each task queue: `palier-flows`, `palier-email`. */
  readonly taskQueuePrefix: string;
}

/** Settings with an address: a server of one's own, Temporal Cloud, or the development server that runs. */
export interface TemporalPlace extends TemporalSettings {
  readonly address: string;
}

/** All null: the server's certificate is checked by the authorities that the machine trusts. */
export interface TemporalTls {
  /** PEM. */
  readonly serverCa: Uint8Array | null;
  /** PEM; the server asks who calls. */
  readonly client: { readonly certificate: Uint8Array; readonly key: Uint8Array } | null;
  /** The name that the server's certificate bears, where it is not that of the address. */
  readonly serverName: string | null;
}

export interface EncryptionKeys {
  /** Id of the key with which new payloads are encrypted. */
  readonly active: string;
  /** 32 bytes each, by id; those that are not active decrypt what was written under them. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
}
