/** A contract and its plan, as they read in a terminal. */
import { type Column, plain, textTable, wrapText } from '../client/table.ts';
import {
  type Answers,
  type FactAnswer,
  type MoneyAnswer,
  type PlanAnswer,
  type PriceAnswer,
  valuesOf,
} from './answers.ts';
import type { TotalsAnswer } from './document.ts';
import { money, words } from './wording.ts';

const column = (title: string): Column => ({ title });
const right = (title: string): Column => ({ title, align: 'right' });
const wide = (title: string): Column => ({ title, wrap: true });

/** @param width columns of the terminal */
export function reportLines(answers: Answers, width: number): string[] {
  const section = (title: string, lines: readonly string[], empty?: string): string[] =>
    lines.length > 0 || empty ? ['', title, ...(lines.length > 0 ? lines : [`  ${empty}`])] : [];
  const table: Table = (columns, rows) => {
    // A column without a value says nothing.
    const kept = columns.map((_, index) => rows.some((row) => row[index] !== ''));
    const of = <T>(cells: readonly T[]) => cells.filter((_, index) => kept[index]);
    return rows.length === 0
      ? []
      : textTable(of(columns), rows.map(of), width - 2).map((line) => `  ${line}`);
  };
  const { facts, plan } = answers;
  return [
    ...heading(answers, width),
    ...section('Parties', table([wide('NAME'), column('ROLE')], parties(facts))),
    ...section('Terms', table([column('FACT'), wide('VALUE')], terms(facts))),
    ...section(
      'People',
      table(
        [
          wide('NAME'),
          wide('TITLE'),
          wide('ROLES'),
          column('SIDE'),
          column('INFLUENCE'),
          column('E-MAIL'),
          column('PHONE'),
        ],
        people(answers),
      ),
      'The contract names nobody.',
    ),
    ...section(
      'Entitlements',
      table(
        [wide('PRODUCT'), right('QUANTITY'), column('UNIT'), column('START'), column('END')],
        answers.entitlements.map(({ product, quantity, unit, start, end }) => [
          product,
          quantity === null ? '' : String(quantity),
          unit ?? '',
          start ?? '',
          end ?? '',
        ]),
      ),
      'The contract grants nothing that could be read.',
    ),
    ...section(
      'Pricing',
      table(
        [wide('ITEM'), right('QUANTITY'), right('UNIT PRICE'), right('AMOUNT'), column('PERIOD')],
        answers.pricing.map(priceRow),
      ),
      'The contract names no prices that could be read.',
    ),
    ...totals(facts),
    ...(plan ? planLines(plan, width, table) : section('Plan', [], 'There is no plan.')),
    ...section(
      'Needs review',
      table(
        [column('FACT'), wide('VALUE'), wide('WHY')],
        facts.filter((fact) => fact.needs_review).map(review),
      ),
      'Nothing.',
    ),
  ];
}

function heading({ contract }: Answers, width: number): string[] {
  const about = [
    contract.document_name ?? 'Untitled',
    contract.pages === null ? '' : contract.pages === 1 ? '1 page' : `${contract.pages} pages`,
    contract.reader ? `read by ${contract.reader}` : '',
    `${contract.facts ?? 0} facts by ${contract.extractor ?? 'nobody'}`,
  ].filter(Boolean);
  const title = plain(`${contract.customer_name}: ${about.join(', ')}`);
  return [
    ...wrapText(title, width),
    ...wrapText(plain(contract.extractor_reason ?? ''), width).filter(Boolean),
  ];
}

const parties = (facts: readonly FactAnswer[]) =>
  (valuesOf(facts, 'parties') as { name: string; role: string }[]).map(({ name, role }) => [name, role]);

const TERMS = [
  'agreement_date',
  'effective_date',
  'expiration_date',
  'go_live_date',
  'term',
  'renewal_term',
  'notice_period',
  'governing_law',
  'payment_terms',
];

const terms = (facts: readonly FactAnswer[]) =>
  TERMS.flatMap((field) => valuesOf(facts, field).map((value) => [words(field), String(value)]));

const people = ({ stakeholders }: Answers) =>
  stakeholders.map(({ name, title, roles, side, influence, email, phone }) => [
    name,
    title ?? '',
    roles.map(words).join(', '),
    side ?? 'not known',
    words(influence),
    email ?? '',
    phone ?? '',
  ]);

const priceRow = (line: PriceAnswer) => [
  line.item,
  line.quantity === null ? '' : String(line.quantity),
  money(line.unit_price),
  line.percent === null ? money(line.amount) : `${line.percent} %`,
  line.period ? words(line.period) : '',
];

function totals(facts: readonly FactAnswer[]): string[] {
  const [found] = valuesOf(facts, 'totals') as TotalsAnswer[];
  const named = (label: string, amount: MoneyAnswer | null | undefined) =>
    amount ? [`${label} ${money(amount)}`] : [];
  const parts = [...named('a year', found?.annual), ...named('for the term', found?.total)];
  return parts.length > 0 ? [`  In all: ${parts.join(', ')}.`] : [];
}

type Table = (columns: readonly Column[], rows: readonly (readonly string[])[]) => string[];

function planLines(plan: PlanAnswer, width: number, table: Table): string[] {
  const number = new Map(plan.tasks.map(({ key }, index) => [key, String(index + 1)]));
  const agreed =
    plan.agreed_go_live_date && plan.agreed_go_live_date !== plan.go_live_date
      ? ` (agreed: ${plan.agreed_go_live_date})`
      : '';
  const phases = plan.phases.flatMap((phase) => [
    '',
    `  ${phase.name}, ${phase.start_date} to ${phase.end_date}`,
    ...table(
      [right('#'), column('START'), column('DUE'), wide('TASK'), wide('OWNER'), column('AFTER'), wide('WHY')],
      plan.tasks
        .filter((task) => task.phase === phase.key)
        .map((task) => [
          number.get(task.key) ?? '',
          task.start_date,
          task.due_date,
          task.title,
          owner(task.owner),
          task.depends_on.map((key) => number.get(key) ?? key).join(', '),
          reason(task.source),
        ]),
    ),
  ]);
  const risks = table(
    [column('SEVERITY'), wide('RISK'), wide('WHAT TO DO')],
    plan.risks.map(({ severity, sentence, mitigation }) => [severity, sentence, mitigation]),
  );
  const criteria = table(
    [column('BY'), wide('SUCCESS CRITERION')],
    plan.success_criteria.map(({ target_date, sentence }) => [target_date, sentence]),
  );
  return [
    '',
    plain(`Plan: ${plan.name}. Goes live on ${plan.go_live_date}${agreed}.`),
    ...wrapText(plain(plan.anchor.note), width - 2).map((line) => `  ${line}`),
    ...phases,
    ...(risks.length > 0 ? ['', 'Risks', ...risks] : []),
    ...(criteria.length > 0 ? ['', 'Success', ...criteria] : []),
  ];
}

const owner = ({ name, role, side }: PlanAnswer['tasks'][number]['owner']) =>
  name ? `${name} (${side})` : `${words(role)}, ${side}`;

const reason = ({ reason: sentence, page }: PlanAnswer['tasks'][number]['source']) =>
  page == null ? sentence : `${sentence} (page ${page})`;

const review = ({ field, value, note, confidence }: FactAnswer) => [
  words(field),
  shown(value),
  note ?? `The reader is not sure (${Math.round(confidence * 100)} %).`,
];

/** A value of any field in one line: its texts and numbers, amounts as amounts. */
function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  if (Array.isArray(value)) return value.map(shown).filter(Boolean).join(', ');
  if ('minor' in value && 'currency' in value) return money(value as MoneyAnswer);
  return Object.values(value).map(shown).filter(Boolean).join(', ');
}
