/** The account's roles, their policies and their sessions. */
import { AwsError, type Deployed, type Requirement, type Resource, type ResourceProvider } from '../types.ts';
import { principalContext } from './context.ts';
import type { NamedPolicy, PolicyDocument } from './document.ts';
import { awsManagedPolicy } from './managed-policies.ts';
import { type Caller, type Decision, evaluate } from './policy.ts';
import { isService } from './principal-element.ts';
import { generatedName, Properties, uniqueId } from './role-resources.ts';
import { type Session, Sessions } from './sessions.ts';
import { type Grant, type RoleUsage, Usage } from './usage.ts';

/** A deployed role. */
export interface Role {
  readonly arn: string;
  readonly name: string;
  /** `AROA…` */
  readonly id: string;
  readonly trust: PolicyDocument;
  /** Seconds. */
  readonly maxSessionDuration: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly inline: readonly NamedPolicy[];
  readonly managedPolicyArns: readonly string[];
  readonly boundaryArn?: string;
}

/** A policy resource and the roles it is attached to, by name. */
interface Attachment {
  readonly policy: NamedPolicy;
  readonly roles: readonly string[];
}

export interface RolePolicies {
  readonly identity: readonly NamedPolicy[];
  readonly boundary?: readonly NamedPolicy[];
}

export type Authorization =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly decision: Decision; readonly requirement: Requirement };

/** How a role is assumed by another session. */
export interface Assumption {
  readonly caller: Session;
  /** Seconds. */
  readonly duration: number;
  /** Passed and inherited session tags. */
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveTagKeys: readonly string[];
  readonly policies?: readonly NamedPolicy[];
}

export interface PrincipalsOptions {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** Milliseconds since 1970; the clock by default. */
  readonly now?: () => number;
  /** Sessions kept in memory, 20,000 by default. */
  readonly maxSessions?: number;
}

/** Lifetime of the sessions that a service opens, seconds: as long as IAM allows. */
const SERVICE_SESSION_SECONDS = 43_200;

export class Principals implements ResourceProvider {
  readonly types = ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'];
  readonly account: string;
  readonly region: string;
  readonly #now: () => number;
  readonly #sessions: Sessions;
  readonly #usage = new Usage();
  /** By resource (`stack/logicalId`), so that a resource deployed again replaces what it was. */
  readonly #roles = new Map<string, Role>();
  readonly #attachments = new Map<string, Attachment>();
  readonly #policies = new Map<string, RolePolicies>();

  constructor({ account, region, now = Date.now, maxSessions = 20_000 }: PrincipalsOptions) {
    this.account = account;
    this.region = region;
    this.#now = now;
    this.#sessions = new Sessions(now, maxSessions);
  }

  /**
   * @throws AwsError `MalformedPolicyDocument`, `ValidationError` or `EntityAlreadyExists`, where the deployment of
   * the resource would fail too
   */
  deploy(resource: Resource): Deployed {
    const key = `${resource.stack}/${resource.logicalId}`;
    const properties = new Properties(resource);
    this.#policies.clear();
    if (resource.type === 'AWS::IAM::Role') return this.#deployRole(key, resource, properties);
    const id = generatedName(resource);
    const roles = properties.texts('Roles');
    const document = properties.document('PolicyDocument', 'identity');
    if (resource.type === 'AWS::IAM::Policy') {
      const name = properties.text('PolicyName') ?? id;
      this.#attachments.set(key, { policy: { name, document }, roles });
      return { ref: id, attributes: { Id: id } };
    }
    const name = properties.text('ManagedPolicyName') ?? id;
    const arn = `arn:aws:iam::${this.account}:policy${properties.path()}${name}`;
    this.#attachments.set(key, { policy: { name: arn, document }, roles });
    return { ref: arn, attributes: { PolicyArn: arn, PolicyId: uniqueId('ANPA', arn) } };
  }

  #deployRole(key: string, resource: Resource, properties: Properties): Deployed {
    const name = properties.text('RoleName') ?? generatedName(resource);
    for (const [other, role] of this.#roles) {
      if (other !== key && role.name === name) {
        throw new AwsError('EntityAlreadyExists', `Role with name ${name} already exists.`, 409);
      }
    }
    const arn = `arn:aws:iam::${this.account}:role${properties.path()}${name}`;
    const boundaryArn = properties.text('PermissionsBoundary');
    const role: Role = {
      arn,
      name,
      id: uniqueId('AROA', arn),
      trust: properties.document('AssumeRolePolicyDocument', 'trust'),
      maxSessionDuration: properties.integer('MaxSessionDuration', 3600, 3600, 43_200),
      tags: properties.tags(),
      inline: properties.inlinePolicies(),
      managedPolicyArns: properties.texts('ManagedPolicyArns'),
      ...(boundaryArn !== undefined && { boundaryArn }),
    };
    this.#roles.set(key, role);
    return { ref: name, attributes: { Arn: arn, RoleId: role.id } };
  }

  role(roleArn: string): Role | undefined {
    for (const role of this.#roles.values()) if (role.arn === roleArn) return role;
    return undefined;
  }

  /** A managed policy by ARN: deployed, or AWS's own; one that nobody knows comes back as `unknown`. */
  managedPolicy(arn: string): NamedPolicy {
    for (const { policy } of this.#attachments.values()) if (policy.name === arn) return policy;
    return { name: arn, document: awsManagedPolicy(arn) ?? 'unknown' };
  }

  /** The policies attached to a role, and its permissions boundary. */
  policiesOf(roleArn: string): RolePolicies {
    const cached = this.#policies.get(roleArn);
    if (cached) return cached;
    const role = this.role(roleArn);
    if (!role) return { identity: [] };
    const attached = [...this.#attachments.values()].filter(({ roles }) => roles.includes(role.name));
    const identity = new Map<string, NamedPolicy>();
    for (const policy of [
      ...role.inline,
      ...attached.map(({ policy }) => policy),
      ...role.managedPolicyArns.map((arn) => this.managedPolicy(arn)),
    ]) {
      // Policies of one name cannot shadow each other: two policy resources may well attach the same name.
      const name = identity.has(policy.name) ? `${policy.name} (${identity.size})` : policy.name;
      identity.set(name, { ...policy, name });
    }
    const found: RolePolicies = {
      identity: [...identity.values()],
      ...(role.boundaryArn !== undefined && { boundary: [this.managedPolicy(role.boundaryArn)] }),
    };
    this.#policies.set(roleArn, found);
    return found;
  }

  /**
   * Opens a session as a service does when it takes on a role (Lambda for a function, Step Functions for a machine).
   *
   * @throws AwsError `NoSuchEntity` for a role that is not deployed
   */
  sessionFor(roleArn: string, sessionName: string, tags: Readonly<Record<string, string>> = {}): Session {
    const session = { tags, transitiveTagKeys: [] };
    return this.#open(roleArn, sessionName, session, SERVICE_SESSION_SECONDS);
  }

  /** Opens a session for a caller that `authorize` has let pass. */
  assume(roleArn: string, sessionName: string, { caller, duration, ...session }: Assumption): Session {
    const sourceRoleArn = caller.sourceRoleArn ?? caller.roleArn;
    return this.#open(roleArn, sessionName, { ...session, sourceRoleArn }, duration);
  }

  #open(
    roleArn: string,
    sessionName: string,
    session: Pick<Session, 'tags' | 'transitiveTagKeys'> &
      Partial<Pick<Session, 'sourceRoleArn' | 'policies'>>,
    seconds: number,
  ): Session {
    const role = this.role(roleArn);
    if (!role) throw new AwsError('NoSuchEntity', `The role ${roleArn} cannot be found.`, 404);
    return this.#sessions.open(
      {
        ...session,
        roleArn,
        roleName: role.name,
        arn: `arn:aws:sts::${this.account}:assumed-role/${role.name}/${sessionName}`,
        account: this.account,
        userId: `${role.id}:${sessionName}`,
        tags: mergeTags(role.tags, session.tags),
      },
      seconds,
    );
  }

  /** The live session of an access key; `undefined` for unknown keys and for expired sessions. */
  lookup(accessKeyId: string): Session | undefined {
    const session = this.#sessions.find(accessKeyId);
    return session === 'expired' ? undefined : session;
  }

  /** Whether the key was given out and its session is over: the call fails with `ExpiredToken`, not as unknown. */
  isExpired(accessKeyId: string): boolean {
    return this.#sessions.find(accessKeyId) === 'expired';
  }

  /** The live session behind a principal: the object `lookup` gave, or a copy of it. */
  sessionOf(principal: Caller): Session | undefined {
    const key = 'accessKeyId' in principal ? principal.accessKeyId : undefined;
    return typeof key === 'string' ? this.lookup(key) : undefined;
  }

  /**
   * Checks everything a call needs; all of it must be allowed. A role session is judged by the policies that the
   * registry holds for it; a principal that is no live session is allowed nothing.
   *
   * @param resourcePolicies the policies of a requirement's resource, where its kind has any
   */
  authorize(
    principal: Caller,
    requirements: readonly Requirement[],
    resourcePolicies?: (requirement: Requirement) => readonly NamedPolicy[] | undefined,
  ): Authorization {
    const session = isService(principal) ? undefined : this.sessionOf(principal);
    const context = { ...principalContext(session ?? principal), ...this.#requestContext(session) };
    const decided = requirements.map((requirement): readonly [Requirement, Decision] => {
      const { action, resource } = requirement;
      if (!session && !isService(principal)) {
        const reason = `${action} on ${resource} is not allowed: ${principal.arn} is no live session.`;
        return [requirement, { effect: 'implicit-deny', reason }];
      }
      const request = {
        action,
        resource,
        context: { ...requirement.context, ...context },
        principal: session ?? principal,
      };
      const policies = resourcePolicies?.(requirement);
      return [
        requirement,
        evaluate(request, {
          ...(session ? this.policiesOf(session.roleArn) : { identity: [] }),
          ...(policies && { resource: policies }),
          ...(session?.policies && { session: session.policies }),
        }),
      ];
    });
    const denied = decided.find(([, decision]) => decision.effect !== 'allow');
    // A call that fails as a whole used none of what it was allowed.
    for (const [requirement, decision] of denied ? [denied] : decided) {
      if (!session) continue;
      this.#usage.record(session.roleArn, session.sourceRoleArn, requirement, decision);
    }
    return denied ? { allowed: false, requirement: denied[0], decision: denied[1] } : { allowed: true };
  }

  #requestContext(session: Session | undefined): Record<string, string> {
    const now = new Date(this.#now());
    return {
      'aws:currenttime': now.toISOString(),
      'aws:epochtime': String(Math.floor(now.getTime() / 1000)),
      'aws:requestedregion': this.region,
      ...(session && { 'aws:userid': session.userId, 'aws:tokenissuetime': session.issuedAt.toISOString() }),
    };
  }

  /** What each role did and was denied, as plain JSON. */
  usage(): readonly RoleUsage[] {
    return this.#usage.report();
  }

  /** Each Allow statement of a role, with what used it; a `count` of 0 means that nothing did. */
  grants(roleArn: string): readonly Grant[] {
    return this.#usage.grants(roleArn, this.policiesOf(roleArn).identity);
  }

  /** The ARNs of all deployed roles. */
  roleArns(): readonly string[] {
    return [...this.#roles.values()].map(({ arn }) => arn);
  }
}

/** Session tags over role tags. IAM compares tag keys without regard to case. */
function mergeTags(
  roleTags: Readonly<Record<string, string>>,
  sessionTags: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const passed = new Set(Object.keys(sessionTags).map((key) => key.toLowerCase()));
  const kept = Object.entries(roleTags).filter(([key]) => !passed.has(key.toLowerCase()));
  return Object.fromEntries([...kept, ...Object.entries(sessionTags)]);
}
