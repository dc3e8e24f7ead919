/** What goes wrong between browser and API, in one shape. */
import { t } from '../i18n/i18n.ts';
import type { Problem } from './schema.ts';

export interface FieldError {
  /** Dotted path into the input: `customer.name`. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** An answer that is not a success, or no answer at all (`status` 0, `code` `network`). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** Stable, for programs: `version_conflict`, `customer_exists`, … */
  readonly code: string;
  /** For support; null when the API was not reached. */
  readonly requestId: string | null;
  readonly data: Readonly<Record<string, unknown>>;

  /** @param problem `message` is a sentence for people */
  constructor(
    status: number,
    problem: {
      readonly code: string;
      readonly message: string;
      readonly data?: Readonly<Record<string, unknown>>;
    },
    requestId: string | null = null,
  ) {
    super(problem.message);
    this.status = status;
    this.code = problem.code;
    this.data = problem.data ?? {};
    const named = this.data.request_id;
    this.requestId = typeof named === 'string' ? named : requestId;
  }

  /** The fields that were refused; empty when the error is about something else. */
  get fields(): readonly FieldError[] {
    return Array.isArray(this.data.errors) ? (this.data.errors as FieldError[]) : [];
  }

  /** The sentence for one field of a form, if that field was refused. */
  field(name: string): string | undefined {
    return this.fields.find(({ field }) => field === name)?.message;
  }
}

/** The error of a form whose fields were refused: each says so itself. */
export const refusedFields = (error: unknown): ApiError | undefined =>
  isApiError(error) && error.fields.length > 0 ? error : undefined;

/** The API was not reached: no network, a blocked request, a server that is down. */
export const unreachable = () => new ApiError(0, { code: 'network', message: t('api.unreachable') });

/** An answer's error; also one that did not come from the API itself, as of a gateway that timed out. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  const requestId = response.headers.get('x-request-id');
  if (isProblem(body)) return new ApiError(response.status, body, requestId);
  return new ApiError(
    response.status,
    {
      code: `http_${response.status}`,
      message: response.status === 401 ? t('api.notSignedIn') : t('api.notUnderstood'),
    },
    requestId,
  );
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' &&
  body !== null &&
  'code' in body &&
  typeof body.code === 'string' &&
  'message' in body &&
  typeof body.message === 'string';

export const isApiError = (error: unknown, code?: string): error is ApiError =>
  error instanceof ApiError && (code === undefined || error.code === code);
