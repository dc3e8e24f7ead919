/** What a technical requirement is about. */
import type { RequirementCategory } from '../extraction.ts';

/** The first that matches decides: what is rarer, and says more, stands first. */
const CATEGORIES: readonly (readonly [category: RequirementCategory, cue: RegExp])[] = [
  [
    'migration',
    /\b(?:migrat\w+|(?:are|is|be) (?:loaded|carried over|taken over|converted)|historical (?:data|records)|cut-?over|data load|(?:imported|converted|transferred|carried|moved) (?:over )?from|legacy (?:data|records|system)|reconciled|ported)\b/i,
  ],
  [
    'compliance',
    /\b(?:SOC ?[12]|ISO[ /]?(?:IEC )?\d{4,5}|HIPAA|HITRUST|GDPR|PCI(?:[- ](?:DSS|PTS))?|FedRAMP|audit (?:logs?|trail)|immutable log|penetration test\w*|certificat(?:e|es|ion)|certified|accredit\w+|accessib\w+|WCAG|21 CFR|Annex 11|CCPA|retained for|data processing agreement|conform(?:s|ity)?|standard EN|meets? (?:standard )?(?:EN|ISO|IEC)|Cyber Essentials|IRAP|ISAE|TISAX|GxP|calibrated)\b/i,
  ],
  [
    'identity',
    /\b(?:SAML|SSO|single sign-?on|OAuth|OpenID|OIDC|SCIM|LDAP|Active Directory|ADFS|Entra|Okta|Keycloak|RADIUS|Kerberos|multi-?factor|MFA|two-factor|second factor|one-time (?:code|password|PIN)|user provisioning|(?:sign|signs|signed|log|logs|logged)[ -]?(?:in|on)\b|log-?in|identity provider|role-based access|passkeys?|badge|PIN\b|passwords?|authenticat\w+|personal (?:account|credential)s?)\b/i,
  ],
  [
    'security',
    /\b(?:encrypt\w*|TLS|AES(?:-\d+)?|IPsec|S\/MIME|PGP|SSH|privileged access|firewalls?|vulnerabilit\w+|malware|key management|HSM|tokeni[sz]\w+|secure(?:d|ly)?|security|intrusion|SIEM|VPN|antivirus|hardened|allow-?list\w*|whitelist\w*|shared code|credentials)\b/i,
  ],
  [
    'performance',
    /\b(?:per second|per minute|per hour|throughput|latency|concurrent|response time|requests? per|completes? (?:in|within)|load time|simultaneous|milliseconds?|queu(?:e|e?ing)|less than \d+ (?:seconds?|minutes?)|within (?:\d+|two|three|five|ten) (?:seconds?|minutes?))\b/i,
  ],
  [
    'integration',
    /\b(?:API|APIs|interfaces?|integrat\w+|FHIR|HL7|webhooks?|OData|EDI|EDIFACT|AS[24]|SFTP|REST|SOAP|GraphQL|connectors?|import format|export(?:ed|s)?|ERP|CRM|SAP|Salesforce|NetSuite|Workday|registry|synchroni[sz]\w+|feeds?|EHR|Epic|Cerner|X12|CSV|XML|JSON|ACORD|CDISC|BACnet|OPC|LTI|OneRoster|Kafka|message queue|passed to|reported to|transmitted to|sent to|posted? to|published to|schema)\b/i,
  ],
  [
    'data',
    /\b(?:data cent(?:er|re)s?|regions?|resid(?:e|es|ency)|stored|backups?|back-ups?|data (?:is|are|stay|stays|remain)|personal information|retention|deleted|erased|anonymi[sz]\w*|pseudonymi[sz]\w*|kept (?:in|on|for|with)|held (?:in|only)|located in|storage|hosted in|database|files|records?|recordings?|leave[s]? the)\b/i,
  ],
  [
    'infrastructure',
    /\b(?:browsers?|Chrome|Edge|Safari|Firefox|wireless|Wi-?Fi|WPA\d?|networks?|servers?|bandwidth|Mbps|Gbps|Mbit|Gbit|leased line|fib(?:re|er)|ducts?|routers?|operating system|Windows|Linux|iOS|Android|mobile devices?|hardware|Kubernetes|cloud|AWS|Azure|GCP|on-premises?|virtual machines?|dedicated|IPv6|failover|fails? over|4G|5G|UPS|generator|workstations?|terminals?|sensors?|loggers?|temperature|rack)\b/i,
  ],
];

/** Which of the categories a requirement belongs to. */
export function categoryOf(text: string): RequirementCategory {
  const storage =
    /\b(?:stored|stay|stays|kept|held|hosted|reside[sd]?|remain|leave)\b[^.]{0,80}\b(?:in|within|located|the (?:United|European|country))\b/i.test(
      text,
    ) && /\b(?:data|backups?|files|records?|recordings?|numbers|copies)\b/i.test(text);
  if (storage && !/\bencrypt|\baudit|certif/i.test(text)) return 'data';
  for (const [category, cue] of CATEGORIES) if (cue.test(text)) return category;
  return 'other';
}

const SIGNAL =
  /\b(?:SAML|SCIM|OAuth|OpenID|OIDC|LDAP|RADIUS|ADFS|Okta|Entra|Keycloak|multi-?factor|second factor|two-factor|MFA|single sign-?on|SSO|TLS|IPsec|AES|S\/MIME|PGP|encrypt\w*|SOC ?[12]|ISO ?\d{4,5}|HIPAA|HITRUST|PCI|FedRAMP|GDPR|HL7|FHIR|OData|SFTP|EDI\w*|AS2|X12|webhooks?|REST|API|APIs|GraphQL|CSV|XML|WPA\d|VPN|4G|Mbps|Gbps|browsers?|Chrome|migrat\w+|data cent(?:er|re)s?|servers?|backups?|audit (?:logs?|trail)|penetration|import format|requests? per|per second|concurrent|throughput|interfaces?|integrat\w+|SAP|Salesforce|Workday|NetSuite|Epic|uptime|latency|reconciled|loaded|registry|portal|planning run|nightly|regions?|hosted|stored|sign(?:s|ed)?[ -](?:in|on)|log(?:s|ged)?[ -](?:in|on)|one-time|passwords?|(?:de-?)?provisioning|certificates?|certified|WCAG|recorded|recordings?|erased|virtual machines?|firewalls?|routers?|replicat\w+|failover|tokeni[sz]\w+)\b/gi;

/** How many different technical terms a sentence has. */
export const signalsIn = (text: string): number =>
  new Set(text.match(SIGNAL)?.map((word) => word.toLowerCase()) ?? []).size;
