/** Reads the CloudFormation resources `AWS::IAM::Role`, `::Policy` and `::ManagedPolicy`. */
import { createHash } from 'node:crypto';
import { AwsError, type Resource } from '../types.ts';
import { isObject, type NamedPolicy, type PolicyDocument, type PolicyKind } from './document.ts';
import { problemsOf } from './statement.ts';

const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Role': [
    'AssumeRolePolicyDocument',
    'Description',
    'ManagedPolicyArns',
    'MaxSessionDuration',
    'Path',
    'PermissionsBoundary',
    'Policies',
    'RoleName',
    'Tags',
  ],
  'AWS::IAM::Policy': ['PolicyDocument', 'PolicyName', 'Roles'],
  'AWS::IAM::ManagedPolicy': ['Description', 'ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles'],
};

export function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message, 400);
}

/** The properties of an IAM resource, each read with its type checked. */
export class Properties {
  readonly #resource: Resource;

  /** @throws AwsError `ValidationError` for a property that this resource does not have here (`Users`, `Groups`) */
  constructor(resource: Resource) {
    this.#resource = resource;
    const known = PROPERTIES[resource.type] ?? [];
    const other = Object.keys(resource.properties).find((name) => !known.includes(name));
    if (other) throw invalid(`${this.#where(other)} is not supported by the local runtime.`);
  }

  text(name: string): string | undefined {
    const value = this.#resource.properties[name];
    if (value !== undefined && typeof value !== 'string')
      throw invalid(`${this.#where(name)} must be a string.`);
    return value;
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    const value = Number(this.#resource.properties[name] ?? fallback);
    if (!Number.isInteger(value) || value < min || value > max) {
      throw invalid(`${this.#where(name)} must be an integer from ${min} to ${max}.`);
    }
    return value;
  }

  list(name: string): readonly unknown[] {
    const value = this.#resource.properties[name] ?? [];
    if (!Array.isArray(value)) throw invalid(`${this.#where(name)} must be a list.`);
    return value;
  }

  texts(name: string): readonly string[] {
    return this.list(name).map((value) => {
      if (typeof value !== 'string') throw invalid(`${this.#where(name)} must be a list of strings.`);
      return value;
    });
  }

  /** `Path`, `/` by default. */
  path(): string {
    const path = this.text('Path') ?? '/';
    if (!/^\/(?:[\x21-\x7e]+\/)?$/.test(path))
      throw invalid(`${this.#where('Path')} must begin and end with a slash.`);
    return path;
  }

  /** @throws AwsError `MalformedPolicyDocument`, as IAM refuses to create such a policy */
  document(name: string, kind: PolicyKind): PolicyDocument {
    return checkedDocument(this.#resource.properties[name], kind, this.#where(name));
  }

  /** `Policies` of a role. */
  inlinePolicies(): readonly NamedPolicy[] {
    return this.list('Policies').map((entry, index) => {
      const where = this.#where(`Policies[${index}]`);
      if (!isObject(entry) || typeof entry.PolicyName !== 'string')
        throw invalid(`${where} needs a PolicyName.`);
      return { name: entry.PolicyName, document: checkedDocument(entry.PolicyDocument, 'identity', where) };
    });
  }

  /** `Tags` of a role. */
  tags(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.list('Tags').map((tag) => {
        if (!isObject(tag) || typeof tag.Key !== 'string') throw invalid(`${this.#where('Tags')} need keys.`);
        return [tag.Key, String(tag.Value ?? '')];
      }),
    );
  }

  #where(name: string): string {
    return `${this.#resource.type} ${this.#resource.logicalId}: ${name}`;
  }
}

/** @throws AwsError `MalformedPolicyDocument` that says what is wrong with the document */
export function checkedDocument(document: unknown, kind: PolicyKind, where: string): PolicyDocument {
  const problems = problemsOf(document, kind);
  if (problems.length > 0)
    throw new AwsError('MalformedPolicyDocument', `${where}: ${problems.join(' ')}`, 400);
  return document as PolicyDocument;
}

/**
 * The name CloudFormation would make up: `<stack>-<logical id>-<suffix>`, at most 64 characters. The suffix follows
 * from stack and logical id, so that deploying again gives the same name.
 */
export function generatedName(resource: Resource): string {
  const suffix = uniqueId('', `${resource.stack}/${resource.logicalId}`, 12);
  return `${resource.stack.slice(0, 25)}-${resource.logicalId.slice(0, 25)}-${suffix}`;
}

/** A unique id as IAM gives (`AROA…`), derived from what it identifies. */
export function uniqueId(prefix: string, of: string, length = 17): string {
  const digest = createHash('sha256').update(of).digest();
  return (
    prefix + Array.from({ length }, (_, i) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[digest[i]! % 32]).join('')
  );
}
