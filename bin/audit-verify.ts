/** `npm run audit:verify`: whether an audit log is as it was written. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Break, BreakReason } from '../shared/audit/chain.ts';
import { type ExportFault, type ExportVerdict, verifyExport } from '../shared/audit/export-file.ts';
import { signIn } from './client/session.ts';

const HELP = `npm run audit:verify -- FILE [--key KEY]
npm run audit:verify -- --url URL --email EMAIL

Verifies the hash chain of an audit log: that no entry was altered, taken out, put in or moved.

  FILE           an export (Settings, Audit, Export): needs no system
  --key KEY      the public key that must have signed it, base64; without it the file's own key is used
  --url URL      a local system, http://localhost:4000: verifies the log as it stands
  --email EMAIL  an account there that may read the log; its password is taken from GANGWAY_PASSWORD
  --json         one JSON document on standard output
  -h, --help     this text

Exit status: 0 when the chain holds, 1 when it does not, 2 for a wrong call.
`;

const REASONS: Readonly<Record<BreakReason, string>> = {
  altered: 'its content was altered after it was written',
  missing: 'the entry ahead of it is missing',
  unlinked: 'it does not follow on the entry ahead of it',
  foreign: 'it belongs to another organization',
  ends_early: 'entries at the end are missing',
};

const FAULTS: Readonly<Record<ExportFault, string>> = {
  not_an_export: 'This is not an export of an audit log.',
  incomplete: 'The file is incomplete: it was cut off, or a line is not JSON.',
  digest: 'The file was altered after it was made.',
  signature: 'The signature does not fit.',
  foreign_key: 'It was signed with another key than the one given.',
  count: 'The file has another number of entries than it says.',
};

interface Result {
  readonly ok: boolean;
  readonly text: string;
  readonly data: unknown;
}

const brokenText = ({ sequence, reason }: Break) => `Broken at entry ${sequence}: ${REASONS[reason]}.`;

function exportResult(verdict: ExportVerdict, key: string | undefined): Result {
  const { header, end, checked, broken, fault } = verdict;
  const lines = [
    ...(header ? [`Organization ${header.organization_id}, exported ${header.exported_at}.`] : []),
    ...(broken ? [brokenText(broken)] : []),
    ...(fault ? [FAULTS[fault]] : []),
    ...(broken || fault
      ? []
      : [
          `Intact: ${checked} ${checked === 1 ? 'entry' : 'entries'}${end?.head ? `, up to the newest at the time` : ''}.`,
          key
            ? 'Signed with the key given.'
            : `Signed with ${end?.public_key}\nPass that key with --key once you know it is your system’s.`,
        ]),
  ];
  return { ok: !broken && !fault, text: lines.join('\n'), data: verdict };
}

async function systemResult(url: string, email: string): Promise<Result> {
  const password = process.env.GANGWAY_PASSWORD;
  if (!password) throw new Error('Set GANGWAY_PASSWORD to the account’s password.');
  const session = await signIn(url, { email, password });
  for (let cursor: string | undefined; ; ) {
    const part = await session.expect('GET', `/api/v1/audit/verify${cursor ? `?cursor=${cursor}` : ''}`);
    cursor = part.next_cursor ?? undefined;
    if (cursor) {
      process.stderr.write(`${part.checked} entries …\n`);
      continue;
    }
    const text = part.broken ? brokenText(part.broken) : `Intact: ${part.checked} entries.`;
    return { ok: part.intact, text, data: part };
  }
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
  const [file] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if ((file === undefined) === (values.url === undefined) || (values.url && !values.email)) {
    process.stderr.write(HELP);
    return 2;
  }
  try {
    const result = file
      ? exportResult(await verifyExport(readFileSync(file, 'utf8'), values.key), values.key)
      : await systemResult(String(values.url), String(values.email));
    process.stdout.write(`${values.json ? JSON.stringify(result.data) : result.text}\n`);
    return result.ok ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 2;
  }
}

const read = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      url: { type: 'string' },
      email: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });

process.exitCode = await main();
