import { z } from 'zod';
import { Flow, Script, Segments, stepSchemas, Workspace } from './index.ts';

type Json = { [key: string]: unknown };

/**
 * JSON Schemas (draft 7, which editors know best) of the documents that people write, by name. Steps are
 * definitions chosen by `kind`, so that an editor completes the keys of that kind alone.
 */
export function documentSchemas(): Readonly<Record<'flow' | 'workspace' | 'segments' | 'script', Json>> {
  return {
    flow: withStepsByKind(schemaOf(Flow)),
    workspace: schemaOf(Workspace),
    segments: schemaOf(Segments),
    script: schemaOf(Script),
  };
}

function schemaOf(schema: z.ZodType): Json {
  const whole = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      // Patterns say the same; the named formats differ from validator to validator.
      if (jsonSchema.pattern !== undefined) delete jsonSchema.format;
      if (jsonSchema.format === 'uri') jsonSchema.pattern = '^https?://';
      // Editors show this of a text with `code` marks.
      if (jsonSchema.description !== undefined) jsonSchema.markdownDescription = jsonSchema.description;
    },
  }) as Json;
  return lifted(whole);
}

/** Puts the definition that the whole refers to in place of the reference. */
function lifted({ $ref, definitions, ...rest }: Json): Json {
  if (typeof $ref !== 'string') return definitions === undefined ? rest : { ...rest, definitions };
  const { [$ref.slice('#/definitions/'.length)]: root, ...others } = definitions as Record<string, Json>;
  return { ...rest, ...root, ...(Object.keys(others).length === 0 ? {} : { definitions: others }) };
}

/** Replaces the union of all kinds by one condition for each, which gives one clear fault in place of fifteen. */
function withStepsByKind(flow: Json): Json {
  const properties = flow.properties as Record<string, Json>;
  const steps = properties.steps ?? {};
  const items = steps.items as Json;
  const options = (items.oneOf ?? items.anyOf) as readonly Json[];
  const kinds = Object.keys(stepSchemas);
  const definitions = Object.fromEntries(options.map((option) => [definitionOf(kindOf(option)), option]));
  const byKind = kinds.map((kind) =>
    Object.fromEntries([
      ['if', { properties: { kind: { const: kind } }, required: ['kind'] }],
      ['then', { $ref: `#/definitions/${definitionOf(kind)}` }],
    ]),
  );
  return {
    ...flow,
    properties: {
      ...properties,
      steps: {
        ...steps,
        items: {
          type: 'object',
          required: ['id', 'kind'],
          properties: { kind: { enum: kinds, description: 'What the step does.' } },
          allOf: byKind,
        },
      },
    },
    definitions: { ...(flow.definitions as Json), ...definitions },
  };
}

function kindOf(option: Json): string {
  const { kind } = option.properties as { readonly kind?: { readonly const?: string } };
  return kind?.const ?? '';
}

function definitionOf(kind: string): string {
  return `step-${kind}`;
}
