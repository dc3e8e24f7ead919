/** A stage's access log: one line for each request, in the stage's own format. */
export interface AccessLog {
  readonly group: string;
  readonly format: string;
}

/** @returns undefined where the stage writes none */
export function accessLogOf(settings: unknown): AccessLog | undefined {
  const { DestinationArn, Format } = (settings ?? {}) as { DestinationArn?: unknown; Format?: unknown };
  const group = /:log-group:([^:]+)/.exec(String(DestinationArn))?.[1];
  return group === undefined || typeof Format !== 'string' ? undefined : { group, format: Format };
}

/** `$context.name` by its value; what a request has not is a dash. */
export const accessLine = ({ format }: AccessLog, values: Readonly<Record<string, string>>): string =>
  format.replace(/\$context\.([\w.]+)/g, (_, name: string) => values[name] ?? '-');
