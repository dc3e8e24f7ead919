import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { importTeam } from '../../shared/team/import/import-team.ts';
import { ImportBody, ImportInput } from '../../shared/team/import/schema.ts';
import { announcer } from '../../shared/team/invite.ts';
import { readTeam } from '../../shared/team/team.ts';

/** As long as the API waits. */
const TIMEOUT_SECONDS = 29;

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/teams/import',
  summary: 'Invite a team from a CSV file, or look at what would become of each row (TEAM-03)',
  description:
    'Up to 500 rows with a column of e-mail addresses and, if wanted, of roles. Sending the same file again invites nobody twice.',
  access: { permission: 'team:manage' },
  body: ImportInput,
  responses: {
    200: { description: 'What became of each row', schema: ImportBody },
    400: { description: '`validation_failed`: not a table of people, or more than 500' },
  },
  uses: { tenant: ['govern'], directory: ['TENANT'], mail: true },
  timeout: TIMEOUT_SECONDS,
});

export const handler = serve(route, async ({ actor, identity, body }) => {
  const team = await readTeam(actor);
  const announce = announcer(actor, team.entry, identity.name || identity.email);
  return ok(await importTeam(actor, team, body, announce, TIMEOUT_SECONDS * 1000));
});
