/** What every record has, as electrodb attributes, and the start of every tenant key. */

/** Stamps of a record: optimistic concurrency, who and when, and why (ARCHITECTURE.md, Records). */
export const stamps = {
  version: { type: 'number', required: true },
  created_at: { type: 'string', required: true, readOnly: true },
  created_by: { type: 'string', required: true, readOnly: true },
  updated_at: { type: 'string', required: true },
  updated_by: { type: 'string', required: true },
  archived_at: { type: 'string' },
  archived_by: { type: 'string' },
  cause: { type: 'any', required: true },
} as const;

/** A key field of the table or of one of its indexes. */
export const key = <const C extends string>(field: string, composite: readonly C[], template: string) => ({
  field,
  composite: [...composite],
  template,
  casing: 'none' as const,
});

/** The primary index: `T#<tenant>#…` and a sort key. */
export const primary = <const P extends string, const S extends string>(
  pk: readonly P[],
  pkTemplate: `T#\${tenant_id}#${string}`,
  sk: readonly S[],
  skTemplate: string,
) => ({ pk: key('pk', pk, pkTemplate), sk: key('sk', sk, skTemplate) });

export const INDEXES = ['gsi1', 'gsi2', 'gsi3', 'gsi4', 'gsi5'] as const;

/** A secondary index, whose partition key begins with the tenant like every other. */
export const secondary = <const P extends string, const S extends string>(
  index: (typeof INDEXES)[number],
  pk: readonly P[],
  pkTemplate: `T#\${tenant_id}#${string}`,
  sk: readonly S[],
  skTemplate: string,
) => ({
  index,
  pk: key(`${index}pk`, pk, pkTemplate),
  sk: key(`${index}sk`, sk, skTemplate),
});
