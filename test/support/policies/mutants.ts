/** Policies made weaker, one place at a time: what somebody could write by mistake, and no test would miss. */
import type { PolicyDocument, Statement } from '../../../local/iam/document.ts';

export interface Mutant {
  /** `ReadRecords: Null removed` */
  readonly name: string;
  readonly document: PolicyDocument;
}

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Session tags in patterns. */
const TAG = /\$\{aws:PrincipalTag\/[^}]+\}/g;

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** Every way in which one statement of the document says less than it does. */
export function mutantsOf(document: PolicyDocument): Mutant[] {
  const statements = [document.Statement].flat() as Statement[];
  const without = (index: number) => ({ ...document, Statement: statements.toSpliced(index, 1) });
  return [
    // What denies is weaker when it is gone; made wider, it would only deny more.
    ...statements.flatMap(({ Effect, Sid }, index) =>
      Effect === 'Deny' ? [{ name: `${Sid ?? `statement ${index}`}: gone`, document: without(index) }] : [],
    ),
    ...widened(document, statements),
  ];
}

function widened(document: PolicyDocument, statements: readonly Statement[]): Mutant[] {
  return statements.flatMap((statement, index) =>
    [...(statement.Effect === 'Allow' ? weaker(statement) : [])].map(([what, weakened]) => ({
      name: `${statement.Sid ?? `statement ${index}`}: ${what}`,
      document: { ...document, Statement: statements.with(index, weakened) },
    })),
  );
}

function* weaker(statement: Statement): Generator<readonly [string, Statement]> {
  yield* weakerConditions(statement);
  const resources = listOf(statement.Resource);
  for (const [index, resource] of resources.entries()) {
    const replaced = (by: string): Statement => ({ ...statement, Resource: resources.with(index, by) });
    if (resource.search(TAG) >= 0) yield [`${resource} of any tenant`, replaced(resource.replace(TAG, '*'))];
    const kind = /^arn:aws:(\w+):/.exec(resource)?.[1];
    if (kind) yield [`every resource of ${kind}`, replaced(`arn:aws:${kind}:*`)];
    // A prefix without its end: `T/<tenant>*` also begins what another name goes on with.
    if (kind === 's3' && resource.endsWith('/*'))
      yield [`${resource} without its last slash`, replaced(`${resource.slice(0, -2)}*`)];
  }
  if (statement.Resource !== undefined)
    for (const service of new Set(listOf(statement.Action).map((action) => action.split(':')[0] ?? '')))
      yield [
        `every action of ${service}`,
        { ...statement, Action: [...listOf(statement.Action), `${service}:*`] },
      ];
  if (listOf(statement.Action).some((action) => action.startsWith('dynamodb:')))
    yield [
      'Scan added',
      {
        ...statement,
        Action: [...listOf(statement.Action), 'dynamodb:Scan'],
        Condition: withoutNull(statement),
      },
    ];
}

/** What a Scan would need to pass: the guard alone stands before it. */
function withoutNull({ Condition }: Statement): unknown {
  const { Null: _, ...rest } = (Condition ?? {}) as Conditions;
  return rest;
}

function* weakerConditions(statement: Statement): Generator<readonly [string, Statement]> {
  const conditions = (statement.Condition ?? {}) as Conditions;
  const withConditions = (changed: Conditions): Statement => {
    const { Condition: _, ...rest } = statement;
    return Object.keys(changed).length > 0 ? { ...rest, Condition: changed } : rest;
  };
  for (const [operator, keys] of Object.entries(conditions)) {
    const { [operator]: _, ...others } = conditions;
    // A plain operator refuses a request without the key by itself: there the guard is a second lock, and its loss shows nothing.
    const isSecondLock =
      operator === 'Null' &&
      Object.keys(keys).every((key) =>
        Object.entries(others).some(([name, other]) => !name.startsWith('ForA') && key in other),
      );
    if (!isSecondLock) yield [`${operator} removed`, withConditions(others)];
    for (const [key, value] of Object.entries(keys)) {
      const values = listOf(value);
      const replaced = (changed: readonly string[]) =>
        withConditions({ ...conditions, [operator]: { ...keys, [key]: changed } });
      if (operator === 'Null') continue;
      for (const [index, one] of values.entries()) {
        const like = operator.replace('Equals', 'Like');
        yield [
          `${key} like anything`,
          withConditions({
            ...others,
            [like]: {
              ...keys,
              [key]: values.with(index, operator.startsWith('Arn') ? 'arn:*:*:*:*:*' : '*'),
            },
          }),
        ];
        // A wildcard is one to the operators that compare by pattern.
        if (one.search(TAG) >= 0)
          yield [
            `${one} of any tenant`,
            withConditions({
              ...others,
              [like]: { ...keys, [key]: values.with(index, one.replace(TAG, '*')) },
            }),
          ];
        if (/#\*$/.test(one) && one.search(TAG) >= 0)
          yield [`${one} without its last #`, replaced(values.with(index, `${one.slice(0, -2)}*`))];
        if (/^DIR#\w+#\*$/.test(one))
          yield [`${one} of any directory`, replaced(values.with(index, 'DIR#*'))];
        if (/^\?+$/.test(one))
          yield [`${one} one longer or shorter`, replaced([...values, `${one}?`, one.slice(1)])];
      }
      if (operator.startsWith('ForAllValues:') && key === 'aws:TagKeys')
        yield [`another ${key}`, replaced([...values, 'more'])];
    }
  }
}
