import * as z from 'zod';

export const ChangeBody = z.object({
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  before: z.unknown(),
  after: z.unknown(),
});

const Named = z.object({ key: z.string(), name: z.string() });

export const BlueprintSummary = z.object({
  key: z.string(),
  version: z.number().int(),
  name: z.string(),
  description: z.string(),
  industry_lines: z.array(Named),
});

export const BlueprintBody = BlueprintSummary.extend({
  roles: z.array(Named.extend({ description: z.string(), grants: z.record(z.string(), z.string()) })),
  pipelines: z.array(
    Named.extend({
      subject: z.string(),
      statuses: z.array(Named.extend({ category: z.string(), stage: z.string().optional() })),
      handoff: z
        .object({
          at: z.string(),
          from_role: z.string(),
          to_role: z.string(),
          accepted: z.string(),
          refused: z.string(),
        })
        .optional(),
    }),
  ),
  fields: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      entity: z.string(),
      type: z.string(),
      options: z.array(z.string()).optional(),
      required: z.boolean().optional(),
    }),
  ),
  picklists: z.array(Named.extend({ values: z.array(z.string()) })),
  templates: z.array(Named.extend({ subject: z.string(), body: z.string() })),
  plan_template: z.object({
    key: z.string(),
    version: z.number().int(),
    phases: z.array(Named.extend({ goal: z.string() })),
    tasks: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        phase: z.string(),
        days: z.union([z.number(), z.string()]),
      }),
    ),
  }),
});
