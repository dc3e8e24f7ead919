/** Physical ids: derived from stack and logical id, so that a resource keeps its id when the runtime starts again. */
import { createHash } from 'node:crypto';

interface Identified {
  readonly stack: string;
  readonly logicalId: string;
}

const digest = (resource: Identified): Buffer =>
  createHash('sha256').update(`${resource.stack}|${resource.logicalId}`).digest();

/** A short id of lower-case letters and digits, as API Gateway and CloudFront give them. */
export function physicalId(resource: Identified, length = 10): string {
  return BigInt(`0x${digest(resource).toString('hex')}`)
    .toString(36)
    .slice(0, length);
}

/** A name such as CloudFormation makes up: `<stack>-<logical id>-<suffix>`. */
export function physicalName(resource: Identified): string {
  return `${resource.stack.replaceAll('/', '-')}-${resource.logicalId}-${physicalId(resource, 12).toUpperCase()}`;
}

/** An id in the form of a UUID. */
export function physicalUuid(resource: Identified): string {
  const hex = digest(resource).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
