/** Errors that a caller is told about: `{code, message, data}` (K3). */
import * as z from 'zod';

export interface FieldError {
  /** Dotted path into the input: `customer.name`. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** An error with a public sentence. Anything else that is thrown becomes a 500 without details. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Headers of the answer: `retry-after` where waiting helps. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    data: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.data = data;
    this.headers = headers;
  }
}

/** What every error answer looks like. */
export const ProblemBody = z.object({
  code: z.string().meta({ description: 'Stable, for programs: `validation_failed`, `not_found`, …' }),
  message: z.string().meta({ description: 'One sentence for people: what happened and what to do.' }),
  data: z
    .object({
      request_id: z.string(),
      errors: z
        .array(z.object({ field: z.string(), code: z.string(), message: z.string() }))
        .optional()
        .meta({ description: 'One entry for each field that was refused.' }),
    })
    .catchall(z.unknown()),
});

/** A record that does not exist, or belongs to somebody else: the same answer to both. */
export const notFound = () =>
  new Problem(404, 'not_found', 'There is no such record here. It may have been archived.');

/** An answer stays small, whatever was sent: nobody reads the hundredth error, or a name of a thousand letters. */
const ERRORS_LIMIT = 100;
const TEXT_LIMIT = 300;

const short = (text: string) =>
  text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT - 1)}…`.toWellFormed() : text;

export const invalid = (errors: readonly FieldError[]) =>
  new Problem(
    400,
    'validation_failed',
    errors.length === 1 && errors[0]
      ? `${errors[0].field ? `${short(errors[0].field)}: ` : ''}${short(errors[0].message)}`
      : `${errors.length} fields need your attention.`,
    {
      errors: errors
        .slice(0, ERRORS_LIMIT)
        .map(({ field, code, message }) => ({ field: short(field), code, message: short(message) })),
    },
  );

export const forbidden = (permission: string, who: 'role' | 'key' = 'role') =>
  new Problem(
    403,
    'forbidden',
    who === 'key'
      ? `This API key does not include "${permission}". Make one that does.`
      : `Your role does not include "${permission}". Ask an administrator of your organization.`,
    { permission },
  );

export const versionConflict = (what: string, current: number) =>
  new Problem(
    409,
    'version_conflict',
    `Somebody else changed this ${what} in the meantime. Reload it and apply your change again.`,
    { current_version: current },
  );

/** zod's issues as field errors. Of a union it is the branch that came closest that says what is wrong. */
export const fieldErrors = (error: z.ZodError, prefix = ''): FieldError[] =>
  issueErrors(error.issues, prefix ? [prefix] : []);

function issueErrors(issues: readonly z.core.$ZodIssue[], path: readonly PropertyKey[]): FieldError[] {
  return issues.flatMap((issue) => {
    const at = [...path, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const [closest = []] = issue.errors.toSorted((one, other) => one.length - other.length);
      return issueErrors(closest, at);
    }
    return [{ field: at.map(String).join('.'), code: issue.code ?? 'invalid', message: issue.message }];
  });
}
