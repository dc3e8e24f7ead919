/**
 * One declaration for each Lambda. From it come the route, the function, its log group and role, its
 * environment, the OpenAPI document and the tests that every route must pass. Nothing here loads the SDK:
 * `lib/` reads these declarations at synthesis.
 */
import type * as z from 'zod';
import type { Permission } from './permissions.ts';

/** What a tenant role (assumed with the session tag `tenant_id`) may do with one tenant's data. */
export type TenantAccess =
  /** Read records and files. */
  | 'read'
  /** Read and write records and files. */
  | 'write'
  /** `write`, and claim names in the directory: only for creating an organization. */
  | 'found'
  /** `write`, and the directory's entries about its own organization and people: membership, roles, status. */
  | 'govern'
  /** Delete everything of the tenant: records, every version of its files, its entries in the directory. */
  | 'erase'
  /** Let Textract read the tenant's files. */
  | 'recognize'
  /** Append to the audit log, and nothing else. */
  | 'audit'
  /** Note when an API key was used, and how somebody signed in. */
  | 'note'
  /** Keep the list of open sockets, and nothing else. */
  | 'connect'
  /** Keep what the platform knows of the organization: its figures, never its records. */
  | 'summarize'
  /** The platform's hand on an organization: its settings, its status, and the platform's log. */
  | 'oversee';

/**
 * Directory partitions, `DIR#<NAME>#…`: what must be found before the tenant is known. `PROFILE` is a ledger, for those
 * who only read it.
 */
export type Directory =
  | 'SLUG'
  | 'USER'
  | 'TENANT'
  | 'INVITE'
  | 'INVITED'
  | 'KEY'
  | 'PORTAL'
  | 'PLATFORM'
  | 'PROFILE';

/**
 * Partitions beside the directory that a function keeps with its own role, because there is no tenant yet: counters of
 * attempts, sessions of accounts, people's own settings, tickets for sockets and whose a socket is.
 */
export type Ledger = 'LIMIT' | 'SESSION' | 'PROFILE' | 'SOCKET';

/** What a function may do to accounts in the user pool with its own role. */
export type AccountAction =
  | 'AdminInitiateAuth'
  | 'AdminRespondToAuthChallenge'
  | 'AdminGetUser'
  | 'AdminUpdateUserAttributes'
  | 'AdminUserGlobalSignOut'
  | 'AdminCreateUser'
  | 'AdminSetUserPassword'
  | 'AdminDeleteUser'
  | 'AdminLinkProviderForUser'
  | 'ListUsers';

/** What a function needs beyond its own code. Its role, environment and nothing else follow from this. */
export interface Uses {
  readonly tenant?: readonly TenantAccess[];
  /** Read access with the function's own role. */
  readonly directory?: readonly Directory[];
  /** Secrets the function may read. */
  readonly secrets?: readonly SecretName[];
  /** Start and redrive executions of the contract pipeline. */
  readonly pipeline?: true;
  /** Start and redrive executions of these state machines of organizations. */
  readonly machines?: readonly MachineName[];
  /** Know how long a deletion can be taken back. */
  readonly deletionGrace?: true;
  /** Read or raise the counts of requests. */
  readonly metrics?: 'read' | 'write';
  /** Ask the files, the queues and the pipeline whether they are there. */
  readonly readiness?: true;
  /** Call the language model (Bedrock Converse). */
  readonly model?: true;
  /** Work out what the model cost. */
  readonly modelPrices?: true;
  /** Talk to the sign-in domain: its address and the web client's id. */
  readonly signIn?: true;
  /** Know how long audit entries are kept. */
  readonly auditRetention?: true;
  /** Send mail as the stage's sender. */
  readonly mail?: true;
  /** Read and update entries of these with the function's own role. */
  readonly ledger?: readonly Ledger[];
  /** Delete entries of these with the function's own role. */
  readonly forgets?: readonly Ledger[];
  /** Cognito's own API, with what IAM must allow of it; an empty list where only its public operations are called. */
  readonly accounts?: readonly AccountAction[];
  /** Of the customers’ user pool instead of the staff's: a function knows one of them. */
  readonly pool?: 'portal';
  /** Count attempts by address and account (ID-18). */
  readonly limits?: true;
  /** Ask whether a person is there (ID-14). */
  readonly captcha?: true;
  /** Know who may open an account (K16). */
  readonly signUp?: true;
  /** Send to open sockets, and close them. */
  readonly sockets?: true;
  /** Know whether there are demonstrations here, and how long they last. */
  readonly demo?: true;
  /** How often one demonstration may do this, all in all (ID-06). */
  readonly demoTimes?: number;
  /**
   * With the function's own role. `read`: what the platform knows of organizations, and its log. `appoint`: make and
   * unmake platform administrators.
   */
  readonly platform?: 'read' | 'appoint';
  /** Ask how many messages wait in the queues, dead-letter queues among them. */
  readonly queueDepths?: true;
}

export type SecretName =
  /** Signs list cursors. */
  | 'cursor-key'
  /** Signs exports of the audit log. */
  | 'audit-key'
  /** Secrets that organizations share with the issuers of console tokens. */
  | 'console-tokens'
  /** What the distribution proves itself with. */
  | 'origin-key'
  /** Ours at the service that asks whether a person is there. */
  | 'captcha'
  /** By which metrics are read. */
  | 'metrics-token'
  /** What developers prove themselves with, where there are routes for them. */
  | 'dev-secret';

interface Sizing {
  /** Only in stages whose configuration has it: elsewhere the function does not even exist. */
  readonly only?: 'demo' | 'development';
  /** MB. */
  readonly memory?: number;
  /** Seconds. */
  readonly timeout?: number;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface ResponseDefinition {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** Of what is not JSON. */
  readonly type?: 'text/calendar' | 'text/plain';
}

/**
 * `public`: nobody need be signed in. `signed-in`: any verified account of the staff, with or without an organization.
 * `portal`: a customer's user, and nobody else; such a user may call no other route.
 */
export type Access = 'public' | 'signed-in' | 'portal' | { readonly permission: Permission };

/** Where in `params`, `query` or `body` the ids of records stand whose owner must be within the role's scope; `*` is every entry. */
export interface Reach {
  /** A person's id names the customer, too. */
  readonly customer?: string | readonly string[];
  readonly contract?: string;
  readonly plan?: string;
  /** Lists narrow themselves to what is within the scope. */
  readonly list?: true;
}

export interface RouteDefinition extends Sizing {
  readonly kind: 'route';
  readonly method: Method;
  /** With `{name}` for parameters: `/api/v1/contracts/{id}`. */
  readonly path: string;
  /** The same handler under other paths. */
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  /** Somebody's own affairs: not for API keys. */
  readonly people?: true;
  /** For permissions on records that have owners: what the route is about. */
  readonly reach?: Reach;
  /** Refused in a demonstration (ID-06), as is whatever sends mail. */
  readonly demo?: 'refused';
  /** Takes cookies for a credential: with one, the request must carry `X-Requested-With: XMLHttpRequest` (ID-21, K10). */
  readonly csrf?: true;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The request may come without a body; what is then `undefined` must be allowed by the schema. */
  readonly bodyOptional?: true;
  /** By status. Errors are added by themselves. */
  readonly responses: Readonly<Record<number, ResponseDefinition>>;
  readonly uses: Uses;
  /** Files of the build that lie beside the bundle. */
  readonly files?: readonly 'openapi.json'[];
}

/** What happens on a socket: it opens, it closes, it says something. There is one function for each. */
export interface SocketRouteDefinition extends Sizing {
  readonly kind: 'socket';
  readonly route: '$connect' | '$disconnect' | '$default';
  readonly summary: string;
  readonly uses: Uses;
}

/** State machines of organizations, beside the contract pipeline. */
export type MachineName = 'provisioning' | 'deletion' | 'export' | 'demo';

/** A state of a state machine. */
export interface StepDefinition extends Sizing {
  readonly kind: 'step';
  /** The contract pipeline, unless it is another. */
  readonly machine?: MachineName;
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType;
  readonly uses: Uses;
}

/** A Cognito user pool trigger. */
export interface TriggerDefinition extends Sizing {
  readonly kind: 'trigger';
  readonly trigger: 'pre-sign-up' | 'pre-token-generation' | 'custom-message';
  /** The customers’ pool instead of the staff's. */
  readonly pool?: 'portal';
  readonly summary: string;
  readonly uses: Uses;
}

/** `uploads`: a contract's file arrived. `failures`: an execution of the pipeline ended badly. */
export type QueueName = 'uploads' | 'failures';

/** Takes messages from a queue. */
export interface ConsumerDefinition extends Sizing {
  readonly kind: 'consumer';
  readonly queue: QueueName;
  readonly summary: string;
  readonly uses: Uses;
}

/**
 * Which record events: `customer.created`, every one of an entity as `customer.*`, or all as `*`
 * (`RecordEvent.type` in record-event.ts).
 */
export type EventPattern = '*' | `${string}.${string}`;

/** Does one thing about record events. Its queue, dead-letter queue and rule follow from this. */
export interface ReactionDefinition extends Sizing {
  readonly kind: 'reaction';
  /** Names the queue. */
  readonly name: string;
  readonly events: readonly EventPattern[];
  /** One batch of a tenant at a time, in the order of the table's stream, through a FIFO queue grouped by tenant. */
  readonly fifo?: true;
  readonly summary: string;
  readonly uses: Uses;
}

/** Turns the table's stream into record events. There is one. */
export interface PublisherDefinition extends Sizing {
  readonly kind: 'publisher';
  readonly summary: string;
  readonly uses: Uses;
}

/** Run by whoever operates the stage, with AWS credentials of their own: it has no route. */
export interface CommandDefinition extends Sizing {
  readonly kind: 'command';
  readonly summary: string;
  readonly input: z.ZodType;
  readonly uses: Uses;
}

/** Reads a log as it is written. `access`: the API's, a line for each request. */
export interface SubscriberDefinition extends Sizing {
  readonly kind: 'subscriber';
  readonly log: 'access';
  readonly summary: string;
  readonly uses: Uses;
}

/** The API's authorizer. */
export interface AuthorizerDefinition extends Sizing {
  readonly kind: 'authorizer';
  readonly summary: string;
  readonly uses: Uses;
}

export type Definition =
  | RouteDefinition
  | SocketRouteDefinition
  | StepDefinition
  | TriggerDefinition
  | ConsumerDefinition
  | ReactionDefinition
  | PublisherDefinition
  | SubscriberDefinition
  | CommandDefinition
  | AuthorizerDefinition;

export const defineRoute = <const R extends Omit<RouteDefinition, 'kind'>>(route: R) => ({
  kind: 'route' as const,
  ...route,
});
export const defineSocketRoute = <const S extends Omit<SocketRouteDefinition, 'kind'>>(route: S) => ({
  kind: 'socket' as const,
  ...route,
});
export const defineStep = <const S extends Omit<StepDefinition, 'kind'>>(step: S) => ({
  kind: 'step' as const,
  ...step,
});
export const defineTrigger = <const T extends Omit<TriggerDefinition, 'kind'>>(trigger: T) => ({
  kind: 'trigger' as const,
  ...trigger,
});
export const defineConsumer = <const C extends Omit<ConsumerDefinition, 'kind'>>(consumer: C) => ({
  kind: 'consumer' as const,
  ...consumer,
});
export const defineReaction = <const R extends Omit<ReactionDefinition, 'kind'>>(reaction: R) => ({
  kind: 'reaction' as const,
  ...reaction,
});
export const definePublisher = <const P extends Omit<PublisherDefinition, 'kind'>>(publisher: P) => ({
  kind: 'publisher' as const,
  ...publisher,
});
export const defineSubscriber = <const S extends Omit<SubscriberDefinition, 'kind'>>(subscriber: S) => ({
  kind: 'subscriber' as const,
  ...subscriber,
});
export const defineCommand = <const C extends Omit<CommandDefinition, 'kind'>>(command: C) => ({
  kind: 'command' as const,
  ...command,
});
export const defineAuthorizer = <const A extends Omit<AuthorizerDefinition, 'kind'>>(authorizer: A) => ({
  kind: 'authorizer' as const,
  ...authorizer,
});

/** Routes that create something in the tenant's own partition, where their keys are kept. */
export const honoursKeys = ({ method, access, uses }: RouteDefinition) =>
  method === 'POST' && typeof access === 'object' && uses.tenant?.includes('write') === true;
