/** What a service may tell the gateway beyond `AwsService`. */
import type { IncomingHttpHeaders } from 'node:http';
import type { NamedPolicy } from '../iam/policy.ts';
import type { AwsService, Call, Principal, Reply, Requirement } from '../types.ts';

/** A request before it is known who makes it. */
export interface AwsRequest {
  readonly method: string;
  /** Raw path, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface GatewayService extends AwsService {
  /** Names the operation of a REST request; services whose requests name it themselves need none. */
  readonly operation?: (request: AwsRequest) => string;
  /** The access key where it is neither in `Authorization` nor in `X-Amz-Credential`: in an S3 form. */
  readonly accessKeyOf?: (request: AwsRequest) => string | undefined;
  /** Unsigned calls reach the service, with {@link ANONYMOUS} for a principal, when they require no permission. */
  readonly acceptsAnonymous?: boolean;
  /** Renders an error where the service's protocol is its own. */
  readonly errorReply?: (error: unknown, call: Call) => Reply;
  /** Policies of the resource that a requirement names; `undefined` when the resource carries none. */
  readonly resourcePolicies?: (requirement: Requirement) => readonly NamedPolicy[] | undefined;
}

/** Nobody: the principal of an unsigned call. */
export const ANONYMOUS: Principal = { roleArn: '', roleName: '', arn: 'anonymous', account: '', tags: {} };
