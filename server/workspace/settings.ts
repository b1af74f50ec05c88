import { isZone } from '../../engine/calendar/index.ts';
import type { Document } from '../../engine/flow/index.ts';
import { createPaymentLink, sampleVariables } from '../../engine/message/index.ts';
import { closestName } from '../../engine/rules/index.ts';
import { type Entity, type Problem, Workspace } from '../../schemas/index.ts';
import type { Holidays } from '../../workers/calendar/holidays.ts';
import { checkBorrowed } from './borrowed-check.ts';
import { lineAt, readBySchema } from './schema-problems.ts';

export interface Settings {
  readonly workspace?: Workspace;
  /** What could be read of broken settings, so that other files are still checked against it. */
  readonly parts: Partial<Pick<Workspace, 'languages' | 'policies' | 'customFields'>>;
  /** False where it cannot even be said whether there are custom fields. */
  readonly knowsFields: boolean;
  readonly problems: readonly Problem[];
}

export interface SettingsContext {
  readonly holidays: Holidays;
  /** Ids of the flows in the folder. */
  readonly flows: readonly string[];
}

/** Reads `palier.json` and tells every fault: shape, regions, zones, payment links, policies, flows. */
export function readSettings(text: string, context: SettingsContext): Settings {
  const isPolicy = (pointer: string) => pointer.startsWith('/policies');
  const { value, problems, document } = readBySchema(text, Workspace, isPolicy);
  const raw = isObject(document.value) ? document.value : {};
  const faults = [
    ...problems,
    ...(raw.policies === undefined
      ? []
      : checkBorrowed(
          { part: { policies: raw.policies }, inFlow: '/policies', place: '/policies' },
          document,
        )),
    ...entityFaults(raw.entities, document, context.holidays),
    ...orderFaults(raw.flows, document, context.flows),
  ];
  const parts = value ?? partsOf(raw);
  const broken = faults.some(({ severity }) => severity !== 'warning');
  return {
    ...(value === undefined || broken ? {} : { workspace: value }),
    parts,
    knowsFields:
      isObject(document.value) && (raw.customFields === undefined) === (parts.customFields === undefined),
    problems: faults,
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function partsOf(raw: Readonly<Record<string, unknown>>): Settings['parts'] {
  const { languages, policies, customFields } = Workspace.shape;
  const parts = {
    languages: languages.safeParse(raw.languages).data,
    policies: policies.safeParse(raw.policies).data,
    customFields: customFields.safeParse(raw.customFields).data,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

function entityFaults(entities: unknown, document: Document, holidays: Holidays): readonly Problem[] {
  if (!Array.isArray(entities)) return [];
  const seen = new Set<unknown>();
  return entities.filter(isObject).flatMap((entity, index) => {
    const { id, region, zone, paymentLink }: Partial<Record<keyof Entity, unknown>> = entity;
    const put = (key: string, problem: Pick<Problem, 'code' | 'message'>): Problem => {
      const path = `/entities/${index}/${key}`;
      return { ...problem, path, line: lineAt(document, path), severity: 'error' };
    };
    const faults: Problem[] = [];
    if (id !== undefined && seen.has(id)) {
      faults.push(put('id', { code: 'duplicate-id', message: `Two entities have the id "${String(id)}".` }));
    }
    seen.add(id);
    const unknown = typeof region === 'string' && region !== '' ? holidays.checkRegion(region) : null;
    if (unknown !== null) faults.push(put('region', { ...unknown, message: `${unknown.message}.` }));
    if (typeof zone === 'string' && !isZone(zone)) {
      const near = closestName(zone, Intl.supportedValuesOf('timeZone'));
      const hint = near === null ? 'write an IANA name such as "Europe/Paris".' : `did you mean "${near}"?`;
      faults.push(put('zone', { code: 'unknown-zone', message: `"${zone}" is no time zone; ${hint}` }));
    }
    if (typeof paymentLink === 'string' && createPaymentLink(paymentLink)(sampleVariables) === null) {
      const message = `"${paymentLink}" gives no http or https address; write one with {{ invoice.number }} in it.`;
      faults.push(put('paymentLink', { code: 'bad-payment-link', message }));
    }
    return faults;
  });
}

function orderFaults(order: unknown, document: Document, flows: readonly string[]): readonly Problem[] {
  if (!Array.isArray(order)) return [];
  const unasked = flows.filter((id) => !order.includes(id));
  const named = order.flatMap((id: unknown, index): readonly Problem[] => {
    const path = `/flows/${index}`;
    const line = lineAt(document, path);
    if (typeof id !== 'string') return [];
    if (order.indexOf(id) < index) {
      const message = `"${id}" stands twice in the order of flows; keep one.`;
      return [{ code: 'duplicate-id', message, path, line, severity: 'error' }];
    }
    if (flows.includes(id)) return [];
    const near = closestName(id, flows);
    const hint = near === null ? '' : ` Did you mean "${near}"?`;
    const message = `There is no flow "${id}"; its file would be flows/${id}.flow.json.${hint}`;
    return [{ code: 'unknown-flow', message, path, line, severity: 'error' }];
  });
  const line = lineAt(document, '/flows');
  const never = unasked.map((id): Problem => {
    const message = `The flow "${id}" is never asked whether it takes an invoice; add it to "flows".`;
    return { code: 'flow-not-asked', message, path: '/flows', line, severity: 'warning' };
  });
  return [...named, ...never];
}
