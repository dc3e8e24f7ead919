/** What roles did with their permissions: the raw material of a least-privilege report. */
import type { Requirement } from '../types.ts';
import type { NamedPolicy } from './document.ts';
import { statementsOf } from './document.ts';
import type { Decision, StatementRef } from './policy.ts';
import { matchesAction } from './statement.ts';

export interface AllowedUse {
  readonly action: string;
  readonly resource: string;
  readonly count: number;
  readonly statement: StatementRef;
}

export interface DeniedUse {
  readonly action: string;
  readonly resource: string;
  readonly count: number;
  /** Of the latest denial. */
  readonly reason: string;
}

/** What one role did, on behalf of one function role where it was assumed from one. */
export interface RoleUsage {
  readonly roleArn: string;
  /** The role that assumed this one; absent when a service (Lambda, Step Functions) did. */
  readonly sourceRoleArn?: string;
  readonly allowed: readonly AllowedUse[];
  readonly denied: readonly DeniedUse[];
}

/** An Allow statement of a role and whether anything needed it. */
export interface Grant extends StatementRef {
  /** Action patterns; of a NotAction statement the patterns it leaves out. */
  readonly actions: readonly string[];
  readonly notAction: boolean;
  readonly resources: readonly string[];
  /** Requests that this statement was the first to allow. 0: the role can do without it. */
  readonly count: number;
  /** Of `actions`, those that no such request needed. */
  readonly unusedActions: readonly string[];
  /** The function roles that used it through this role; the role itself where a service assumed it. */
  readonly usedBy: readonly string[];
}

interface Entry {
  action: string;
  resource: string;
  count: number;
  reason: string;
  statement?: StatementRef;
}

/** Distinct (action, resource) pairs kept per role; further resources (object keys) are counted together. */
const DISTINCT = 2_000;
const FURTHER = '(further resources)';

export class Usage {
  readonly #roles = new Map<
    string,
    { roleArn: string; sourceRoleArn?: string; entries: Map<string, Entry> }
  >();

  record(
    roleArn: string,
    sourceRoleArn: string | undefined,
    requirement: Requirement,
    decision: Decision,
  ): void {
    const role = JSON.stringify([roleArn, sourceRoleArn]);
    let kept = this.#roles.get(role);
    if (!kept) {
      kept = { roleArn, ...(sourceRoleArn !== undefined && { sourceRoleArn }), entries: new Map() };
      this.#roles.set(role, kept);
    }
    const { entries } = kept;
    const statement = decision.effect === 'allow' ? decision.statement : undefined;
    const keyFor = (resource: string) =>
      JSON.stringify([requirement.action, resource, statement?.policy, statement?.index]);
    let { resource } = requirement;
    if (!entries.has(keyFor(resource)) && entries.size >= DISTINCT) resource = FURTHER;
    const entry = entries.get(keyFor(resource)) ?? {
      action: requirement.action,
      resource,
      count: 0,
      reason: '',
      ...(statement && { statement }),
    };
    entry.count++;
    entry.reason = decision.reason;
    entries.set(keyFor(resource), entry);
  }

  report(): readonly RoleUsage[] {
    return [...this.#roles.values()].map(({ entries, ...role }) => {
      const allowed: AllowedUse[] = [];
      const denied: DeniedUse[] = [];
      for (const { action, resource, count, reason, statement } of entries.values()) {
        if (statement) allowed.push({ action, resource, count, statement });
        else denied.push({ action, resource, count, reason });
      }
      return { ...role, allowed, denied };
    });
  }

  /** The Allow statements of a role's policies. A statement that another, earlier one makes superfluous counts 0. */
  grants(roleArn: string, policies: readonly NamedPolicy[]): readonly Grant[] {
    const uses = this.report()
      .filter((role) => role.roleArn === roleArn)
      .flatMap((role) => role.allowed.map((use) => ({ ...use, by: role.sourceRoleArn ?? roleArn })));
    return policies.flatMap(({ name, document }) => {
      if (document === 'unknown') return [];
      return statementsOf(document).flatMap((statement, index): Grant[] => {
        if (statement.Effect !== 'Allow') return [];
        const mine = uses.filter((use) => use.statement.policy === name && use.statement.index === index);
        const notAction = statement.Action === undefined;
        const actions = [statement.Action ?? statement.NotAction ?? []].flat();
        const used = (pattern: string) => mine.some((use) => matchesAction(pattern, use.action));
        return [
          {
            policy: name,
            ...(statement.Sid !== undefined && { sid: statement.Sid }),
            index,
            actions,
            notAction,
            resources: [statement.Resource ?? statement.NotResource ?? []].flat(),
            count: mine.reduce((sum, use) => sum + use.count, 0),
            unusedActions: notAction ? [] : actions.filter((pattern) => !used(pattern)),
            usedBy: [...new Set(mine.map((use) => use.by))],
          },
        ];
      });
    });
  }
}
