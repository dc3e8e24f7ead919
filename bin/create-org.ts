/** `npm run create-org`: makes an organization and invites whoever will administer it (ID-34). */
import { parseArgs } from 'node:util';
import type { Bootstrapped } from '../shared/team/bootstrap.ts';
import { operate, PLACE_HELP, PLACE_OPTIONS, Refused } from './client/operate.ts';
import { plain } from './client/table.ts';

const HELP = `npm run create-org -- --name NAME --admin E-MAIL [options]

Makes an organization with nobody in it, and invites its administrator: by mail, with the link printed here as well. Run
again for the same short name and address, it sends the invitation again; the links before open nothing any more.

  --name NAME       what it is called
  --admin E-MAIL    who will administer it
  --slug SLUG       its short name; made from the name when left out
  --blueprint KEY   its trade: customer-success (the default), insurance, surrogacy, helpdesk, generic
  --language en|de  of the mail (en)
${PLACE_HELP}
  --json            one JSON document on standard output
  -h, --help        this text

Exit status: 0 when it is there, 1 when it could not be made, 2 for a wrong call.
`;

const read = () =>
  parseArgs({
    options: {
      ...PLACE_OPTIONS,
      name: { type: 'string' },
      admin: { type: 'string' },
      slug: { type: 'string' },
      blueprint: { type: 'string' },
      language: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });

function textOf({ created, organization, invitation }: Bootstrapped, admin: string): string {
  const name = `${plain(organization.name)} (${organization.slug}, ${organization.id})`;
  const lines = [created ? `${name} is made.` : `${name} is there already.`];
  if (!invitation) lines.push(`${admin} has joined it.`);
  else
    lines.push(
      invitation.mailed
        ? `${admin} is invited by mail.`
        : `The mail to ${admin} could not be sent: pass the link on.`,
      `Link, for an account with that address: ${invitation.link}`,
      `Code, for whoever has it: ${invitation.code}`,
    );
  return lines.join('\n');
}

async function main(): Promise<number> {
  let values: ReturnType<typeof read>['values'];
  try {
    ({ values } = read());
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { name, admin, slug, blueprint, language } = values;
  if (!name || !admin) {
    process.stderr.write(`Name the organization and its administrator.\n\n${HELP}`);
    return 2;
  }
  try {
    const result = await operate<Bootstrapped>(values, 'team-bootstrap-organization', {
      name,
      admin,
      ...(slug && { slug }),
      ...(blueprint && { blueprint }),
      ...(language && { language }),
    });
    process.stdout.write(`${values.json ? JSON.stringify(result) : textOf(result, plain(admin))}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return error instanceof Refused && error.code === 'validation_failed' ? 2 : 1;
  }
}

process.exitCode = await main();
