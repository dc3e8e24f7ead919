/** Runs a route: request id and log, who is asking, what they may, parsed input, errors, security headers. */
import middy from '@middy/core';
import type {
  APIGatewayProxyEventV2WithLambdaAuthorizer,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import type * as z from 'zod';
import {
  type Actor,
  actorOf,
  type Identity,
  may,
  type Origin,
  originOf,
  type PlatformAdmin,
  type PortalActor,
  platformAdminOf,
  portalActorOf,
} from './actor.ts';
import { jsonBody } from './body.ts';
import { isBusy } from './busy.ts';
import { honoursKeys, type RouteDefinition } from './define.ts';
import { type Answer, render } from './http.ts';
import { log, traceOf } from './log.ts';
import { isPlatformPermission, type Permission, type PlatformPermission, readGrants } from './permissions.ts';
import { type FieldError, fieldErrors, forbidden, invalid, notFound, Problem } from './problem.ts';

/** Why a verified account may not act for the organization that its token names. */
export type Refusal =
  | 'membership_ended'
  | 'member_suspended'
  | 'organization_suspended'
  /** What is left to its members passes. */
  | 'organization_deleting'
  /** Of the customer portal: the user was removed, or the customer archived. */
  | 'portal_ended'
  /** The organization is suspended, or going to be deleted. */
  | 'portal_closed'
  /** A platform administrator whose sign-in is too long ago for something: it is left out of the grants. */
  | 'sign_in_again';

/** What the authorizer hands on. HTTP APIs carry strings only. */
export interface AuthorizerContext {
  readonly sub?: string;
  /** The credential is an API key, or the token of somebody at a customer; otherwise it is a member's. */
  readonly kind?: 'key' | 'portal';
  readonly email?: string;
  readonly name?: string;
  readonly tenant_id?: string;
  readonly role?: string;
  /** Of somebody at a customer: whose, and which of its users. */
  readonly customer_id?: string;
  readonly portal_user?: string;
  /** Which of the account's sessions the credential is of. */
  readonly session?: string;
  /** As `writeGrants` has them. */
  readonly grants?: string;
  /** The organization is a demonstration. */
  readonly demo?: 'yes';
  /** Sent by the distribution, which tells the viewer's address; otherwise past it, and a header says what it likes. */
  readonly via?: 'distribution';
  /** In place of an organization; beside it while it waits for its deletion. */
  readonly refusal?: Refusal;
}

type Event = APIGatewayProxyEventV2WithLambdaAuthorizer<AuthorizerContext>;

type Parsed<R, K extends string> = R extends { readonly [key in K]: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

export interface Request<R extends RouteDefinition> {
  readonly requestId: string;
  /** Where it came from. */
  readonly origin: Origin;
  readonly identity: R['access'] extends 'public' ? undefined : Identity;
  readonly actor: R['access'] extends { permission: PlatformPermission }
    ? undefined
    : R['access'] extends { permission: string }
      ? Actor
      : R['access'] extends 'portal'
        ? PortalActor
        : Actor | undefined;
  readonly admin: R['access'] extends { permission: PlatformPermission } ? PlatformAdmin : undefined;
  readonly params: Parsed<R, 'params'>;
  readonly query: Parsed<R, 'query'>;
  readonly body: Parsed<R, 'body'>;
  readonly cookies: readonly string[];
  readonly header: (name: string) => string | undefined;
  /** Who called the gateway: the distribution, or whoever called past it. */
  readonly sourceIp: string;
}

/**
 * So long before Lambda would end the function, whoever waits is told to try again: of Lambda's own end the gateway
 * makes a bare 500.
 */
const EARLY_MS = 500;

export type Handler = (event: Event, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

export function serve<const R extends RouteDefinition>(
  route: R,
  handle: (request: Request<R>) => Promise<Answer>,
): Handler {
  return middy<Event, APIGatewayProxyStructuredResultV2>({ timeoutEarlyInMillis: EARLY_MS })
    .use({
      before: ({ event, context }) => {
        log.resetKeys();
        log.appendKeys({ request_id: event.requestContext.requestId, function: context.functionName });
      },
      onError: (request) => {
        const requestId = request.event.requestContext.requestId;
        request.response = render(problemAnswer(request.error, requestId), requestId);
      },
    })
    .handler(async (event, context) => {
      const requestId = event.requestContext.requestId;
      if (route.csrf && event.cookies?.length && event.headers['x-requested-with'] !== 'XMLHttpRequest')
        throw new Problem(403, 'csrf_header_missing', 'Send the header "X-Requested-With: XMLHttpRequest".');
      const identity = identify(route, event);
      const origin = senderOf(event);
      const actor = identity && actorFor(route, identity, requestId, origin);
      if (actor) log.appendKeys({ tenant_id: actor.tenantId, actor: actor.id });
      const { refusal } = event.requestContext.authorizer?.lambda ?? {};
      const admin = adminOf(route, identity, requestId, origin, refusal);
      if (typeof route.access === 'object' && !admin) permit(route.access.permission, actor, refusal);
      const input = parse(route, event);
      if (actor && route.reach) {
        // Loaded where a route has something to guard: others need no access to records.
        const { requireReach } = await import('./reach.ts');
        await requireReach(actor, route, input);
      }
      if (actor?.demo) {
        const { permitDemo } = await import('./demo.ts');
        await permitDemo(actor, route);
      }
      const request = {
        requestId,
        origin,
        identity,
        actor,
        admin,
        ...input,
        cookies: event.cookies ?? [],
        header: (name: string) => event.headers[name],
        sourceIp: event.requestContext.http.sourceIp,
      } as Request<R>;
      const key = event.headers['idempotency-key'];
      if (key === undefined || !actor || !honoursKeys(route)) return render(await handle(request), requestId);
      // Loaded by whom it is asked for: without the header it costs nothing.
      const { once } = await import('./idempotency.ts');
      const purpose = {
        key,
        route: `${route.method} ${route.path}`,
        request: [event.pathParameters ?? {}, event.rawQueryString, event.body ?? ''],
        remainingMs: context.getRemainingTimeInMillis(),
      };
      return render(await once(actor, purpose, () => handle(request)), requestId);
    }) as unknown as Handler;
}

/**
 * Who sent the request: behind the distribution the API itself sees an address of CloudFront's. On public routes nobody
 * has proven the header, and nothing is recorded by it: what counts attempts there proves it itself.
 */
function senderOf({ headers, requestContext: { http, authorizer } }: Event): Origin {
  const told = authorizer?.lambda?.via === 'distribution' ? headers['x-viewer-address'] : undefined;
  return originOf(told || http.sourceIp || '', http.userAgent);
}

function identify(route: RouteDefinition, event: Event): Identity | undefined {
  if (route.access === 'public') return undefined;
  const verified = event.requestContext.authorizer?.lambda;
  if (!verified?.sub) throw new Problem(401, 'unauthenticated', 'Sign in and try again.');
  // The two kinds of people never meet: whose token it is decides before anything else is looked at (K1).
  if (route.access === 'portal' && verified.kind !== 'portal')
    throw new Problem(403, 'portal_only', 'This is for users of the customer portal.');
  if (route.access !== 'portal' && verified.kind === 'portal')
    throw new Problem(403, 'not_for_portal', 'Users of the customer portal cannot do this.');
  if (route.access === 'portal' && verified.refusal)
    throw new Problem(403, verified.refusal, REFUSALS[verified.refusal]);
  if (verified.kind === 'key' && (route.access === 'signed-in' || route.people))
    throw new Problem(
      403,
      'not_for_keys',
      'This is about a person’s account: sign in instead of using an API key.',
    );
  return {
    sub: verified.sub,
    ...(verified.kind && { kind: verified.kind }),
    email: verified.email ?? '',
    name: verified.name ?? '',
    tenantId: verified.tenant_id || undefined,
    role: verified.role || undefined,
    session: verified.session || undefined,
    ...(verified.customer_id &&
      verified.portal_user && {
        portal: { customerId: verified.customer_id, userId: verified.portal_user },
      }),
    refusal: verified.refusal || undefined,
    grants: readGrants(verified.grants ?? ''),
    ...(verified.demo && { demo: true }),
  };
}

function actorFor(route: RouteDefinition, identity: Identity, requestId: string, origin: Origin) {
  if (route.access !== 'portal') return actorOf(identity, requestId, origin);
  const actor = portalActorOf(identity, requestId, origin);
  if (!actor) throw new Problem(403, 'portal_ended', REFUSALS.portal_ended);
  return actor;
}

const REFUSALS: Readonly<Record<Refusal, string>> = {
  membership_ended: 'You are no longer in this organization. Refresh your session or sign in again.',
  member_suspended: 'Your membership is suspended. Ask an administrator of your organization.',
  organization_suspended: 'This organization is suspended. Ask its administrator, or support.',
  organization_deleting: 'This organization is going to be deleted. An administrator can take that back.',
  portal_ended: 'Your access to this portal has ended. Ask your contact for a new invitation.',
  portal_closed: 'This portal is closed at the moment. Ask your contact.',
  sign_in_again: 'Your sign-in is too long ago for this. Sign in again, then repeat it.',
};

/**
 * The platform's routes are for platform administrators alone, whatever a role of an organization says; everybody else
 * is told that their role does not include it.
 */
function adminOf(
  route: RouteDefinition,
  identity: Identity | undefined,
  requestId: string,
  origin: Origin,
  refusal: Refusal | undefined,
): PlatformAdmin | undefined {
  if (!identity || typeof route.access !== 'object' || !isPlatformPermission(route.access.permission))
    return undefined;
  const admin = platformAdminOf(identity, requestId, origin);
  if (admin?.grants.get(route.access.permission) === 'platform') {
    log.appendKeys({ actor: admin.id });
    return admin;
  }
  if (admin && refusal === 'sign_in_again') throw new Problem(403, refusal, REFUSALS[refusal]);
  throw forbidden(route.access.permission, identity.kind === 'key' ? 'key' : 'role');
}

function permit(permission: Permission, actor: Actor | undefined, refusal: Refusal | undefined): void {
  if (
    refusal &&
    refusal !== 'sign_in_again' &&
    !(refusal === 'organization_deleting' && actor && may(actor, permission))
  )
    throw new Problem(refusal === 'membership_ended' ? 401 : 403, refusal, REFUSALS[refusal]);
  if (!actor)
    throw new Problem(403, 'no_organization', 'Create an organization or join one with an invitation first.');
  if (!may(actor, permission)) throw forbidden(permission, actor.kind === 'key' ? 'key' : 'role');
}

function parse(route: RouteDefinition, event: Event) {
  const errors: FieldError[] = [];
  const read = (schema: z.ZodType | undefined, input: unknown, prefix: string) => {
    if (!schema) return undefined;
    const result = schema.safeParse(input);
    if (!result.success) errors.push(...fieldErrors(result.error, prefix));
    return result.data;
  };
  // What cannot be an id names nothing: the same answer as for a record that is missing.
  const path = route.params?.safeParse(event.pathParameters ?? {});
  if (path && !path.success) throw notFound();
  const query = read(route.query, event.queryStringParameters ?? {}, 'query');
  const body = read(route.body, bodyOf(route, event), '');
  if (errors.length > 0) throw invalid(errors);
  return { params: path?.data, query, body };
}

const bodyOf = (route: RouteDefinition, event: Event) =>
  route.body && !(route.bodyOptional && !event.body) ? jsonBody(event) : undefined;

function problemAnswer(error: unknown, requestId: string): Answer {
  if (error instanceof Problem) {
    log.info('refused', { status: error.status, code: error.code });
    return {
      status: error.status,
      // RFC 9110, 11.6.1: a 401 says by what one may be recognized.
      headers: { ...(error.status === 401 && { 'www-authenticate': 'Bearer' }), ...error.headers },
      body: { code: error.code, message: error.message, data: { ...error.data, request_id: requestId } },
    };
  }
  log.error('failed', { failure: traceOf(error) });
  if (isBusy(error))
    return {
      status: 503,
      headers: { 'retry-after': '1' },
      body: {
        code: 'busy',
        message: 'The service is busy. Try again in a moment.',
        data: { request_id: requestId },
      },
    };
  return {
    status: 500,
    body: {
      code: 'internal_error',
      message: `Something went wrong on our side. If it happens again, tell support this request id: ${requestId}`,
      data: { request_id: requestId },
    },
  };
}
