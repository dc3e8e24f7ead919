/** Roles as the API shows them. */
import * as z from 'zod';
import { type GrantRecord, grantsOf, SCOPES } from '../kernel/permissions.ts';
import type { Item } from '../kernel/records.ts';
import { MATRIX_PERMISSIONS, matrixOf } from './matrix.ts';
import type { RolePreset } from './presets.ts';

export const RoleBody = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  preset: z.boolean().meta({ description: 'Comes with the blueprint; cannot be changed' }),
  grants: z.record(z.string(), z.enum(SCOPES)),
  matrix: z
    .array(z.enum(MATRIX_PERMISSIONS as [string, ...string[]]))
    .meta({ description: 'What the role has of the matrix of eleven permissions (TEAM-10)' }),
  members: z.number().int().meta({ description: 'How many have it' }),
  assignable: z.boolean().meta({ description: 'Whether the caller may give it to somebody' }),
  version: z.number().int().nullable().meta({ description: 'Null for presets' }),
});

interface Use {
  readonly members: number;
  readonly assignable: boolean;
}

export const presetView = ({ key, name, description, grants }: RolePreset, use: Use) => ({
  key,
  name,
  description,
  preset: true,
  grants: { ...grants },
  matrix: matrixOf(grantsOf(grants)),
  ...use,
  version: null,
});

export const roleView = (record: Item, use: Use) => ({
  key: String(record.key),
  name: String(record.name),
  description: String(record.description),
  preset: false,
  grants: record.grants as GrantRecord,
  matrix: matrixOf(grantsOf(record.grants as GrantRecord)),
  ...use,
  version: Number(record.version),
});
