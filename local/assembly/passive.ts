/**
 * Types that do nothing while the application runs here: monitoring, names, policies of the edge. They get a
 * plausible `Ref` and ARN, so that what refers to them deploys.
 */
import type { Deployed, Resource } from '../types.ts';
import { physicalId, physicalName, physicalUuid } from './physical-id.ts';

interface Names {
  readonly resource: Resource;
  /** The property that names the resource, or a made-up name. */
  readonly named: (property: string) => string;
  readonly arn: (service: string, path: string) => string;
}

type Passive = (names: Names) => Deployed;

const bare: Passive = ({ resource }) => ({
  ref: physicalName(resource),
  attributes: { Id: physicalId(resource) },
});

const byName =
  (property: string, service: string, path: (name: string) => string, refIsArn = false): Passive =>
  ({ named, arn, resource }) => {
    const name = named(property);
    const full = arn(service, path(name));
    return { ref: refIsArn ? full : name, attributes: { Arn: full, Name: name, Id: physicalUuid(resource) } };
  };

const byId: Passive = ({ resource }) => {
  const id = physicalUuid(resource);
  return { ref: id, attributes: { Id: id, LastModifiedTime: '2026-01-01T00:00:00Z' } };
};

const TYPES: Readonly<Record<string, Passive>> = {
  'AWS::CDK::Metadata': bare,
  'AWS::CloudFormation::WaitConditionHandle': bare,
  'AWS::CloudWatch::Alarm': byName('AlarmName', 'cloudwatch', (name) => `alarm:${name}`),
  'AWS::CloudWatch::CompositeAlarm': byName('AlarmName', 'cloudwatch', (name) => `alarm:${name}`),
  'AWS::CloudWatch::AnomalyDetector': bare,
  'AWS::CloudWatch::Dashboard': byName('DashboardName', 'cloudwatch', (name) => `dashboard/${name}`),
  'AWS::Logs::LogGroup': byName('LogGroupName', 'logs', (name) => `log-group:${name}:*`),
  'AWS::Logs::LogStream': bare,
  'AWS::Logs::MetricFilter': bare,
  'AWS::Logs::QueryDefinition': bare,
  'AWS::Logs::ResourcePolicy': bare,
  'AWS::Lambda::LayerVersion': byName('LayerName', 'lambda', (name) => `layer:${name}:1`, true),
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': byId,
  'AWS::CloudFront::MonitoringSubscription': bare,
  'AWS::CloudFront::OriginAccessControl': byId,
  'AWS::WAFv2::IPSet': byName('Name', 'wafv2', (name) => `regional/ipset/${name}`),
  'AWS::WAFv2::LoggingConfiguration': bare,
  'AWS::WAFv2::RegexPatternSet': byName('Name', 'wafv2', (name) => `regional/regexpatternset/${name}`),
  'AWS::WAFv2::WebACL': byName('Name', 'wafv2', (name) => `global/webacl/${name}`),
  'AWS::WAFv2::WebACLAssociation': bare,
  'AWS::SNS::Subscription': bare,
  'AWS::SNS::Topic': ({ named, arn }) => {
    const name = named('TopicName');
    const topicArn = arn('sns', name);
    return { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: name } };
  },
  'AWS::SNS::TopicPolicy': bare,
  'AWS::CertificateManager::Certificate': ({ resource, arn }) => ({
    ref: arn('acm', `certificate/${physicalUuid(resource)}`),
    attributes: {},
  }),
  'AWS::Route53::HostedZone': ({ resource }) => ({
    ref: physicalId(resource),
    attributes: { Id: physicalId(resource) },
  }),
  'AWS::Route53::RecordSet': ({ resource }) => ({ ref: String(resource.properties.Name), attributes: {} }),
  'AWS::ApiGateway::Account': bare,
  'AWS::ApiGatewayV2::ApiMapping': bare,
  'AWS::ApiGatewayV2::DomainName': ({ resource }) => ({
    ref: String(resource.properties.DomainName),
    attributes: {
      RegionalDomainName: `d-${physicalId(resource)}.execute-api.amazonaws.com`,
      RegionalHostedZoneId: physicalId(resource),
    },
  }),
  'AWS::Budgets::Budget': bare,
  'AWS::Cognito::LogDeliveryConfiguration': bare,
  'AWS::Cognito::ManagedLoginBranding': bare,
  'AWS::Cognito::UserPoolUICustomizationAttachment': bare,
  'AWS::ResourceGroups::Group': bare,
  'AWS::SES::ConfigurationSet': byName('Name', 'ses', (name) => `configuration-set/${name}`),
  'AWS::SES::ConfigurationSetEventDestination': bare,
  'AWS::XRay::Group': bare,
  'AWS::XRay::SamplingRule': bare,
};

/** Whether a type is in the table. */
export const isPassive = (type: string): boolean => Object.hasOwn(TYPES, type);

/** `Ref` and attributes of a passive resource. */
export function deployPassive(resource: Resource, account: string, region: string): Deployed {
  return TYPES[resource.type]!({
    resource,
    named: (property) => {
      const given = resource.properties[property];
      return typeof given === 'string' ? given : physicalName(resource);
    },
    arn: (service, path) => `arn:aws:${service}:${region}:${account}:${path}`,
  });
}
