import { listReleases, type Store } from '../../store/index.ts';

/** The releases in force, in the order in which the workspace asks its flows. */
export interface Heads {
  /** Digests, in order. */
  inOrder(): Promise<readonly string[]>;
  /** Digest by flow. */
  byFlow(): Promise<ReadonlyMap<string, string>>;
  /** To be called after a publication. */
  forget(): void;
}

/** How long another process's publication may go unnoticed, in milliseconds. */
const freshFor = 5_000;

/** Remembers the heads: the driver asks for them at every round. */
export function createHeads(store: Store, order: readonly string[]): Heads {
  let known: { readonly at: number; readonly heads: ReadonlyMap<string, string> } | null = null;

  async function byFlow(): Promise<ReadonlyMap<string, string>> {
    if (known !== null && Date.now() - known.at < freshFor) return known.heads;
    const releases = await listReleases(store.db);
    const heads = new Map(releases.filter(({ head }) => head).map(({ flow, digest }) => [flow, digest]));
    known = { at: Date.now(), heads };
    return heads;
  }

  return {
    byFlow,
    async inOrder() {
      const heads = await byFlow();
      return order.flatMap((flow) => heads.get(flow) ?? []);
    },
    forget() {
      known = null;
    },
  };
}
