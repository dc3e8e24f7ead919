/** `npm run platform-admin`: who administers the platform (TEAM-15). There is no other way to become one. */
import { parseArgs } from 'node:util';
import { operate, PLACE_HELP, PLACE_OPTIONS, Refused } from './client/operate.ts';
import { textTable } from './client/table.ts';

const HELP = `npm run platform-admin -- add|remove E-MAIL [options]
npm run platform-admin -- list [options]

Makes the account of an address a platform administrator, or unmakes one. The account must have verified its address and
belong to no organization. Who is made one refreshes their session; who is unmade is refused within a minute.

${PLACE_HELP}
  --json            one JSON document on standard output
  -h, --help        this text

Exit status: 0 when it was done, 1 when it could not be, 2 for a wrong call.
`;

const read = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      ...PLACE_OPTIONS,
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });

interface Result {
  readonly changed?: boolean;
  readonly administrators?: readonly {
    readonly email: string;
    readonly name: string;
    readonly since: string;
  }[];
}

function textOf(action: string, email: string, { changed, administrators = [] }: Result): string {
  if (action === 'add')
    return changed ? `${email} administers the platform now.` : `${email} administers the platform already.`;
  if (action === 'remove') return `${email} administers the platform no more.`;
  if (administrators.length === 0) return 'Nobody administers the platform.';
  const columns = [{ title: 'E-mail' }, { title: 'Name', wrap: true }, { title: 'Since' }] as const;
  return textTable(
    columns,
    administrators.map(({ email: address, name, since }) => [address, name, since]),
  ).join('\n');
}

async function main(): Promise<number> {
  let call: ReturnType<typeof read>;
  try {
    call = read();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  const { values, positionals } = call;
  const [action = '', email = '', ...more] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const isWhole = action === 'list' ? !email : ['add', 'remove'].includes(action) && email !== '';
  if (!isWhole || more.length > 0) {
    process.stderr.write(HELP);
    return 2;
  }
  try {
    const result = await operate<Result>(values, 'platform-manage-administrators', {
      action,
      ...(email && { email }),
    });
    process.stdout.write(`${values.json ? JSON.stringify(result) : textOf(action, email, result)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return error instanceof Refused && error.code === 'validation_failed' ? 2 : 1;
  }
}

process.exitCode = await main();
