/** What the team's screens take from their addresses. */
const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value).slice(0, 200) || undefined
    : undefined;

export interface TeamSearch {
  readonly q?: string;
}

export function teamSearch({ q }: Record<string, unknown>): TeamSearch {
  const found = text(q);
  return found === undefined ? {} : { q: found };
}

export interface JoinSearch {
  readonly token?: string;
  readonly code?: string;
}

export function joinSearch({ token, code }: Record<string, unknown>): JoinSearch {
  const [mailed, told] = [text(token), text(code)];
  return mailed !== undefined ? { token: mailed } : told !== undefined ? { code: told } : {};
}

export interface AssignmentsSearch {
  readonly member?: string;
  readonly q?: string;
}

export function assignmentsSearch({ member, q }: Record<string, unknown>): AssignmentsSearch {
  const [whose, found] = [text(member), text(q)];
  return { ...(whose !== undefined && { member: whose }), ...(found !== undefined && { q: found }) };
}
