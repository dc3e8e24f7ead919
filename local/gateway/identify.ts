/** Finds out of a request which service and operation it means, and whose access key signed it. */
import type { AwsRequest } from './gateway-service.ts';

export type Protocol = 'json' | 'query' | 'rest-json' | 'rest-xml';

export interface Identity {
  readonly service: string;
  /** Absent where only the service itself can tell, by method and path. */
  readonly operation?: string;
  readonly protocol: Protocol;
  readonly accessKeyId?: string;
  readonly region?: string;
}

const CREDENTIAL = /Credential=([^/,\s]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/;
const SCOPE = /^([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request$/;

/** Services that unsigned calls reach by `X-Amz-Target`. */
const TARGETS: Readonly<Record<string, string>> = { AWSCognitoIdentityProviderService: 'cognito-idp' };

/** Signing names under which the services here are not called: those of the SDK's endpoint rules. */
const SIGNING_NAMES: Readonly<Record<string, string>> = { 'bedrock-runtime': 'bedrock', email: 'ses' };

/**
 * The credential scope of header or query names service, region and key; `X-Amz-Target` (JSON) or `Action` (Query)
 * the operation. What is unsigned and names nothing is an S3 request: forms, preflights and public objects.
 */
export function identify(request: AwsRequest): Identity {
  const { headers, query } = request;
  const target = headers['x-amz-target'];
  const scope =
    CREDENTIAL.exec(headers.authorization ?? '') ??
    SCOPE.exec(query.get('X-Amz-Credential') ?? '') ??
    undefined;
  const signed = scope === undefined ? {} : { accessKeyId: scope[1]!, region: scope[2]! };
  const name = scope?.[3];
  if (typeof target === 'string') {
    const [prefix = '', operation = ''] = target.split('.');
    const service = name ?? TARGETS[prefix] ?? prefix;
    return { service: SIGNING_NAMES[service] ?? service, operation, protocol: 'json', ...signed };
  }
  if ((headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded') && name !== 's3') {
    const action = new URLSearchParams(request.body.toString('utf8')).get('Action');
    if (action !== null) return { service: name ?? 'sts', operation: action, protocol: 'query', ...signed };
  }
  const service = SIGNING_NAMES[name ?? ''] ?? name ?? 's3';
  return { service, protocol: service === 's3' ? 'rest-xml' : 'rest-json', ...signed };
}
