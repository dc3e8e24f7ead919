import * as z from 'zod';
import { command } from '../../shared/kernel/command.ts';
import { defineCommand } from '../../shared/kernel/define.ts';
import { OrganizationName, Slug } from '../../shared/organizations/schema.ts';
import { bootstrap } from '../../shared/team/bootstrap.ts';
import { LANGUAGES } from '../../shared/team/invitation.ts';
import { BLUEPRINTS } from '../../shared/team/presets.ts';

export const definition = defineCommand({
  summary: 'Makes an organization and invites its administrator (ID-34); for operators alone',
  input: z.strictObject({
    name: OrganizationName,
    admin: z.email().max(254).toLowerCase(),
    slug: Slug.optional(),
    blueprint: z.enum(BLUEPRINTS).optional(),
    language: z.enum(LANGUAGES).default('en'),
  }),
  uses: {
    tenant: ['found', 'govern'],
    directory: ['SLUG', 'TENANT'],
    machines: ['provisioning'],
    mail: true,
  },
});

export const handler = command(definition, bootstrap);
