/** The vocabulary shared by the local runtime's services. */
import type { IncomingHttpHeaders } from 'node:http';

/** Who makes a call: a role session, known by its access key. */
export interface Principal {
  readonly roleArn: string;
  readonly roleName: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>` */
  readonly arn: string;
  readonly account: string;
  /** Session tags, as `aws:PrincipalTag/<key>` sees them. */
  readonly tags: Readonly<Record<string, string>>;
}

/** One AWS API call as it reached the gateway. */
export interface Call {
  /** Signing name: `dynamodb`, `s3`, `sqs`, `sts`, `states`, `textract`, `bedrock`, … */
  readonly service: string;
  /** `PutItem`, `StartExecution`, … */
  readonly operation: string;
  readonly method: string;
  /** Raw path, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Parsed JSON body of the JSON protocols; `{}` elsewhere. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  readonly requestId: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Condition keys of a request; names in lower case (`dynamodb:leadingkeys`, `aws:requesttag/tenant_id`). */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** One action on one resource that IAM must allow before a call is served. */
export interface Requirement {
  readonly action: string;
  readonly resource: string;
  readonly context: ConditionContext;
}

/** What every emulated service offers the gateway. */
export interface AwsService {
  readonly name: string;
  /** Everything IAM must allow for this call. An empty list means the call needs no permission (`sts:GetCallerIdentity`). */
  requirements(call: Call): readonly Requirement[];
  handle(call: Call): Promise<Reply>;
}

/** An error in AWS's own terms; the gateway renders it in the protocol of the service. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;

  /**
   * @param code the error's name, as the SDK reports it (`ResourceNotFoundException`)
   * @param status HTTP status
   * @param details further members of the error (`CancellationReasons`)
   */
  constructor(code: string, message: string, status = 400, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** The answer to an operation that the local runtime does not have. */
export function notImplemented(service: string, operation: string): AwsError {
  return new AwsError('NotImplemented', `The local runtime does not implement ${service}:${operation}.`, 501);
}

/** Invokes a function by name or ARN, as Lambda's synchronous Invoke does. */
export type Invoke = (
  functionNameOrArn: string,
  payload: unknown,
) => Promise<{
  readonly payload: unknown;
  readonly error?: { readonly name: string; readonly message: string };
}>;

/** A template resource whose properties are resolved: no intrinsics left. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What `Ref` and `Fn::GetAtt` of a deployed resource give. */
export interface Deployed {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Deploys resources of some types. Deploying the same resource again, data in place, must change nothing. */
export interface ResourceProvider {
  readonly types: readonly string[];
  deploy(resource: Resource): Promise<Deployed> | Deployed;
}
