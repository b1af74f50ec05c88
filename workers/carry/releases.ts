import { type Prepared, prepare } from '../../engine/decide/index.ts';
import { compileFlow } from '../../engine/flow/index.ts';
import { createMessageRenderer, type MessageRenderer } from '../../engine/message/index.ts';
import {
  type Catalogue,
  type CompiledCondition,
  compileCondition,
  compileSegments,
  createCatalogue,
  type SegmentOf,
} from '../../engine/rules/index.ts';
import type { MessageText, Release } from '../../schemas/index.ts';
import { type Db, readRelease } from '../../store/index.ts';
import { CarryError } from './carry-error.ts';

/** A release made ready to run: compiled once, kept by its digest. */
export interface LoadedRelease {
  readonly release: Release;
  readonly prepared: Prepared;
  readonly catalogue: Catalogue;
  readonly segmentOf: SegmentOf;
  /** Null where the flow takes every invoice. */
  readonly entry: CompiledCondition | null;
  readonly renderer: MessageRenderer;
  /** True where a step of it assigns variants. */
  readonly assigns: boolean;
  /** The text of a message in a language, or in the first of the release's languages. */
  textOf(message: string, channel: string, language: string): MessageText | undefined;
}

export function loadRelease(release: Release): LoadedRelease {
  const catalogue = createCatalogue(release.customFields);
  const plan = compileFlow(release.flow, { release: release.digest, policies: release.policies });
  const texts = new Map(
    release.messages.map((text) => [`${text.message}\n${text.channel}\n${text.language}`, text]),
  );
  const languages = release.languages;
  return {
    release,
    prepared: prepare(plan, catalogue),
    catalogue,
    segmentOf: compileSegments(release.segments, catalogue),
    entry: release.flow.entry === undefined ? null : compileCondition(release.flow.entry.when, catalogue),
    renderer: createMessageRenderer(release.customFields),
    assigns: release.flow.steps.some(({ kind }) => kind === 'experiment'),
    textOf: (message, channel, language) =>
      [language, ...languages]
        .map((one) => texts.get(`${message}\n${channel}\n${one}`))
        .find((text) => text !== undefined),
  };
}

/**
 * Finds releases by digest and keeps them. Inside a transaction hand it over: the embedded database
 * has one connection, and a question beside the transaction would wait for its own end.
 */
export interface Releases {
  /** @throws CarryError `unknown-release` or `unusable-release`; the store's own error where it is away. */
  get(db: Db, digest: string): Promise<LoadedRelease>;
}

function loadOrSay(release: Release): LoadedRelease {
  try {
    return loadRelease(release);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CarryError('unusable-release', `release ${release.digest} cannot be used: ${why}`, false);
  }
}

export function createReleases(): Releases {
  const loaded = new Map<string, LoadedRelease>();
  return {
    async get(db, digest) {
      const known = loaded.get(digest);
      if (known !== undefined) return known;
      const release = await readRelease(db, digest);
      if (release === null) {
        throw new CarryError('unknown-release', `release ${digest} is not in the store`, false);
      }
      const made = loadOrSay(release);
      loaded.set(digest, made);
      return made;
    },
  };
}
