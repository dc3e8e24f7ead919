/** Who stands in a table: the columns are known by their heads, in the words of several programs and languages. */
import * as z from 'zod';
import { fold } from '../../kernel/fold.ts';
import { invalid } from '../../kernel/problem.ts';
import { isFormula, type Row, type Table } from './table.ts';

export interface ListedPerson {
  readonly line: number;
  /** In lower case; empty where there is none. */
  readonly email: string;
  readonly name: string;
  /** As written. */
  readonly role: string;
  /** The row as it came. */
  readonly cells: readonly string[];
  /** A cell that a spreadsheet would compute: kept as text. */
  readonly formula: boolean;
}

export interface PeopleTable {
  readonly head: readonly string[];
  readonly people: readonly ListedPerson[];
  /** Heads of columns that nothing was read from. */
  readonly ignored: readonly string[];
}

/** Without case, accents, blanks and signs. Where several columns match, the first of the list comes first. */
const HEADS = {
  email: [
    'email',
    'emailaddress',
    'mail',
    'emailwork',
    'workemail',
    'businessemail',
    'emailadresse',
    'mailadresse',
    'email1',
    'email1value',
    'primaryemail',
    'contactemail',
    'useremail',
    'memberemail',
    'userprincipalname',
    'emailhome',
    'emailother',
    'courriel',
    'correo',
  ],
  role: ['role', 'rolle', 'teamrole', 'userrole', 'userrolle', 'permission', 'berechtigung', 'rol'],
  name: [
    'name',
    'fullname',
    'displayname',
    'member',
    'contact',
    'contactname',
    'contactfullname',
    'membername',
    'ansprechpartner',
    'kontakt',
    'nom',
    'nombre',
  ],
  first: ['firstname', 'givenname', 'vorname', 'prenom'],
  last: ['lastname', 'surname', 'familyname', 'nachname', 'nomdefamille'],
} as const;
type Column = keyof typeof HEADS;

const normal = (head: string) => fold(head).replace(/[^\p{L}\p{N}]/gu, '');

/** Columns of a kind, the best head first; of two with the same head, the left one. */
const columnsOf = (head: readonly string[], column: Column): number[] =>
  head
    .map((title, index) => ({ index, rank: (HEADS[column] as readonly string[]).indexOf(normal(title)) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ index }) => index);

const Address = z.email().max(254);
export const isAddress = (text: string) => Address.safeParse(text).success;

/** A table without heads: its first row has somebody's address. */
function headless({ cells }: Row): number | undefined {
  const index = cells.findIndex((cell) => isAddress(cell.toLowerCase()));
  return index < 0 ? undefined : index;
}

/** @throws Problem 400 for a table without a column of addresses */
export function readPeople({ rows }: Table): PeopleTable {
  const [first] = rows;
  const refuse = (code: string, message: string) => invalid([{ field: 'file', code, message }]);
  if (!first) throw refuse('empty', 'has no rows');
  const addresses = columnsOf(first.cells, 'email');
  if (addresses.length > 0) {
    const columns = Object.fromEntries(
      (Object.keys(HEADS) as Column[]).map((column) => [column, columnsOf(first.cells, column)]),
    ) as Record<Column, number[]>;
    const used = new Set(Object.values(columns).flat());
    return {
      head: first.cells,
      people: rows.slice(1).map((row) => person(row, columns)),
      ignored: first.cells.filter((title, index) => title !== '' && !used.has(index)),
    };
  }
  const column = headless(first);
  if (column === undefined)
    throw refuse('no_email_column', 'has no column of e-mail addresses: call one "Email"');
  const columns = { email: [column], role: [], name: [], first: [], last: [] };
  return {
    head: first.cells.map((_, index) => (index === column ? 'Email' : '')),
    people: rows.map((row) => person(row, columns)),
    ignored: [],
  };
}

function person({ line, cells }: Row, columns: Readonly<Record<Column, readonly number[]>>): ListedPerson {
  const of = (column: Column) =>
    columns[column].map((index) => cells[index] ?? '').find((cell) => cell !== '');
  const parts = [of('first'), of('last')].filter((part) => part !== undefined).join(' ');
  const shown = [of('email'), of('role'), of('name'), parts];
  return {
    line,
    email: (of('email') ?? '').toLowerCase(),
    name: (of('name') ?? parts).slice(0, 200),
    role: of('role') ?? '',
    cells,
    formula: shown.some((cell) => cell !== undefined && isFormula(cell)),
  };
}
