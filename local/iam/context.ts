/** The global condition keys that follow from who calls. */
import type { ConditionContext } from '../types.ts';
import { type Caller, isService } from './principal-element.ts';

/**
 * Condition keys of the caller. `aws:PrincipalArn` is the role's ARN, as IAM gives it for role sessions.
 *
 * `aws:SecureTransport` is true: the loopback interface stands for the TLS endpoint of the deployed service, and a
 * policy that insists on TLS must not fail because of where it is tried out.
 */
export function principalContext(principal: Caller): ConditionContext {
  const common = { 'aws:securetransport': 'true', 'aws:viaawsservice': 'false' };
  if (isService(principal)) {
    return { ...common, 'aws:principalisawsservice': 'true', 'aws:principalservicename': principal.service };
  }
  const tags = Object.entries(principal.tags);
  return {
    ...common,
    'aws:principalisawsservice': 'false',
    'aws:principaltype': 'AssumedRole',
    'aws:principalarn': principal.roleArn,
    'aws:principalaccount': principal.account,
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:principaltag/${key.toLowerCase()}`, value])),
  };
}
