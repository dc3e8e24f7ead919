/** What each function was granted, against what it used: its own role, and the roles that it assumed for a tenant. */
import { matchesAction } from '../../local/iam/statement.ts';
import type { UsageFile } from './usage.ts';

/** Allowed actions of one statement that nothing needed. */
export interface Unused {
  /** `own`, or the name of a role that the function may assume. */
  readonly role: string;
  /** The statement's id, or its policy and place. */
  readonly statement: string;
  readonly actions: readonly string[];
}

export interface Denied {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly count: number;
  readonly reason: string;
}

export interface FunctionReport {
  readonly name: string;
  /** Requests that were allowed. */
  readonly allowed: number;
  /** Actions that were used at least once, with how often. */
  readonly used: readonly { readonly role: string; readonly action: string; readonly count: number }[];
  readonly unused: readonly Unused[];
  /** Roles that it may assume and never did. What they allow is not listed under `unused`. */
  readonly neverAssumed: readonly string[];
  readonly denied: readonly Denied[];
}

export interface IamReport {
  /** Systems whose use was added up. */
  readonly systems: number;
  readonly functions: readonly FunctionReport[];
  /** Roles of no function: of rules, state machines and the like. */
  readonly others: readonly FunctionReport[];
  /** What roles that several functions assume allow, and none of these functions used. */
  readonly shared: readonly Unused[];
  /** What such roles denied to sessions that no function opened: suites that try what must not work. */
  readonly deniedToOthers: readonly Denied[];
}

/** Lambda itself writes a function's logs with its role. Here they are kept without a call, so their use is not seen. */
const NOT_SEEN = new Set(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']);

interface Statement {
  readonly name: string;
  /** Patterns, `dynamodb:*Item` among them. */
  readonly actions: Set<string>;
  readonly resources: Set<string>;
}

interface Use {
  readonly roleArn: string;
  readonly sourceRoleArn: string | undefined;
  /** undefined when it was denied. */
  readonly statement: string | undefined;
  readonly action: string;
  readonly resource: string;
  readonly reason: string;
  count: number;
}

export function compare(files: readonly UsageFile[]): IamReport {
  const roles = statementsByRole(files);
  const uses = allUses(files);
  const functions = new Map(
    files.flatMap((file) => file.functions.map(({ name, roleArn }) => [roleArn, name] as const)),
  );
  const assumedByFunctions = new Set<string>();
  const reports = [...functions].map(([roleArn, name]) => {
    const assumable = assumableRoles(roleArn, roles, uses);
    for (const role of assumable) assumedByFunctions.add(role);
    return reportOn(name, roleArn, assumable, roles, uses);
  });
  const others = [...roles.keys()].filter((arn) => !functions.has(arn) && !assumedByFunctions.has(arn));
  const shared = [...assumedByFunctions].sort();
  const usesOf = (arn: string, byFunction: boolean) =>
    uses.filter((use) => use.roleArn === arn && functions.has(use.sourceRoleArn ?? '') === byFunction);
  return {
    systems: files.length,
    functions: reports.sort(byName),
    others: others.map((arn) => reportOn(roleName(arn), arn, [], roles, uses)).sort(byName),
    shared: shared.flatMap((arn) => unusedOf(roleName(arn), roles.get(arn) ?? new Map(), usesOf(arn, true))),
    deniedToOthers: shared.flatMap((arn) => deniedOf(roleName(arn), usesOf(arn, false))),
  };
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

export const roleName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

const statementName = ({ policy, sid, index }: { policy: string; sid?: string; index: number }) =>
  sid ?? `${policy}[${index}]`;

type Statements = Map<string, Statement>;

function statementsByRole(files: readonly UsageFile[]): Map<string, Statements> {
  const roles = new Map<string, Statements>();
  for (const { roleArn, grants } of files.flatMap((file) => file.grants)) {
    const statements: Statements = roles.get(roleArn) ?? new Map();
    roles.set(roleArn, statements);
    for (const grant of grants) {
      const name = statementName(grant);
      const statement = statements.get(name) ?? { name, actions: new Set(), resources: new Set() };
      statements.set(name, statement);
      // Of NotAction the patterns say what is left out: nothing of it can be called unused.
      if (!grant.notAction) for (const action of grant.actions) statement.actions.add(action);
      for (const resource of grant.resources) statement.resources.add(resource);
    }
  }
  return roles;
}

function allUses(files: readonly UsageFile[]): Use[] {
  const uses = new Map<string, Use>();
  const add = (use: Use) => {
    const { roleArn, sourceRoleArn, statement, action, resource } = use;
    const key = JSON.stringify([roleArn, sourceRoleArn, statement, action, resource]);
    const known = uses.get(key);
    if (known) known.count += use.count;
    else uses.set(key, { ...use });
  };
  for (const { roleArn, sourceRoleArn, allowed, denied } of files.flatMap((file) => file.usage)) {
    for (const { statement, ...use } of allowed)
      add({ ...use, roleArn, sourceRoleArn, reason: '', statement: statementName(statement) });
    for (const use of denied) add({ ...use, roleArn, sourceRoleArn, statement: undefined });
  }
  return [...uses.values()];
}

/** The roles that a function's own role names in `sts:AssumeRole`, and those that it did assume. */
function assumableRoles(
  roleArn: string,
  roles: ReadonlyMap<string, Statements>,
  uses: readonly Use[],
): string[] {
  const named = [...(roles.get(roleArn)?.values() ?? [])]
    .filter(({ actions }) => actions.has('sts:AssumeRole'))
    .flatMap(({ resources }) => [...resources].filter((resource) => roles.has(resource)));
  const assumed = uses.filter((use) => use.sourceRoleArn === roleArn).map((use) => use.roleArn);
  return [...new Set([...named, ...assumed])].sort();
}

function reportOn(
  name: string,
  roleArn: string,
  assumable: readonly string[],
  roles: ReadonlyMap<string, Statements>,
  uses: readonly Use[],
): FunctionReport {
  const parts = [
    { role: 'own', arn: roleArn, uses: uses.filter((use) => use.roleArn === roleArn && !use.sourceRoleArn) },
    ...assumable.map((arn) => ({
      role: roleName(arn),
      arn,
      uses: uses.filter((use) => use.roleArn === arn && use.sourceRoleArn === roleArn),
    })),
  ];
  const allowed = parts.flatMap(({ role, uses: own }) =>
    own.filter(({ statement }) => statement !== undefined).map((use) => ({ role, ...use })),
  );
  return {
    name,
    allowed: allowed.reduce((sum, { count }) => sum + count, 0),
    used: counted(allowed),
    unused: parts
      .filter(({ arn, uses: own }) => arn === roleArn || own.length > 0)
      .flatMap(({ role, arn, uses: own }) => unusedOf(role, roles.get(arn) ?? new Map(), own)),
    neverAssumed: parts
      .filter(({ arn, uses: own }) => arn !== roleArn && own.length === 0)
      .map(({ role }) => role),
    denied: parts.flatMap(({ role, uses: own }) => deniedOf(role, own)),
  };
}

const deniedOf = (role: string, uses: readonly Use[]): Denied[] =>
  uses
    .filter(({ statement }) => statement === undefined)
    .map(({ action, resource, count, reason }) => ({ role, action, resource, count, reason }));

function counted(uses: readonly { role: string; action: string; count: number }[]) {
  const counts = new Map<string, { role: string; action: string; count: number }>();
  for (const { role, action, count } of uses) {
    const key = `${role} ${action}`;
    counts.set(key, { role, action, count: count + (counts.get(key)?.count ?? 0) });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function unusedOf(role: string, statements: Statements, uses: readonly Use[]): Unused[] {
  return [...statements.values()].flatMap(({ name, actions }) => {
    const mine = uses.filter((use) => use.statement === name);
    const unused = [...actions].filter(
      (pattern) => !NOT_SEEN.has(pattern) && !mine.some(({ action }) => matchesAction(pattern, action)),
    );
    return unused.length > 0 ? [{ role, statement: name, actions: unused.sort() }] : [];
  });
}
