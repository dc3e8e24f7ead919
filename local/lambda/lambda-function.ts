/** A deployed function. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** `nodejs24.x`, … */
  readonly runtime: string;
  readonly handler: string;
  /** The folder that holds the unmodified bundle. */
  readonly directory: string;
  /** MB. */
  readonly memorySize: number;
  /** Seconds. */
  readonly timeout: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number;
  readonly logGroupName: string;
}

/** The name in a function name, an ARN with or without qualifier, or a partial ARN. */
export function functionName(nameOrArn: string): string {
  const match = /^(?:arn:[^:]+:lambda:[^:]*:[^:]*:|[0-9]*:)?(?:function:)?([\w-]+)(?::[\w$-]+)?$/.exec(
    nameOrArn,
  );
  if (match === null) throw new Error(`${nameOrArn} is not the name of a function.`);
  return match[1]!;
}
