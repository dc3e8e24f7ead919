/** Security Token Service. */
import {
  AwsError,
  type AwsService,
  type Call,
  notImplemented,
  type Reply,
  type Requirement,
} from '../types.ts';
import { type AssumeRoleInput, readAssumeRole } from './assume-role-input.ts';
import type { NamedPolicy } from './document.ts';
import type { Principals, Role } from './principals.ts';
import { queryReply } from './query.ts';
import { invalid } from './role-resources.ts';
import type { Session } from './sessions.ts';

/** The longest session that a session may assume (role chaining), seconds. Here every caller is a role session. */
const CHAINED_SECONDS = 3600;

export class Sts implements AwsService {
  readonly name = 'sts';
  readonly #principals: Principals;

  constructor(principals: Principals) {
    this.#principals = principals;
  }

  /** None: AssumeRole is decided by identity policies and the role's trust policy together, which `handle` does. */
  requirements(): readonly Requirement[] {
    return [];
  }

  async handle(call: Call): Promise<Reply> {
    const caller = this.#principals.sessionOf(call.principal);
    if (!caller) {
      throw new AwsError(
        'InvalidClientTokenId',
        'The security token included in the request is invalid.',
        403,
      );
    }
    switch (call.operation) {
      case 'AssumeRole':
        return this.#assumeRole(caller, call);
      case 'GetCallerIdentity':
        return queryReply(
          call.operation,
          { Arn: caller.arn, UserId: caller.userId, Account: caller.account },
          call.requestId,
        );
      default:
        throw notImplemented(this.name, call.operation);
    }
  }

  #assumeRole(caller: Session, call: Call): Reply {
    const input = readAssumeRole(new URLSearchParams(call.body.toString('utf8')));
    const inherited = inheritedTags(caller, input);
    const tags = { ...inherited, ...input.tags };
    const role = this.#principals.role(input.roleArn);
    this.#authorize(caller, input, role, Object.keys(tags).length > 0);
    // An unknown role has no trust policy, so `#authorize` has refused it.
    const duration = this.#duration(input, role!);
    const policies = this.#sessionPolicies(input);
    const session = this.#principals.assume(input.roleArn, input.sessionName, {
      caller,
      duration,
      tags,
      transitiveTagKeys: [...Object.keys(inherited), ...input.transitiveTagKeys],
      ...(policies && { policies }),
    });
    return queryReply(
      call.operation,
      {
        AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
        Credentials: {
          AccessKeyId: session.accessKeyId,
          SecretAccessKey: session.secretAccessKey,
          SessionToken: session.sessionToken,
          Expiration: session.expiration.toISOString(),
        },
      },
      call.requestId,
    );
  }

  #authorize(caller: Session, input: AssumeRoleInput, role: Role | undefined, tagged: boolean): void {
    const tags = Object.entries(input.tags);
    const context = {
      'sts:rolesessionname': input.sessionName,
      ...(input.externalId !== undefined && { 'sts:externalid': input.externalId }),
      ...(tags.length > 0 && { 'aws:tagkeys': tags.map(([key]) => key) }),
      ...(input.transitiveTagKeys.length > 0 && { 'sts:transitivetagkeys': input.transitiveTagKeys }),
      ...Object.fromEntries(tags.map(([key, value]) => [`aws:requesttag/${key.toLowerCase()}`, value])),
      ...Object.fromEntries(
        Object.entries(role?.tags ?? {}).flatMap(([key, value]) => [
          [`aws:resourcetag/${key.toLowerCase()}`, value],
          [`iam:resourcetag/${key.toLowerCase()}`, value],
        ]),
      ),
    };
    const actions = tagged ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'];
    const trust = role ? [{ name: `the trust policy of ${role.name}`, document: role.trust }] : [];
    const result = this.#principals.authorize(
      caller,
      actions.map((action) => ({ action, resource: input.roleArn, context })),
      () => trust,
    );
    if (result.allowed) return;
    const { action, resource } = result.requirement;
    const reason = role ? result.decision.reason : 'There is no such role.';
    const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}. ${reason}`;
    throw new AwsError('AccessDenied', message, 403);
  }

  #duration(input: AssumeRoleInput, role: Role): number {
    const duration = input.duration ?? CHAINED_SECONDS;
    if (duration > role.maxSessionDuration) {
      throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
    }
    if (duration > CHAINED_SECONDS) {
      throw invalid(
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      );
    }
    return duration;
  }

  #sessionPolicies(input: AssumeRoleInput): readonly NamedPolicy[] | undefined {
    if (input.policyArns.length > 10) throw invalid('At most 10 managed session policies can be passed.');
    const managed = input.policyArns.map((arn) => this.#principals.managedPolicy(arn));
    const policies = [...(input.inlinePolicy ? [input.inlinePolicy] : []), ...managed];
    return policies.length > 0 ? policies : undefined;
  }
}

/** The transitive tags of the caller. They cannot be passed anew. */
function inheritedTags(caller: Session, input: AssumeRoleInput): Readonly<Record<string, string>> {
  const transitive = new Set(caller.transitiveTagKeys.map((key) => key.toLowerCase()));
  if (Object.keys(input.tags).some((key) => transitive.has(key.toLowerCase()))) {
    const message =
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.";
    throw new AwsError('InvalidParameterValue', message, 400);
  }
  return Object.fromEntries(Object.entries(caller.tags).filter(([key]) => transitive.has(key.toLowerCase())));
}
