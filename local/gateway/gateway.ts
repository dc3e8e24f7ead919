/** Receives every AWS call: who is it, may they, and which service serves it. */
import { randomUUID } from 'node:crypto';
import type { Breakpoints, Place } from '../breakpoints/index.ts';
import type { Principals } from '../iam/principals.ts';
import {
  AwsError,
  type Call,
  type ConditionContext,
  notImplemented,
  type Principal,
  type Reply,
  type Requirement,
} from '../types.ts';
import type { CallLog } from './call-log.ts';
import type { Callers } from './callers.ts';
import { CONSUMED_HEADER } from './dynamodb-service.ts';
import { renderError, toAwsError } from './error-reply.ts';
import { ANONYMOUS, type AwsRequest, type GatewayService } from './gateway-service.ts';
import { type Identity, identify } from './identify.ts';

export interface GatewayOptions {
  readonly region: string;
  readonly principals: Pick<Principals, 'lookup' | 'isExpired' | 'authorize'>;
  readonly callers: Callers;
  readonly calls: CallLog;
  readonly breakpoints?: Pick<Breakpoints, 'around'>;
}

export interface Gateway {
  readonly registerService: (service: GatewayService) => void;
  readonly handle: (request: AwsRequest) => Promise<Reply>;
  /** A call of the runtime's own (a state machine's task) under a principal; errors are thrown, not rendered. */
  readonly call: (call: Omit<Call, 'requestId'>) => Promise<Reply>;
}

/** What services answer to callers that they turn away themselves (STS by trust policies, S3 by signatures). */
const DENIALS: ReadonlySet<string> = new Set(['AccessDenied', 'AccessDeniedException']);

export function createGateway(options: GatewayOptions): Gateway {
  const services = new Map<string, GatewayService>();

  /** Throws what AWS answers to a caller it does not know, or to one whose session has ended. */
  const principalOf = (
    identity: Identity,
    accessKeyId: string | undefined,
    request: AwsRequest,
  ): Principal => {
    const isS3 = identity.service === 's3';
    const status = identity.protocol === 'json' ? 400 : 403;
    if (accessKeyId === undefined) {
      if (services.get(identity.service)?.acceptsAnonymous) return ANONYMOUS;
      throw new AwsError(
        'MissingAuthenticationTokenException',
        'Request is missing Authentication Token',
        403,
      );
    }
    const session = options.principals.lookup(accessKeyId);
    const token = request.headers['x-amz-security-token'];
    if (session !== undefined && (token === undefined || token === session.sessionToken)) return session;
    if (session === undefined && options.principals.isExpired(accessKeyId)) {
      if (isS3) throw new AwsError('ExpiredToken', 'The provided token has expired.', 400);
      const code = identity.protocol === 'query' ? 'ExpiredToken' : 'ExpiredTokenException';
      throw new AwsError(code, 'The security token included in the request is expired', status);
    }
    if (isS3) {
      const message = 'The AWS Access Key Id you provided does not exist in our records.';
      throw new AwsError('InvalidAccessKeyId', message, 403);
    }
    const code = identity.protocol === 'query' ? 'InvalidClientTokenId' : 'UnrecognizedClientException';
    throw new AwsError(code, 'The security token included in the request is invalid.', status);
  };

  const authorize = (
    service: GatewayService,
    call: Call,
    protocol: Identity['protocol'],
    region: string,
  ): void => {
    const global: ConditionContext = {
      'aws:sourceip': '127.0.0.1',
      'aws:requestedregion': region,
      ...(call.headers['user-agent'] === undefined ? {} : { 'aws:useragent': call.headers['user-agent'] }),
    };
    const requirements = service
      .requirements(call)
      .map(
        (requirement): Requirement => ({ ...requirement, context: { ...global, ...requirement.context } }),
      );
    if (requirements.length === 0) return;
    if (call.principal === ANONYMOUS)
      throw denial(call, requirements[0]!, protocol, 'The call is not signed.');
    const verdict = options.principals.authorize(call.principal, requirements, (requirement) =>
      // A call may need actions of other services: S3 asks KMS for the keys of its buckets.
      services.get(requirement.action.split(':')[0]!)?.resourcePolicies?.(requirement),
    );
    if (verdict.allowed) return;
    const { effect, reason } = verdict.decision;
    throw denial(call, verdict.requirement, protocol, reason, effect === 'explicit-deny');
  };

  const placeOf = (call: Call, key: string | undefined): Place => {
    const caller = key === undefined ? undefined : options.callers.find(key);
    return {
      call: `${call.service}:${call.operation}`,
      ...(caller !== undefined && { function: caller.functionName }),
      text: () => `${call.path} ${call.body.toString('utf8')}`,
    };
  };

  /** Serves a call of a known caller, and keeps a record of it. */
  const serve = async (call: Call, identity: Identity, key: string | undefined): Promise<Reply> => {
    const service = services.get(call.service);
    if (service === undefined) throw notImplemented(call.service, call.operation);
    authorize(service, call, identity.protocol, identity.region ?? options.region);
    const work = () => service.handle(call);
    const reply = await (options.breakpoints?.around(placeOf(call, key), work) ?? work());
    if (call.service === 'sts' && key !== undefined) options.callers.derive(key, String(reply.body ?? ''));
    return reply;
  };

  const recorded = async (
    call: Call,
    key: string | undefined,
    work: () => Promise<Reply>,
  ): Promise<Reply> => {
    const started = performance.now();
    const time = new Date().toISOString();
    const caller = key === undefined ? undefined : options.callers.find(key);
    const record = (status: number, error?: AwsError, reply?: Reply): void => {
      // S3 renders its errors itself.
      const errorCode =
        error?.code ?? (status < 400 ? undefined : /<Code>([^<]+)</.exec(String(reply?.body))?.[1]);
      const isDenied = errorCode !== undefined && DENIALS.has(errorCode);
      const consumedCapacity = reply?.headers?.[CONSUMED_HEADER];
      options.calls.add({
        time,
        requestId: call.requestId,
        principal: call.principal.arn,
        ...(caller === undefined ? {} : { function: caller.functionName }),
        ...(caller?.requestId === undefined ? {} : { invocation: caller.requestId }),
        service: call.service,
        operation: call.operation,
        allowed: !isDenied,
        ...(isDenied
          ? { reason: error instanceof Denied ? error.reason : (error?.message ?? errorCode) }
          : {}),
        status,
        ...(errorCode === undefined ? {} : { error: errorCode }),
        ms: Math.round((performance.now() - started) * 100) / 100,
        ...(consumedCapacity === undefined ? {} : { consumedCapacity: Number(consumedCapacity) }),
      });
    };
    try {
      const reply = await work();
      record(reply.status, undefined, reply);
      return reply;
    } catch (error) {
      const known = toAwsError(error);
      record(known.status, known);
      throw error;
    }
  };

  return {
    registerService: (service) => {
      services.set(service.name, service);
    },
    call: (request) => {
      const call: Call = { ...request, requestId: randomUUID() };
      const identity: Identity = { service: call.service, protocol: 'json' };
      return recorded(call, undefined, () => serve(call, identity, undefined));
    },
    handle: async (request) => {
      const requestId = randomUUID();
      const identity = identify(request);
      const service = services.get(identity.service);
      let call: Call = {
        ...request,
        service: identity.service,
        operation: identity.operation ?? `${request.method} ${request.path}`,
        input: {},
        principal: ANONYMOUS,
        requestId,
      };
      try {
        if (service === undefined) throw notImplemented(call.service, call.operation);
        call = { ...call, operation: identity.operation ?? service.operation?.(request) ?? call.operation };
        const key = identity.accessKeyId ?? service.accessKeyOf?.(request);
        call = {
          ...call,
          principal: principalOf(identity, key, request),
          input: parseInput(identity, request.body),
        };
        const reply = await recorded(call, key, () => serve(call, identity, key));
        return { ...reply, headers: { 'x-amzn-requestid': requestId, ...reply.headers } };
      } catch (error) {
        return (
          service?.errorReply?.(error, call) ?? renderError(toAwsError(error), identity.protocol, requestId)
        );
      }
    },
  };
}

/** Access denied, with what the local reader wants to know and AWS does not tell. */
class Denied extends AwsError {
  readonly reason: string;

  constructor(code: string, message: string, status: number, reason: string) {
    super(code, message, status);
    this.reason = reason;
  }
}

function denial(
  call: Call,
  { action, resource }: Requirement,
  protocol: Identity['protocol'],
  reason: string,
  isExplicit = false,
): Denied {
  const why = isExplicit
    ? 'with an explicit deny'
    : `because no identity-based policy allows the ${action} action`;
  const message = `User: ${call.principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
  return protocol === 'json'
    ? new Denied('AccessDeniedException', message, 400, reason)
    : new Denied(protocol === 'rest-json' ? 'AccessDeniedException' : 'AccessDenied', message, 403, reason);
}

function parseInput(identity: Identity, body: Buffer): Readonly<Record<string, unknown>> {
  if (identity.protocol !== 'json' || body.length === 0) return {};
  try {
    const input: unknown = JSON.parse(body.toString('utf8'));
    if (input !== null && typeof input === 'object' && !Array.isArray(input))
      return input as Record<string, unknown>;
  } catch {
    // Falls through to the error that AWS gives for anything that is no JSON object.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}
