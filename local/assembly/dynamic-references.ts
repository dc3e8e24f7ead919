/** Dynamic references: `{{resolve:secretsmanager:…}}`, `{{resolve:ssm:…}}`. */

/** Where dynamic references find their values; `undefined` means that there is none. */
export interface DynamicValues {
  /** The current `SecretString` of a secret, by ARN or name. */
  readonly secret: (id: string) => string | undefined;
  readonly parameter: (name: string) => string | undefined;
}

const REFERENCE = /\{\{resolve:([a-z-]+):([^{}]+)\}\}/g;

// An ARN has six colons of its own before what the reference adds.
const SECRET =
  /^(arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:[^:]+|[^:]+)(?::SecretString(?::([^:]*)(?::([^:]*)(?::([^:]*))?)?)?)?$/;

/**
 * A text with its dynamic references replaced.
 *
 * @throws Error on an unknown secret, parameter, key or service; staged secret versions other than AWSCURRENT do not exist locally
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
 */
export function resolveDynamic(text: string, values: DynamicValues): string {
  return text.replace(REFERENCE, (reference, service: string, argument: string) => {
    if (service === 'secretsmanager') return secretValue(reference, argument, values);
    if (service === 'ssm' || service === 'ssm-secure') {
      const value = values.parameter(argument.replace(/:\d+$/, ''));
      if (value === undefined) throw new Error(`${reference}: there is no such parameter.`);
      return value;
    }
    throw new Error(`${reference}: the local runtime has no ${service}.`);
  });
}

function secretValue(reference: string, argument: string, values: DynamicValues): string {
  const [, id, jsonKey, stage, version] = SECRET.exec(argument) ?? [];
  if (id === undefined) throw new Error(`${reference} is not a reference to a secret.`);
  if ((stage && stage !== 'AWSCURRENT') || version)
    throw new Error(`${reference}: only AWSCURRENT exists locally.`);
  const value = values.secret(id);
  if (value === undefined)
    throw new Error(`${reference}: there is no secret ${id}; give its value to the runtime.`);
  if (!jsonKey) return value;
  const member = (JSON.parse(value) as Readonly<Record<string, unknown>>)[jsonKey];
  if (member === undefined) throw new Error(`${reference}: the secret has no key ${jsonKey}.`);
  return typeof member === 'string' ? member : JSON.stringify(member);
}
