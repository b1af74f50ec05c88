import { type Catalogue, checkSegments } from '../../engine/rules/index.ts';
import { type Problem, Segments } from '../../schemas/index.ts';
import { checkBorrowed } from './borrowed-check.ts';
import { lineAt, readBySchema } from './schema-problems.ts';

export interface SegmentsReading {
  /** The rules; empty where they have a fault. */
  readonly segments: Segments['segments'];
  readonly problems: readonly Problem[];
}

const condition = /^\/segments\/\d+\/when/;

/** Reads `segments.json` and tells every fault of its shape, its conditions and its names. */
export function readSegments(text: string, catalogue: Catalogue | undefined): SegmentsReading {
  const { value, problems, document } = readBySchema(text, Segments, (pointer) => condition.test(pointer));
  const raw = (document.value as { readonly segments?: unknown } | undefined)?.segments;
  const rules = Array.isArray(raw) ? raw : [];
  const conditions = rules.flatMap((rule: unknown, index) => {
    const when = (rule as { readonly when?: unknown } | null)?.when;
    const place = `/segments/${index}/when`;
    return checkBorrowed({ part: { entry: { when } }, inFlow: '/entry/when', place }, document, catalogue);
  });
  if (value === undefined || conditions.length > 0 || catalogue === undefined) {
    return { segments: [], problems: [...problems, ...conditions] };
  }
  const own = checkSegments(value.segments, catalogue).map((problem) => ({
    ...problem,
    message: /[.?]$/.test(problem.message) ? problem.message : `${problem.message}.`,
    line: lineAt(document, problem.path ?? ''),
  }));
  const names = value.segments.map(({ name }) => name);
  const twice = names.flatMap((name, index): readonly Problem[] => {
    if (names.indexOf(name) === index) return [];
    const path = `/segments/${index}/name`;
    const message = `Two segments are called "${name}"; join their conditions with "any".`;
    return [{ code: 'duplicate-name', message, path, line: lineAt(document, path), severity: 'error' }];
  });
  const all = [...own, ...twice];
  return {
    segments: all.some(({ severity }) => severity !== 'warning') ? [] : value.segments,
    problems: all,
  };
}
