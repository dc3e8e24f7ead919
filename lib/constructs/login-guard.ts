/**
 * Asks whether a person is there before the managed login's own pages take an address or a password (ID-14): a CAPTCHA
 * of AWS WAF on the user pool. Our own routes ask by themselves (`shared/identity/captcha.ts`).
 */
import { aws_wafv2 as waf } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

/** Pages with a form, in lower case as the rule compares them. */
const PAGES = ['/login', '/signup', '/forgotpassword', '/resendcode'];
/** A puzzle in the middle of setting up a second factor ends it with an error (Cognito's guide on web ACLs). */
const UNTOUCHED = ['AssociateSoftwareToken', 'VerifySoftwareToken'];
/** From solving one until the next: longer than signing in takes. */
const IMMUNITY_SECONDS = 300;

export class LoginGuard extends Construct {
  constructor(scope: Construct, id: string, stage: Stage, userPoolArn: string) {
    super(scope, id);
    const visible = (name: string): waf.CfnWebACL.VisibilityConfigProperty => ({
      cloudWatchMetricsEnabled: true,
      metricName: `${stage.prefix}-${name}`,
      // A sample is a request with its address.
      sampledRequestsEnabled: false,
    });
    const matches = (
      fieldToMatch: waf.CfnWebACL.FieldToMatchProperty,
      positionalConstraint: 'STARTS_WITH' | 'EXACTLY',
      type: 'LOWERCASE' | 'NONE',
      texts: readonly string[],
    ): waf.CfnWebACL.StatementProperty => ({
      orStatement: {
        statements: texts.map((searchString) => ({
          byteMatchStatement: {
            fieldToMatch,
            positionalConstraint,
            searchString,
            textTransformations: [{ priority: 0, type }],
          },
        })),
      },
    });
    const operation = { singleHeader: { Name: 'x-amzn-cognito-operation-name' } };
    const acl = new waf.CfnWebACL(this, 'Acl', {
      name: `${stage.prefix}-sign-in`,
      description: `Gangway ${stage.name}: the managed login is for people`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visible('sign-in'),
      rules: [
        {
          name: 'person',
          priority: 0,
          action: { captcha: {} },
          captchaConfig: { immunityTimeProperty: { immunityTime: IMMUNITY_SECONDS } },
          visibilityConfig: visible('sign-in-person'),
          statement: {
            andStatement: {
              statements: [
                matches({ uriPath: {} }, 'STARTS_WITH', 'LOWERCASE', PAGES),
                { notStatement: { statement: matches(operation, 'EXACTLY', 'NONE', UNTOUCHED) } },
              ],
            },
          },
        },
      ],
    });
    new waf.CfnWebACLAssociation(this, 'OnPool', { resourceArn: userPoolArn, webAclArn: acl.attrArn });
  }
}
